import { Button } from "@mantine/core"
import { useInfiniteQuery } from "@tanstack/react-query"
import { Link } from "@tanstack/react-router"
import { useToday } from "@/features/account/useToday"
import { t } from "@/i18n"
import { longDay } from "@/lib/dates"
import { EmptyState } from "@/ui/EmptyState"
import { ErrorState } from "@/ui/ErrorState"
import { LoadingState } from "@/ui/LoadingState"
import { foundOptions, type Hit } from "../queries"
import classes from "./JournalPage.module.css"
import { pieces } from "./search"

/** Where the words occur, in entries and in days, the best place first. */
export function Found({ q }: { q: string }) {
  const { day } = useToday()
  const { data, error, refetch, hasNextPage, isFetchingNextPage, fetchNextPage } = useInfiniteQuery(foundOptions(q))
  if (error && !data) return <ErrorState error={error} retry={() => void refetch()} />
  if (!data) return <LoadingState />
  const total = data.pages.at(-1)?.total ?? 0
  if (total === 0) return <EmptyState title={t("journal.foundNothing")} text={t("journal.foundHint")} />
  return (
    <section>
      <p className={classes.soft} role="status">
        {t("journal.found", { count: total })}
      </p>
      <ul aria-label={t("journal.search")}>
        {data.pages
          .flatMap(({ items }) => items)
          .map((hit) => (
            <Place key={hit.id} hit={hit} today={day} />
          ))}
      </ul>
      {hasNextPage ? (
        <Button variant="default" loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          {t("journal.foundMore")}
        </Button>
      ) : null}
    </section>
  )
}

function Place({ hit, today }: { hit: Hit; today: string }) {
  const date = <time dateTime={hit.local_date}>{longDay(hit.local_date, today)}</time>
  return (
    <li className={classes.entry} data-row>
      <header className={classes.entryHead}>
        <h2 className={classes.name}>
          {hit.kind === "journal_entry" ? (
            <Link to="/journal/$entry" params={{ entry: hit.id }} className={classes.link} data-focus>
              {hit.title ? <span data-own>{hit.title}</span> : date}
            </Link>
          ) : (
            <Link to="/reflection" search={{ day: hit.local_date }} className={classes.link} data-focus>
              {date}
            </Link>
          )}
        </h2>
        <p className={classes.facts}>{hit.kind === "day_entry" ? t("journal.ofDay") : hit.title ? date : null}</p>
      </header>
      <p className={classes.excerpt} data-own>
        {pieces(hit.excerpt).map(({ text, found }, index) => (found ? <mark key={index}>{text}</mark> : text))}
      </p>
    </li>
  )
}
