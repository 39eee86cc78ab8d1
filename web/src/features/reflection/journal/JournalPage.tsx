import { Button } from "@mantine/core"
import { IconFeather } from "@tabler/icons-react"
import { useSuspenseInfiniteQuery } from "@tanstack/react-query"
import { useNavigate, useSearch } from "@tanstack/react-router"
import { useMemo } from "react"
import { useToday } from "@/features/account/useToday"
import { useRowKeys } from "@/features/today/useRowKeys"
import { t } from "@/i18n"
import { byDay } from "@/lib/byDay"
import { EmptyState } from "@/ui/EmptyState"
import { VirtualRows } from "@/ui/VirtualRows"
import { timelineOptions } from "../queries"
import { DayOfEntries } from "./DayOfEntries"
import { Found } from "./Found"
import classes from "./JournalPage.module.css"
import { Lenses } from "./Lenses"
import { OnThisDay } from "./OnThisDay"
import { readJournal } from "./search"
import { useWriter } from "./useWriter"

const DAY_PX = 220

/** What was written, by day; or where the words occur that are looked for. */
export function JournalPage() {
  const search = readJournal(useSearch({ from: "/_app/journal/" }))
  const { write, writer } = useWriter()
  const list = useRowKeys<HTMLDivElement>()
  return (
    <div ref={list}>
      <header className={classes.header}>
        <h1>{t("journal.title")}</h1>
        <Button leftSection={<IconFeather size={18} stroke={1.6} />} onClick={write} aria-keyshortcuts="c">
          {t("journal.write")}
        </Button>
      </header>
      <Lenses search={search} />
      {search.q ? <Found q={search.q} /> : <Timeline write={write} />}
      {writer}
    </div>
  )
}

function Timeline({ write }: { write: () => void }) {
  const { tag, mood } = readJournal(useSearch({ from: "/_app/journal/" }))
  const { day } = useToday()
  const { data, hasNextPage, isFetchingNextPage, fetchNextPage } = useSuspenseInfiniteQuery(timelineOptions({ tag, mood }))
  const days = useMemo(() => byDay(data.pages.flatMap(({ items }) => items)), [data])
  const narrowed = tag !== undefined || mood !== undefined
  if (days.length === 0) return <Nothing narrowed={narrowed} write={write} />
  return (
    <>
      {narrowed ? null : <OnThisDay day={day} />}
      <VirtualRows
        label={t("journal.timeline")}
        items={days}
        total={hasNextPage ? -1 : days.length}
        guess={DAY_PX}
        gapClass={classes.gap}
        keyOf={(one) => one.day}
        nearEnd={hasNextPage && !isFetchingNextPage ? () => void fetchNextPage() : undefined}
        draw={(one, row) => <DayOfEntries key={one.day} {...row} day={one.day} entries={one.rows} today={day} />}
      />
      {isFetchingNextPage ? <p className={classes.soft}>{t("common.loading")}</p> : null}
    </>
  )
}

function Nothing({ narrowed, write }: { narrowed: boolean; write: () => void }) {
  const navigate = useNavigate({ from: "/journal/" })
  if (narrowed)
    return (
      <EmptyState title={t("journal.filteredTitle")} text={t("journal.filteredText")}>
        <Button variant="default" onClick={() => void navigate({ search: {} })}>
          {t("journal.showAll")}
        </Button>
      </EmptyState>
    )
  return (
    <EmptyState title={t("journal.emptyTitle")} text={t("journal.emptyText")}>
      <Button variant="default" onClick={write}>
        {t("journal.write")}
      </Button>
    </EmptyState>
  )
}
