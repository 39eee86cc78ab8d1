import { Button } from "@mantine/core"
import { useSuspenseInfiniteQuery } from "@tanstack/react-query"
import { Link, useNavigate, useSearch } from "@tanstack/react-router"
import { useToday } from "@/features/account/useToday"
import { useRowKeys } from "@/features/today/useRowKeys"
import { t } from "@/i18n"
import { number } from "@/lib/units"
import { EmptyState } from "@/ui/EmptyState"
import { Lens } from "@/ui/Lens"
import { Quarantine } from "./Quarantine"
import { PERIODS, reviewsOptions, type Period, type Review } from "./queries"
import classes from "./ReviewsPage.module.css"
import { useDraft } from "./useReviewActions"
import { periodName } from "./words"

const ALL = "all"

export function ReviewsPage() {
  const { kind } = useSearch({ from: "/_app/reviews/" })
  const { data, hasNextPage, isFetchingNextPage, fetchNextPage } = useSuspenseInfiniteQuery(reviewsOptions(kind))
  const list = useRowKeys<HTMLDivElement>()
  const reviews = data.pages.flatMap(({ items }) => items)
  const waiting = reviews.filter(({ status }) => status !== "completed")
  const earlier = reviews.filter(({ status }) => status === "completed")
  return (
    <div ref={list}>
      <header className={classes.header}>
        <h1>{t("reviews.title")}</h1>
        <p className={classes.soft}>{t("reviews.lead")}</p>
      </header>
      <Lenses kind={kind} />
      {reviews.length === 0 ? <Nothing kind={kind} /> : null}
      <Reviews title={t("reviews.waiting")} reviews={waiting} />
      <Quarantine />
      <Reviews title={t("reviews.earlier")} reviews={earlier} />
      {hasNextPage ? (
        <Button variant="default" loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          {t("reviews.more")}
        </Button>
      ) : null}
    </div>
  )
}

function Lenses({ kind }: { kind?: Period }) {
  const navigate = useNavigate({ from: "/reviews/" })
  const draft = useDraft((review) => void navigate({ to: "/reviews/$review", params: { review: review.id } }))
  return (
    <div className={classes.lenses}>
      <Lens
        label={t("reviews.kind")}
        value={kind ?? ALL}
        options={([ALL, ...PERIODS] as const).map((value) => [value, t(`reviews.kind_${value}`)])}
        set={(value) => void navigate({ search: value === ALL ? {} : { kind: value } })}
      />
      <Button variant="default" size="sm" loading={draft.isPending} onClick={() => draft.mutate({ period_type: kind ?? "week" })}>
        {t(kind === "month" ? "reviews.draftMonth" : "reviews.draftWeek")}
      </Button>
    </div>
  )
}

function Reviews({ title, reviews }: { title: string; reviews: Review[] }) {
  const { day } = useToday()
  if (reviews.length === 0) return null
  return (
    <section className={classes.section}>
      <h2>{title}</h2>
      <ul>
        {reviews.map((review) => (
          <li key={review.id} className={classes.row} data-row>
            <Link to="/reviews/$review" params={{ review: review.id }} className={classes.name} data-focus>
              {periodName(review, day)}
            </Link>
            <span className={classes.status} data-status={review.status}>
              {t(`reviews.status_${review.status}`)}
            </span>
            <Facts review={review} />
          </li>
        ))}
      </ul>
    </section>
  )
}

function Facts({ review: { numbers, focus } }: { review: Review }) {
  const { tasks_done, mood_mean } = numbers.metrics
  return (
    <ul className={classes.facts}>
      <li>{t("reviews.tasksDone", { count: tasks_done })}</li>
      {mood_mean === null ? null : <li>{t("reviews.moodWas", { mood: number(mood_mean, 1) })}</li>}
      {focus ? <li data-own>{focus}</li> : null}
    </ul>
  )
}

function Nothing({ kind }: { kind?: Period }) {
  const navigate = useNavigate({ from: "/reviews/" })
  if (!kind) return <EmptyState title={t("reviews.emptyTitle")} text={t("reviews.emptyText")} />
  return (
    <EmptyState title={t("reviews.filteredTitle")} text={t("reviews.filteredText")}>
      <Button variant="default" onClick={() => void navigate({ search: {} })}>
        {t("reviews.showAll")}
      </Button>
    </EmptyState>
  )
}
