import { ActionIcon, Select } from "@mantine/core"
import { useDebouncedValue } from "@mantine/hooks"
import { IconX } from "@tabler/icons-react"
import { useQuery } from "@tanstack/react-query"
import { Link as To } from "@tanstack/react-router"
import { useState } from "react"
import { projectsOptions, searchOptions } from "@/features/tasks/queries"
import { t } from "@/i18n"
import { linksOptions, type Link } from "../queries"
import { useLinks } from "../useGoalActions"
import classes from "./GoalPage.module.css"

const PAUSE_MS = 200

/** What counts towards the goal. */
export function Links({ id }: { id: string }) {
  const { data } = useQuery(linksOptions(id))
  const { add, remove } = useLinks(id)
  const links = data?.items ?? []
  return (
    <section className={classes.section}>
      <h2>{t("goals.links")}</h2>
      {links.length === 0 ? <p className={classes.soft}>{t("goals.linksEmpty")}</p> : null}
      <ul>
        {links.map((link) => (
          <li key={link.id} className={classes.line}>
            <span className={classes.words}>
              <Name link={link} />
              <span className={classes.kind}>{t(`goals.${link.entity_kind}`)}</span>
            </span>
            <ActionIcon aria-label={t("goals.remove", { text: link.title ?? t("goals.inTrash") })} onClick={() => remove.mutate(link)}>
              <IconX size={18} stroke={1.6} />
            </ActionIcon>
          </li>
        ))}
      </ul>
      <AddLink taken={links.map(({ entity_id }) => entity_id)} add={(entity_id) => add.mutate({ entity_id, weight: 1 })} />
    </section>
  )
}

function Name({ link: { title, entity_kind, entity_id } }: { link: Link }) {
  if (title === null) return <em>{t("goals.inTrash")}</em>
  if (entity_kind !== "task") return title
  return (
    <To to="." search={(now) => ({ ...now, task: entity_id })} className={classes.link}>
      {title}
    </To>
  )
}

function AddLink({ taken, add }: { taken: string[]; add: (id: string) => void }) {
  const [query, setQuery] = useState("")
  const [settled] = useDebouncedValue(query.trim(), PAUSE_MS)
  const tasks = useQuery(searchOptions(settled)).data?.items ?? []
  const projects = useQuery(projectsOptions).data?.items ?? []
  const free = ({ id }: { id: string }) => !taken.includes(id)
  const near = ({ name }: { name: string }) => name.toLocaleLowerCase().includes(settled.toLocaleLowerCase())
  return (
    <Select
      aria-label={t("goals.linkAdd")}
      placeholder={t("goals.linkAdd")}
      searchable
      value={null}
      searchValue={query}
      onSearchChange={setQuery}
      filter={({ options }) => options}
      nothingFoundMessage={settled.length > 1 ? t("goals.linkNothing") : t("goals.linkFind")}
      data={[
        { group: t("goals.project"), items: projects.filter(free).filter(near).slice(0, 8).map(({ id, name }) => ({ value: id, label: name })) },
        { group: t("goals.task"), items: tasks.filter(free).map(({ id, title }) => ({ value: id, label: title })) },
      ]}
      onChange={(chosen) => {
        if (!chosen) return
        add(chosen)
        setQuery("")
      }}
    />
  )
}
