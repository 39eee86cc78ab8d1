import { Button } from "@mantine/core"
import { useInfiniteQuery } from "@tanstack/react-query"
import { useToday } from "@/features/account/useToday"
import { t } from "@/i18n"
import { shortDay } from "@/lib/dates"
import { hadOptions, type Redemption } from "./queries"
import classes from "./Rewards.module.css"
import { useGiveBack } from "./useRewardActions"
import { counted } from "./words"

/** What was had lately, with the way to give it back. */
export function Had() {
  const { data, hasNextPage, isFetchingNextPage, fetchNextPage } = useInfiniteQuery(hadOptions)
  const { day } = useToday()
  const back = useGiveBack()
  const had = data?.pages.flatMap(({ items }) => items)
  if (!had) return null
  return (
    <section className={classes.section}>
      <h2>{t("rewards.hadTitle")}</h2>
      {had.length === 0 ? <p className={classes.soft}>{t("rewards.hadEmpty")}</p> : null}
      <ul>
        {had.map((one) => (
          <Line key={one.id} one={one} today={day} giveBack={() => back.mutate(one)} />
        ))}
      </ul>
      {hasNextPage ? (
        <Button variant="default" loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          {t("rewards.more")}
        </Button>
      ) : null}
    </section>
  )
}

function Line({ one, today, giveBack }: { one: Redemption; today: string; giveBack: () => void }) {
  return (
    <li className={classes.line} data-over={one.refunded_at ? true : undefined}>
      <span data-own>{one.note ? `${one.name}: ${one.note}` : one.name}</span>
      <span className={classes.soft}>
        <time dateTime={one.local_date}>{shortDay(one.local_date, today)}</time>
        {" · "}
        {counted("rewards.cost", one.cost)}
      </span>
      {one.refunded_at ? (
        <span className={classes.soft}>{t("rewards.wasGivenBack")}</span>
      ) : (
        <Button variant="subtle" size="sm" aria-label={t("rewards.giveBackFor", { name: one.name })} onClick={giveBack}>
          {t("rewards.giveBack")}
        </Button>
      )}
    </li>
  )
}
