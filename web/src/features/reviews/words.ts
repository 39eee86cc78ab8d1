/** Periods and numbers of a review in words. */

import { t } from "@/i18n"
import { monthName, shortDate } from "@/lib/dates"
import { duration, number } from "@/lib/units"
import type { Metrics, Review } from "./queries"

const TENTHS = 1

/** "16 to 22 Nov", "October 2026". */
export function periodName({ period_type, period_start, period_end }: Pick<Review, "period_type" | "period_start" | "period_end">, today: string): string {
  if (period_type === "month") return monthName(period_start)
  return t("reviews.span", { first: shortDate(period_start, today), last: shortDate(period_end, today) })
}

export type Figure = { name: string; value: string; before: string | null }

const share = (value: number | null) => (value === null ? null : `${number(value * 100)} %`)
const plain = (value: number | null) => (value === null ? null : number(value, TENTHS))
const hours = (value: number | null) => (value === null ? null : duration(value * 60))

const FIGURES: [keyof Metrics & string, (metrics: Metrics) => string | null][] = [
  ["tasks_done", ({ tasks_done }) => number(tasks_done)],
  ["daily_completion_rate", (metrics) => share(metrics.daily_completion_rate)],
  ["focus_minutes", (metrics) => duration(metrics.focus_minutes)],
  ["points_earned", (metrics) => number(metrics.points_earned)],
  ["mood_mean", (metrics) => plain(metrics.mood_mean)],
  ["energy_mean", (metrics) => plain(metrics.energy_mean)],
  ["sleep_hours_mean", (metrics) => hours(metrics.sleep_hours_mean)],
  ["alignment_score", (metrics) => share(metrics.alignment_score)],
]

/** The numbers of a period beside those of the one before; what cannot be told says so. */
export function figures(metrics: Metrics, before: Metrics | null): Figure[] {
  return FIGURES.map(([name, of]) => ({
    name: t(`reviews.figure_${name}` as "reviews.figure_tasks_done"),
    value: of(metrics) ?? t("reviews.unknown"),
    before: before && of(before),
  }))
}

/** "+3", "−1.5"; nothing where nothing changed. */
export function signed(value: number): string {
  return `${value < 0 ? "−" : "+"}${number(Math.abs(value), 2)}`
}
