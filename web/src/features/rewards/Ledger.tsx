import { Button } from "@mantine/core"
import { useInfiniteQuery } from "@tanstack/react-query"
import { Link, useNavigate, useSearch } from "@tanstack/react-router"
import { useMemo, type Ref } from "react"
import { useToday } from "@/features/account/useToday"
import { t } from "@/i18n"
import { byDay } from "@/lib/byDay"
import { longDay } from "@/lib/dates"
import { EmptyState } from "@/ui/EmptyState"
import { ErrorState } from "@/ui/ErrorState"
import { Lens } from "@/ui/Lens"
import { LoadingState } from "@/ui/LoadingState"
import { VirtualRows } from "@/ui/VirtualRows"
import { CURRENCIES, ledgerOptions, TYPES, type Movement, type Narrowing } from "./queries"
import classes from "./Rewards.module.css"
import { amountWords, reasonWords } from "./words"

const ALL = "all"
const DAY_PX = 180

/** The movements by day, the latest first; nothing of it is ever changed. */
export function Ledger() {
  const narrowing = useSearch({ from: "/_app/rewards/wallet" })
  const navigate = useNavigate({ from: "/rewards/wallet" })
  const set = (change: Narrowing) => void navigate({ search: (now) => ({ ...now, ...change }) })
  return (
    <section className={classes.section}>
      <h2>{t("rewards.ledger")}</h2>
      <p className={classes.soft}>{t("rewards.ledgerHelp")}</p>
      <div className={classes.lenses}>
        <Lens
          label={t("rewards.currency")}
          value={narrowing.currency ?? ALL}
          options={([ALL, ...CURRENCIES] as const).map((value) => [value, t(`rewards.currency_${value}`)])}
          set={(value) => set({ currency: value === ALL ? undefined : value })}
        />
        <Lens
          label={t("rewards.type")}
          value={narrowing.type ?? ALL}
          options={([ALL, ...TYPES] as const).map((value) => [value, t(`rewards.type_${value}`)])}
          set={(value) => set({ type: value === ALL ? undefined : value })}
        />
      </div>
      <Movements narrowing={narrowing} all={() => set({ currency: undefined, type: undefined })} />
    </section>
  )
}

function Movements({ narrowing, all }: { narrowing: Narrowing; all: () => void }) {
  const { day } = useToday()
  const { data, error, refetch, hasNextPage, isFetchingNextPage, fetchNextPage } = useInfiniteQuery(ledgerOptions(narrowing))
  const days = useMemo(() => byDay(data?.pages.flatMap(({ items }) => items) ?? []), [data])
  if (error && !data) return <ErrorState error={error} retry={() => void refetch()} />
  if (!data) return <LoadingState />
  if (days.length === 0) {
    if (!narrowing.currency && !narrowing.type) return <EmptyState title={t("rewards.walletEmptyTitle")} text={t("rewards.walletEmptyText")} />
    return (
      <EmptyState title={t("rewards.filteredTitle")} text={t("rewards.walletFilteredText")}>
        <Button variant="default" onClick={all}>
          {t("rewards.showAll")}
        </Button>
      </EmptyState>
    )
  }
  return (
    <VirtualRows
      label={t("rewards.ledger")}
      items={days}
      total={hasNextPage ? -1 : days.length}
      guess={DAY_PX}
      gapClass={classes.gap}
      keyOf={(one) => one.day}
      nearEnd={hasNextPage && !isFetchingNextPage ? () => void fetchNextPage() : undefined}
      draw={(one, row) => <Day key={one.day} {...row} day={one.day} moved={one.rows} today={day} />}
    />
  )
}

type DayProps = { ref: Ref<HTMLLIElement>; index: number; size: number; day: string; moved: Movement[]; today: string }

function Day({ ref, index, size, day, moved, today }: DayProps) {
  return (
    <li ref={ref} data-index={index} className={classes.day} aria-posinset={index + 1} aria-setsize={size}>
      <h3 className={classes.date}>
        <time dateTime={day}>{longDay(day, today)}</time>
      </h3>
      {moved.map((one) => (
        <Moved key={one.id} one={one} />
      ))}
    </li>
  )
}

function Moved({ one }: { one: Movement }) {
  const facts = [
    reasonWords(one),
    one.currency === "alignment" ? t("rewards.alignment") : "",
    one.is_reversed ? t("rewards.isReversed") : "",
    one.reverses_id ? t("rewards.reverses") : "",
  ].filter(Boolean)
  return (
    <div className={classes.movement} data-over={one.is_reversed || undefined}>
      <div className={classes.body}>
        <Name one={one} />
        <ul className={classes.facts}>
          {facts.map((fact) => (
            <li key={fact}>{fact}</li>
          ))}
        </ul>
      </div>
      <span className={classes.amount} data-plus={one.amount > 0 || undefined}>
        {amountWords(one.amount)}
      </span>
    </div>
  )
}

function Name({ one: { entity_id, entity_kind, entity_title } }: { one: Movement }) {
  if (entity_title === null) return <em>{t("rewards.nameless")}</em>
  if (entity_kind !== "task" || !entity_id) return <span data-own>{entity_title}</span>
  return (
    <Link to="." search={(now) => ({ ...now, task: entity_id })} className={classes.link} data-own>
      {entity_title}
    </Link>
  )
}
