import { Button, NumberInput } from "@mantine/core"
import { useSuspenseQuery } from "@tanstack/react-query"
import { useState } from "react"
import { t } from "@/i18n"
import { number } from "@/lib/units"
import { Gauge } from "@/ui/Gauge"
import { Ledger } from "./Ledger"
import { alignmentOptions, walletOptions } from "./queries"
import classes from "./Rewards.module.css"
import { RewardsHeader } from "./RewardsHeader"
import { useMonthGoal } from "./useRewardActions"

/** What there is of both currencies, and every movement that made it so. */
export function WalletPage() {
  const { points, alignment } = useSuspenseQuery(walletOptions).data
  return (
    <div>
      <RewardsHeader />
      <div className={classes.currencies}>
        <section className={classes.currency}>
          <h2>{t("rewards.points")}</h2>
          <p className={classes.sum}>{number(points.balance)}</p>
          <p className={classes.soft}>{t("rewards.pointsHelp")}</p>
          <dl className={classes.pairs}>
            <div>
              <dt>{t("rewards.earned")}</dt>
              <dd>{number(points.earned)}</dd>
            </div>
            <div>
              <dt>{t("rewards.spent")}</dt>
              <dd>{number(points.spent)}</dd>
            </div>
          </dl>
        </section>
        <section className={classes.currency}>
          <h2>{t("rewards.alignment")}</h2>
          <p className={classes.sum}>{number(alignment.balance)}</p>
          <p className={classes.soft}>{t("rewards.alignmentHelp")}</p>
          <Month />
        </section>
      </div>
      <Ledger />
    </div>
  )
}

/** What the month has brought, beside what it is to bring. */
function Month() {
  const { data } = useSuspenseQuery(alignmentOptions)
  const save = useMonthGoal()
  const [goal, setGoal] = useState<number | string>(data.monthly_goal)
  const changed = typeof goal === "number" && goal >= 1 && goal !== data.monthly_goal
  return (
    <>
      <Gauge share={data.goal_ratio} />
      <p className={classes.soft}>
        {t("rewards.monthGoal", { earned: number(data.earned), goal: number(data.monthly_goal) })}
        {" · "}
        {t("rewards.monthWeek", { earned: number(data.earned_this_week) })}
      </p>
      <form
        className={classes.goal}
        onSubmit={(event) => {
          event.preventDefault()
          if (changed) save.mutate(goal)
        }}
      >
        <NumberInput size="sm" label={t("rewards.monthSet")} min={1} max={1_000_000} allowDecimal={false} value={goal} onChange={setGoal} />
        {changed ? (
          <Button type="submit" size="sm" variant="default" loading={save.isPending}>
            {t("common.save")}
          </Button>
        ) : null}
      </form>
    </>
  )
}
