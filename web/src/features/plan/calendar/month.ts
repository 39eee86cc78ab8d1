/** The days of a month as a calendar shows them. A month is `YYYY-MM`, a day `YYYY-MM-DD`. */

import type { Task } from "@/features/tasks/queries"
import { addDays, weekdayOf } from "@/lib/dates"

const WEEK_DAYS = 7

export type Entry = { task: Task; kind: "due" | "planned" }

export function isMonth(said: unknown): said is string {
  return typeof said === "string" && /^(19|20)\d\d-(0[1-9]|1[0-2])$/.test(said)
}

/** The first day of the month so many months away. */
export function firstOf(month: string, away = 0): string {
  const months = Number(month.slice(0, 4)) * 12 + Number(month.slice(5)) - 1 + away
  return `${Math.floor(months / 12)}-${String((months % 12) + 1).padStart(2, "0")}-01`
}

/** Whole weeks from Monday to Sunday, in which every day of the month is. */
export function weeksOf(month: string): string[][] {
  const first = firstOf(month)
  const next = firstOf(month, 1)
  const into = weekdayOf(first)
  const weeks: string[][] = []
  for (let monday = addDays(first, -into); monday < next; monday = addDays(monday, WEEK_DAYS))
    weeks.push(Array.from({ length: WEEK_DAYS }, (_, index) => addDays(monday, index)))
  return weeks
}

/** What stands on each day: a task due and planned on the same one stands there once, as due. */
export function byDay(due: Task[], planned: Task[]): Map<string, Entry[]> {
  const days = new Map<string, Entry[]>()
  const put = (day: string | null, entry: Entry) => {
    if (day) days.set(day, [...(days.get(day) ?? []), entry])
  }
  for (const task of due) put(task.due_date, { task, kind: "due" })
  for (const task of planned) if (task.scheduled_for !== task.due_date) put(task.scheduled_for, { task, kind: "planned" })
  return days
}
