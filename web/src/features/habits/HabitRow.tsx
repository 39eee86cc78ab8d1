import { Link } from "@tanstack/react-router"
import { t } from "@/i18n"
import { Gauge } from "@/ui/Gauge"
import classes from "./HabitsPage.module.css"
import { percent, streakWords, todayWords } from "./marks"
import type { Habit, TodayHabit } from "./queries"
import { Recent } from "./Recent"
import { scheduleWords } from "./schedule"

export function HabitRow({ habit, item, day }: { habit: Habit; item?: TodayHabit; day: string }) {
  const standing = item?.standing ?? habit.standing
  const strength = standing?.strength ?? null
  const facts = [
    scheduleWords(habit.schedule),
    standing && standing.current > 0 ? streakWords(standing) : undefined,
    standing && standing.longest > standing.current ? t("habits.best", { count: standing.longest }) : undefined,
    standing && standing.grace_used.length > 0 ? t("habits.graceUsed", { count: standing.grace_used.length }) : undefined,
    item?.paused ? todayWords(item, day) : undefined,
  ].filter((fact) => fact !== undefined)
  const words = strength === null ? t("habits.strengthNone") : t("habits.strength", { pct: percent(strength) })
  return (
    <li className={classes.row} data-row>
      <Link to="/habits/$habit" params={{ habit: habit.id }} className={classes.name} data-focus>
        {habit.name}
      </Link>
      {item ? <Recent marks={item.recent} /> : null}
      <div className={classes.strength}>
        <Gauge share={strength} />
        <span>{words}</span>
      </div>
      <ul className={classes.facts}>
        {facts.map((fact) => (
          <li key={fact}>{fact}</li>
        ))}
      </ul>
    </li>
  )
}
