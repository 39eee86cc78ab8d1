import { ActionIcon, Select } from "@mantine/core"
import { useDebouncedValue } from "@mantine/hooks"
import { IconX } from "@tabler/icons-react"
import { useQuery } from "@tanstack/react-query"
import { useState } from "react"
import { t } from "@/i18n"
import { targetsOptions, type Linked } from "../queries"
import { kindName, Target } from "./Connected"
import classes from "./EntryPage.module.css"
import { useConnections } from "./useJournalActions"

const PAUSE_MS = 200

/** What something has to do with, and a line to connect more. */
export function Connections({ id, links }: { id: string; links: Linked[] }) {
  const { link, unlink } = useConnections(id)
  return (
    <section className={classes.links}>
      <h2>{t("journal.links")}</h2>
      <ul>
        {links.map((one) => (
          <li key={one.link_id} className={classes.link}>
            <span>
              <Target link={one} />
              <span className={classes.kind}>{kindName(one.entity_kind)}</span>
            </span>
            <ActionIcon aria-label={t("journal.unlink", { text: one.title ?? t("journal.untitled") })} onClick={() => unlink.mutate(one)}>
              <IconX size={18} stroke={1.6} />
            </ActionIcon>
          </li>
        ))}
      </ul>
      <Connect taken={[id, ...links.map(({ entity_id }) => entity_id)]} connect={(to) => link.mutate(to)} />
    </section>
  )
}

function Connect({ taken, connect }: { taken: string[]; connect: (id: string) => void }) {
  const [query, setQuery] = useState("")
  const [settled] = useDebouncedValue(query.trim(), PAUSE_MS)
  const found = useQuery(targetsOptions(settled)).data?.items ?? []
  const free = settled.length > 1 ? found.filter(({ id }) => !taken.includes(id)) : []
  const kinds = new Map(free.map(({ id, kind }) => [id, kind]))
  return (
    <Select
      aria-label={t("journal.connect")}
      placeholder={t("journal.connect")}
      searchable
      value={null}
      searchValue={query}
      onSearchChange={setQuery}
      filter={({ options }) => options}
      nothingFoundMessage={settled.length > 1 ? t("journal.connectNothing") : t("journal.connectHint")}
      data={free.map(({ id, title }) => ({ value: id, label: title }))}
      renderOption={({ option }) => (
        <span>
          <span data-own>{option.label}</span>
          <span className={classes.kind}>{kindName(kinds.get(option.value) ?? "")}</span>
        </span>
      )}
      onChange={(chosen) => {
        if (!chosen) return
        connect(chosen)
        setQuery("")
      }}
    />
  )
}
