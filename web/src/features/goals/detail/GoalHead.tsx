import { useQuery } from "@tanstack/react-query"
import { areasOptions } from "@/features/tasks/queries"
import { t } from "@/i18n"
import { longDay } from "@/lib/dates"
import { number } from "@/lib/units"
import { PaceWord } from "../PaceWord"
import { toneOf } from "../pace"
import type { Goal, Progress } from "../queries"
import { Way } from "../Way"
import { GoalMenu } from "./GoalMenu"
import classes from "./GoalPage.module.css"

/** What the goal is, how far it has come, and whether that is in time. */
export function GoalHead({ goal, progress, today }: { goal: Goal; progress: Progress; today: string }) {
  const area = useQuery(areasOptions).data?.items.find(({ id }) => id === goal.area_id)?.name
  const { progress_pct: pct, expected_pct: expected, override } = progress
  const facts = [area, t(`goals.horizon_${goal.horizon}`), goal.target_date ? t("goals.by", { day: longDay(goal.target_date, today) }) : null]
  return (
    <header className={classes.head}>
      <div className={classes.titles}>
        <h1>{goal.title}</h1>
        <GoalMenu goal={goal} />
      </div>
      <p className={classes.facts}>
        <PaceWord goal={goal} />
        {facts.filter(Boolean).map((fact) => (
          <span key={fact}>{fact}</span>
        ))}
      </p>
      {goal.description ? <p className={classes.description}>{goal.description}</p> : null}
      <div className={classes.progress}>
        <p className={classes.number}>{pct === null ? t("goals.unknown") : `${number(pct, 1)} %`}</p>
        <Way pct={pct} expected={goal.status === "active" ? expected : null} tone={toneOf(goal.health)} />
        <p className={classes.soft}>{[progress.message, ...timeWords(progress)].filter(Boolean).join(" · ")}</p>
        {override ? (
          <p className={classes.soft}>
            {t("goals.handSet", {
              pct: number(override.pct, 1),
              reason: override.reason ?? "–",
              computed: progress.computed_pct === null ? t("goals.unknown") : `${number(progress.computed_pct, 1)} %`,
            })}
          </p>
        ) : null}
      </div>
    </header>
  )
}

function timeWords({ expected_pct: expected, days_left: left }: Progress): string[] {
  const words: string[] = []
  if (expected !== null) words.push(t("goals.expected", { pct: number(Math.min(expected, 100)) }))
  if (left !== null) words.push(left < 0 ? t("goals.daysOver", { count: -left }) : t("goals.daysLeft", { count: left }))
  return words
}
