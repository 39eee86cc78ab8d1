import { Button, TextInput } from "@mantine/core"
import { IconSearch, IconX } from "@tabler/icons-react"
import { useNavigate } from "@tanstack/react-router"
import { useState } from "react"
import { t } from "@/i18n"
import { moodName } from "../scales"
import classes from "./JournalPage.module.css"
import type { JournalSearch } from "./search"

/** The words that are looked for, and what narrows the timeline; all of it in the address. */
export function Lenses({ search }: { search: JournalSearch }) {
  const navigate = useNavigate({ from: "/journal/" })
  const set = (change: JournalSearch) => void navigate({ search: (now) => ({ ...now, ...change }) })
  return (
    <div className={classes.lenses}>
      <Words key={search.q} q={search.q} set={(q) => set({ q, tag: undefined, mood: undefined })} />
      {search.tag ? <Chosen label={search.tag} own clear={() => set({ tag: undefined })} /> : null}
      {search.mood ? <Chosen label={moodName(search.mood)} clear={() => set({ mood: undefined })} /> : null}
    </div>
  )
}

function Words({ q = "", set }: { q?: string; set: (q: string | undefined) => void }) {
  const [typed, type] = useState(q)
  return (
    <form
      role="search"
      className={classes.words}
      onSubmit={(event) => {
        event.preventDefault()
        set(typed.trim() || undefined)
      }}
    >
      <TextInput
        type="search"
        aria-label={t("journal.search")}
        placeholder={t("journal.search")}
        leftSection={<IconSearch size={18} stroke={1.6} />}
        maxLength={500}
        value={typed}
        onChange={(event) => type(event.currentTarget.value)}
      />
      {q ? (
        <Button variant="subtle" onClick={() => set(undefined)}>
          {t("journal.searchEnd")}
        </Button>
      ) : null}
    </form>
  )
}

function Chosen({ label, own, clear }: { label: string; own?: boolean; clear: () => void }) {
  return (
    <Button
      variant="default"
      size="sm"
      rightSection={<IconX size={16} stroke={1.6} />}
      aria-label={t("common.clear", { label })}
      onClick={clear}
      data-own={own}
    >
      {label}
    </Button>
  )
}
