import { useQuery } from "@tanstack/react-query"
import { Link } from "@tanstack/react-router"
import type { ReactNode } from "react"
import { toneOf } from "@/features/goals/pace"
import { Way } from "@/features/goals/Way"
import { habitsOptions } from "@/features/habits/queries"
import { t, type Key } from "@/i18n"
import { number } from "@/lib/units"
import { Gauge } from "@/ui/Gauge"
import { goalNamesOptions, metricNamesOptions, type Numbers } from "../queries"
import { figures, signed } from "../words"
import classes from "./ReviewPage.module.css"

const DIGITS = 2

/** What was computed, beside the period before. */
export function InNumbers({ numbers }: { numbers: Numbers }) {
  const { metrics, before, put_off } = numbers
  return (
    <section className={classes.section}>
      <h2>{t("reviews.numbers")}</h2>
      <dl className={classes.figures}>
        {figures(metrics, before).map(({ name, value, before: earlier }) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
            {earlier === null ? null : <dd className={classes.before}>{t("reviews.before", { value: earlier })}</dd>}
          </div>
        ))}
      </dl>
      {metrics.momentum_band ? <p>{t(`reviews.momentum_${metrics.momentum_band}`)}</p> : null}
      <Habits numbers={numbers} />
      <Goals numbers={numbers} />
      <Moves numbers={numbers} />
      {put_off.length > 0 ? (
        <p>
          {t("reviews.putOff", { count: put_off.length })} <Link to="/reviews">{t("reviews.putOffLook")}</Link>
        </p>
      ) : null}
    </section>
  )
}

function Lines({ title, children }: { title: string; children: ReactNode[] }) {
  if (children.length === 0) return null
  return (
    <div>
      <h3>{title}</h3>
      <ul>{children}</ul>
    </div>
  )
}

/** What something is called now; it may be gone, and its numbers stay. */
function Name({ name }: { name: string | undefined }) {
  return name === undefined ? <em>{t("reviews.gone")}</em> : <span data-own>{name}</span>
}

function Habits({ numbers: { habits } }: { numbers: Numbers }) {
  const names = new Map(useQuery(habitsOptions).data?.items.map(({ id, name }) => [id, name]))
  return (
    <Lines title={t("reviews.habits")}>
      {habits.map(({ habit_id, done, expected, adherence, streak_before, streak_after }) => (
        <li key={habit_id} className={classes.line}>
          <Name name={names.get(habit_id)} />
          <Gauge share={adherence} />
          <span className={classes.facts}>
            <span>{t("reviews.habitDone", { done: number(done, 1), expected })}</span>
            <span>{t("reviews.habitStreak", { before: streak_before, after: streak_after })}</span>
          </span>
        </li>
      ))}
    </Lines>
  )
}

function Goals({ numbers: { goals } }: { numbers: Numbers }) {
  const names = new Map(useQuery(goalNamesOptions).data?.items.map(({ id, title }) => [id, title]))
  return (
    <Lines title={t("reviews.goals")}>
      {goals.map(({ goal_id, progress_pct, progress_before_pct, health }) => (
        <li key={goal_id} className={classes.line}>
          <Name name={names.get(goal_id)} />
          <Way pct={progress_pct} tone={toneOf(health)} />
          <span className={classes.facts}>
            <span>{progress_pct === null ? t("reviews.unknown") : `${number(progress_pct)} %`}</span>
            {progress_pct !== null && progress_before_pct !== null && progress_pct !== progress_before_pct ? <span>{signed(progress_pct - progress_before_pct)}</span> : null}
            {health ? <span>{t(`goals.health_${health}` as Key)}</span> : null}
          </span>
        </li>
      ))}
    </Lines>
  )
}

function Moves({ numbers: { metric_moves } }: { numbers: Numbers }) {
  const known = new Map(useQuery(metricNamesOptions).data?.items.map((metric) => [metric.id, metric]))
  return (
    <Lines title={t("reviews.metrics")}>
      {metric_moves.map(({ metric_id, last_value, change }) => {
        const metric = known.get(metric_id)
        return (
          <li key={metric_id} className={classes.line}>
            <Name name={metric?.name} />
            <span className={classes.facts}>
              <span data-own>{[number(last_value, DIGITS), metric?.unit_label].filter(Boolean).join(" ")}</span>
              {change ? <span>{signed(change)}</span> : null}
            </span>
          </li>
        )
      })}
    </Lines>
  )
}
