/** Where a day stands in a heat map: weeks from left to right, the days of a week from top to bottom. */

import { addDays, daysBetween, shortMonth, weekdayOf } from "@/lib/dates"
import type { Heatmap } from "../queries"

type Day = Heatmap["days"][number]
export type Shade = "none" | "rest" | "miss" | "some" | "full"

export const SHADES: Shade[] = ["some", "full", "miss", "rest"]

/** The first day of the week that lies that many weeks back; weeks begin on a Monday, or a Sunday. */
export function heatStart(today: string, weeks: number, firstWeekday: number): string {
  const into = (weekdayOf(today) - firstWeekday + 7) % 7
  return addDays(today, -into - (weeks - 1) * 7)
}

export function place(first: string, day: string): { week: number; row: number } {
  const away = daysBetween(first, day)
  return { week: Math.floor(away / 7), row: away % 7 }
}

export function shadeOf({ mark, resting, amount, share }: Day): Shade {
  if (mark === "success") return "full"
  if (amount > 0 || (share !== null && share > 0)) return "some"
  if (resting) return "rest"
  return mark === "miss" ? "miss" : "none"
}

/** Names of months where they begin, and no two so near that they would touch. */
export function months(first: string, weeks: number): { week: number; name: string }[] {
  const found: { week: number; name: string }[] = []
  for (let week = 0; week < weeks; week += 1) {
    const day = addDays(first, week * 7)
    const begins = week === 0 || day.slice(5, 7) !== addDays(day, -7).slice(5, 7)
    const last = found.at(-1)
    if (begins && last && week - last.week < 3) found.pop()
    if (begins) found.push({ week, name: shortMonth(day) })
  }
  return found
}
