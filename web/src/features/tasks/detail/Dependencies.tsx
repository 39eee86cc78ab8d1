import { ActionIcon, Select } from "@mantine/core"
import { useDebouncedValue } from "@mantine/hooks"
import { useMutation, useQuery } from "@tanstack/react-query"
import { IconX } from "@tabler/icons-react"
import { Link } from "@tanstack/react-router"
import { useState } from "react"
import { api, must, type Schemas } from "@/api/client"
import { t } from "@/i18n"
import { dependenciesOptions, searchOptions, type Task } from "../queries"
import { useSettled } from "../useTaskActions"
import classes from "./Dependencies.module.css"
import detail from "./TaskDetail.module.css"

type Ref = Schemas["TaskRefOut"]
const ROW = 44
const PAUSE_MS = 200

/** A small graph: what has to be closed first on the left, this task, and what it opens the way for. */
export function Dependencies({ task }: { task: Task }) {
  const { data } = useQuery(dependenciesOptions(task.id))
  const settled = useSettled()
  const remove = useMutation({
    mutationFn: (blocked_by_id: string) =>
      must(
        api.DELETE("/api/v1/tasks/{task_id}/dependencies/{blocked_by_id}", {
          params: { path: { task_id: task.id, blocked_by_id } },
        }),
      ),
    ...settled,
  })
  const before = data?.blocked_by ?? []
  const after = data?.blocks ?? []
  const rows = Math.max(before.length, after.length, 1)
  return (
    <section className={detail.section} aria-label={t("tasks.dependencies")}>
      <div className={classes.graph}>
        <h3>{t("tasks.waitsFor")}</h3>
        <span />
        <h3>{t("tasks.thisTask")}</h3>
        <span />
        <h3>{t("tasks.unlocks")}</h3>
        <Nodes refs={before} none={t("tasks.nothingBefore")} remove={(id) => remove.mutate(id)} />
        <Edges count={before.length} rows={rows} towards="right" />
        <p className={classes.node} data-self>
          <span>{task.title}</span>
        </p>
        <Edges count={after.length} rows={rows} towards="left" />
        <Nodes refs={after} none={t("tasks.nothingAfter")} />
      </div>
      <AddBlocker task={task} taken={before.map(({ id }) => id)} />
    </section>
  )
}

function Nodes({ refs, none, remove }: { refs: Ref[]; none: string; remove?: (id: string) => void }) {
  if (refs.length === 0) return <p className={classes.none}>{none}</p>
  return (
    <ul className={classes.nodes}>
      {refs.map(({ id, title, is_open }) => (
        <li key={id} className={classes.node} data-closed={!is_open || undefined}>
          <Link to="." search={(now) => ({ ...now, task: id })}>
            {title}
          </Link>
          {remove ? (
            <ActionIcon size={28} aria-label={t("tasks.removeBlocker", { title })} onClick={() => remove(id)}>
              <IconX size={15} />
            </ActionIcon>
          ) : null}
        </li>
      ))}
    </ul>
  )
}

/** Curves from each row of a side to the middle. */
function Edges({ count, rows, towards }: { count: number; rows: number; towards: "left" | "right" }) {
  const height = rows * ROW
  const middle = height / 2
  const first = middle - (count * ROW) / 2 + ROW / 2
  return (
    <svg className={classes.edges} viewBox={`0 0 40 ${height}`} height={height} aria-hidden="true">
      {Array.from({ length: count }, (_, index) => {
        const y = first + index * ROW
        const [from, to] = towards === "right" ? [y, middle] : [middle, y]
        return <path key={index} d={`M0 ${from}C20 ${from} 20 ${to} 40 ${to}`} />
      })}
    </svg>
  )
}

function AddBlocker({ task, taken }: { task: Task; taken: string[] }) {
  const [query, setQuery] = useState("")
  const [settledQuery] = useDebouncedValue(query.trim(), PAUSE_MS)
  const found = useQuery(searchOptions(settledQuery))
  const settled = useSettled()
  const add = useMutation({
    mutationFn: (blocked_by_id: string) =>
      must(api.POST("/api/v1/tasks/{task_id}/dependencies", { params: { path: { task_id: task.id } }, body: { blocked_by_id } })),
    onSuccess: () => setQuery(""),
    ...settled,
  })
  const choices = (found.data?.items ?? []).filter(({ id }) => id !== task.id && !taken.includes(id))
  return (
    <Select
      aria-label={t("tasks.addBlocker")}
      placeholder={t("tasks.addBlocker")}
      searchable
      searchValue={query}
      onSearchChange={setQuery}
      value={null}
      data={choices.map(({ id, title }) => ({ value: id, label: title }))}
      filter={({ options }) => options}
      nothingFoundMessage={settledQuery.length > 1 ? t("tasks.noMatch") : t("tasks.addBlockerHint")}
      onChange={(id) => id && add.mutate(id)}
    />
  )
}
