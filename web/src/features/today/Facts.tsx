import { t } from "@/i18n"
import { daysBetween, shortDay, shortMoment } from "@/lib/dates"
import { duration } from "@/lib/units"
import classes from "./Facts.module.css"
import type { Item, Today } from "./queries"

type Facing = Pick<
  Item["task"],
  "due_date" | "due_at" | "scheduled_for" | "estimate_minutes" | "area_name" | "project_name"
>

/** Where a task belongs and when it is wanted, on one quiet line. */
export function Facts({ task, today }: { task: Facing; today: Pick<Today, "date" | "timezone" | "computed_at"> }) {
  const facts: { text: string; tone?: string }[] = []
  if (task.due_date) {
    const day = shortMoment(task.due_date, task.due_at, today.date, today.timezone)
    const away = daysBetween(today.date, task.due_date)
    const late = away < 0 || (task.due_at !== null && task.due_at < today.computed_at)
    facts.push({ text: late ? t("tasks.overdueSince", { day }) : t("tasks.dueOn", { day }), tone: late ? "late" : away === 0 ? "due" : "" })
  }
  if (task.scheduled_for && task.scheduled_for !== today.date && !task.due_date)
    facts.push({ text: t("tasks.plannedOn", { day: shortDay(task.scheduled_for, today.date) }) })
  if (task.estimate_minutes) facts.push({ text: duration(task.estimate_minutes) })
  if (task.area_name) facts.push({ text: task.area_name })
  if (task.project_name) facts.push({ text: task.project_name })
  if (facts.length === 0) return null
  return (
    <ul className={classes.facts}>
      {facts.map(({ text, tone }) => (
        <li key={text} data-tone={tone || undefined}>
          {text}
        </li>
      ))}
    </ul>
  )
}
