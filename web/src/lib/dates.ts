/** Days and times for people: in their zone and language. A local day is `YYYY-MM-DD`, as the API sends it. */

import { locale, t } from "@/i18n"

const MS_PER_DAY = 86_400_000
const WEEK_DAYS = 7
const A_MONDAY = "2024-01-01"

/** Days from one local day to another; negative for an earlier one. */
export function daysBetween(from: string, to: string): number {
  return Math.round((asUtc(to).getTime() - asUtc(from).getTime()) / MS_PER_DAY)
}

export function addDays(day: string, count: number): string {
  return new Date(asUtc(day).getTime() + count * MS_PER_DAY).toISOString().slice(0, 10)
}

/** "Wednesday, 25 November"; with the year where it is not this one. */
export function longDay(day: string, today = day): string {
  return format(day, { weekday: "long", day: "numeric", month: "long", ...yearOf(day, today) })
}

/** "November 2026", of a day in it. */
export function monthName(day: string): string {
  return format(day, { month: "long", year: "numeric" })
}

/** "Mon". */
export function weekdayName(day: string): string {
  return format(day, { weekday: "short" })
}

/** "Monday", of a day of the week: 0 is Monday, as the API counts. */
export function weekdayLong(index: number): string {
  return format(addDays("2024-01-01", index), { weekday: "long" })
}

export function dayOfMonth(day: string): string {
  return format(day, { day: "numeric" })
}

/** "today", "tomorrow", "Friday" within the next week, else "3 Dec". */
export function shortDay(day: string, today: string): string {
  const away = daysBetween(today, day)
  if (away === 0) return t("common.today")
  if (away === 1) return t("common.tomorrow")
  if (away === -1) return t("common.yesterday")
  if (away > 1 && away < 7) return format(day, { weekday: "long" })
  return shortDate(day, today)
}

/** "3 Dec"; with the year where it is not this one. */
export function shortDate(day: string, today: string): string {
  return format(day, { day: "numeric", month: "short", ...yearOf(day, today) })
}

/** "Nov". */
export function shortMonth(day: string): string {
  return format(day, { month: "short" })
}

/** The name of a day of the week, 0 Monday to 6 Sunday. */
export function namedWeekday(weekday: number, length: "long" | "short" = "long"): string {
  return format(addDays(A_MONDAY, weekday), { weekday: length })
}

/** Monday as 0 to Sunday as 6. */
export function weekdayOf(day: string): number {
  return ((daysBetween(A_MONDAY, day) % WEEK_DAYS) + WEEK_DAYS) % WEEK_DAYS
}

/** The time of day of an instant in a zone: "09:00". */
export function timeOfDay(instant: string, zone: string): string {
  return new Intl.DateTimeFormat(locale, { timeZone: zone, hour: "2-digit", minute: "2-digit", hourCycle: "h23" }).format(
    new Date(instant),
  )
}

/** The calendar day of an instant in a zone. */
export function instantDay(instant: string, zone: string): string {
  const options = { timeZone: zone, year: "numeric", month: "2-digit", day: "2-digit" } as const
  return new Intl.DateTimeFormat("en-CA", options).format(new Date(instant))
}

/** "tomorrow, 09:00", or the day alone where no time matters. */
export function shortMoment(day: string, at: string | null, today: string, zone: string): string {
  const named = shortDay(day, today)
  return at ? t("common.atTime", { day: named, time: timeOfDay(at, zone) }) : named
}

/** "tomorrow, 09:00", of an instant. */
export function shortInstant(at: string, today: string, zone: string): string {
  return shortMoment(instantDay(at, zone), at, today, zone)
}

/** The zone of this device. */
export function deviceZone(): string {
  return Intl.DateTimeFormat().resolvedOptions().timeZone || "UTC"
}

function asUtc(day: string): Date {
  return new Date(`${day}T00:00:00Z`)
}

function format(day: string, options: Intl.DateTimeFormatOptions): string {
  return new Intl.DateTimeFormat(dayLocale(), { ...options, timeZone: "UTC" }).format(asUtc(day))
}

/** English without a country has the American order; the rest of the page writes the day first. */
function dayLocale(): string {
  return locale === "en" ? "en-GB" : locale
}

function yearOf(day: string, today: string): Intl.DateTimeFormatOptions {
  return day.slice(0, 4) === today.slice(0, 4) ? {} : { year: "numeric" }
}
