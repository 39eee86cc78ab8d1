/** When a habit is due: in words, and as the few choices of its form. */

import { t } from "@/i18n"
import { namedWeekday } from "@/lib/dates"
import type { Habit } from "./queries"

type Schedule = Habit["schedule"]

export const HOWS = ["daily", "weekdays", "week", "month", "after", "rule"] as const
export type How = (typeof HOWS)[number]
export type Choice = { how: How; days: string[]; count: number; rule: string }

/** Monday first, as rules write them. */
export const WEEKDAYS = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"]
const WORKDAYS = "MO,TU,WE,TH,FR"
const DAILY = "FREQ=DAILY"

export function scheduleWords(schedule: Schedule): string {
  if (schedule.kind === "after_completion") return t("habits.afterDays", { count: schedule.days })
  if (schedule.kind === "per_period") return t(schedule.period === "week" ? "habits.timesWeek" : "habits.timesMonth", { count: schedule.times })
  const { how, days } = choiceOf(schedule)
  if (how === "daily") return t("habits.everyDay")
  const every = /^FREQ=DAILY;INTERVAL=(\d+)$/.exec(schedule.rule)?.[1]
  if (every) return t("habits.everyDays", { count: every })
  if (how !== "weekdays") return t("habits.ownRule")
  return days.join(",") === WORKDAYS ? t("habits.onWorkdays") : days.map((day) => namedWeekday(WEEKDAYS.indexOf(day))).join(", ")
}

export function choiceOf(schedule: Schedule): Choice {
  const none = { days: [], count: 3, rule: "" }
  if (schedule.kind === "after_completion") return { ...none, how: "after", count: schedule.days }
  if (schedule.kind === "per_period") return { ...none, how: schedule.period, count: schedule.times }
  if (schedule.rule === DAILY) return { ...none, how: "daily" }
  const days = /^FREQ=WEEKLY;BYDAY=((?:MO|TU|WE|TH|FR|SA|SU)(?:,(?:MO|TU|WE|TH|FR|SA|SU))*)$/.exec(schedule.rule)?.[1]?.split(",")
  if (days) return { ...none, how: "weekdays", days: WEEKDAYS.filter((day) => days.includes(day)) }
  return { ...none, how: "rule", rule: schedule.rule }
}

export function scheduleOf({ how, days, count, rule }: Choice): Schedule {
  if (how === "after") return { kind: "after_completion", days: count }
  if (how === "week" || how === "month") return { kind: "per_period", times: count, period: how }
  if (how === "rule") return { kind: "by_rule", rule }
  const chosen = WEEKDAYS.filter((day) => days.includes(day))
  return { kind: "by_rule", rule: how === "daily" || chosen.length === 0 ? DAILY : `FREQ=WEEKLY;BYDAY=${chosen.join(",")}` }
}
