import { Link } from "@tanstack/react-router"
import { t } from "@/i18n"
import { longDay } from "@/lib/dates"
import { number } from "@/lib/units"
import classes from "./GoalsPage.module.css"
import { PaceWord } from "./PaceWord"
import { toneOf } from "./pace"
import type { Goal } from "./queries"
import { Way } from "./Way"

export function GoalRow({ goal, area, today }: { goal: Goal; area?: string; today: string }) {
  const facts = [
    area,
    goal.target_date && !goal.achieved_at ? t("goals.by", { day: longDay(goal.target_date, today) }) : undefined,
    goal.achieved_at ? t("goals.since", { day: longDay(goal.achieved_at.slice(0, 10), today) }) : undefined,
    goal.criteria_count > 0 ? t("goals.criteriaCount", { done: goal.criteria_done, total: goal.criteria_count }) : undefined,
  ].filter((fact) => fact !== undefined)
  return (
    <li className={classes.row} data-row>
      <div className={classes.head}>
        <Link to="/goals/$goal" params={{ goal: goal.id }} className={classes.title} data-focus>
          {goal.title}
        </Link>
        <PaceWord goal={goal} />
      </div>
      <div className={classes.way}>
        <Way pct={goal.progress_pct} tone={toneOf(goal.health)} />
        <span className={classes.pct}>{goal.progress_pct === null ? "–" : `${number(goal.progress_pct)} %`}</span>
      </div>
      {facts.length > 0 ? (
        <ul className={classes.facts}>
          {facts.map((fact) => (
            <li key={fact}>{fact}</li>
          ))}
        </ul>
      ) : null}
    </li>
  )
}
