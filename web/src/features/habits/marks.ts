/** What one day asks of a habit, and how it stands in words. */

import { t, type Key } from "@/i18n"
import { shortDay } from "@/lib/dates"
import { number } from "@/lib/units"
import type { Habit, HabitsToday, Standing, TodayHabit } from "./queries"

const DIGITS = 2

/** Whether writing something down is what the person wants to do, not what they want to leave. */
export function isWanted({ kind }: Pick<TodayHabit, "kind">): boolean {
  return kind === "build" || kind === "maintain"
}

/** Whether the day has what it takes; a habit of some times a week is done for today once it was done today. */
export function isDone(item: TodayHabit): boolean {
  return item.standing.unit === "day" ? item.standing.mark === "success" && item.day_amount > 0 : item.day_amount > 0
}

/** How much a check writes down: what the day still lacks. */
export function lacking(item: TodayHabit, habit?: Pick<Habit, "target_amount" | "amount_per">): number {
  const target = habit?.amount_per === "day" ? habit.target_amount : 1
  return target > item.day_amount ? target - item.day_amount : target
}

/** What the day asks for: due and not at rest, or done although it was not. */
export function ofToday(today: HabitsToday): TodayHabit[] {
  return today.items.filter((item) => item.day_amount > 0 || (item.standing.due && !item.paused))
}

/** The day as it is once an amount has been written down; the rest comes with the server's answer. */
export function withLog(today: HabitsToday, id: string, amount: number): HabitsToday {
  return { ...today, items: today.items.map((item) => (item.id === id ? raised(item, amount) : item)) }
}

function raised(item: TodayHabit, amount: number): TodayHabit {
  const { standing } = item
  const got = (standing.got ?? 0) + (standing.unit === "day" ? amount : 1)
  const mark = isWanted(item) && standing.need !== null && got >= standing.need ? "success" : standing.mark
  return { ...item, day_amount: item.day_amount + amount, standing: { ...standing, got, mark } }
}

/** "2 of 5 km", "1 of 3 this week", "rests until Friday: illness". Empty where a check says it all. */
export function todayWords(item: TodayHabit, day: string): string {
  const { standing, paused, unit } = item
  if (paused) {
    const reason = t(`habits.reason_${paused.reason}`)
    return paused.last ? t("habits.restsUntil", { day: shortDay(paused.last, day), reason }) : t("habits.rests", { reason })
  }
  if (standing.need === null) return ""
  const values = { got: number(standing.got ?? 0, DIGITS), need: number(standing.need, DIGITS), unit: unit ?? "" }
  if (!isWanted(item)) {
    if (!standing.got && item.kind === "quit") return t("habits.free")
    return t(unit ? "habits.atMostUnit" : "habits.atMost", values)
  }
  if (standing.unit === "week") return t("habits.thisWeek", values)
  if (standing.unit === "month") return t("habits.thisMonth", values)
  if (standing.need === 1 && !unit) return ""
  return t(unit ? "habits.ofNeedUnit" : "habits.ofNeed", values)
}

export function streakWords({ current, unit }: Standing): string {
  return t(`habits.streak_${unit}` as Key, { count: current })
}

export function percent(strength: number): string {
  return number(strength * 100)
}
