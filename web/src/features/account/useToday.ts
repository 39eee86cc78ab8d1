import { account } from "@/api/session"
import { deviceZone } from "@/lib/dates"

const MS_PER_HOUR = 3_600_000

/** The person's day and zone: before the hour at which their day begins it is still yesterday. */
export function useToday(): { day: string; zone: string } {
  return localToday()
}

/** The same for what is not a component: the loader of a room. */
export function localToday(): { day: string; zone: string } {
  const me = account()
  const zone = me?.timezone ?? deviceZone()
  return { day: localDay(new Date(), zone, me?.day_start_hour ?? 0), zone }
}

export function localDay(now: Date, zone: string, dayStartHour: number): string {
  const parts = new Intl.DateTimeFormat("en-CA", { timeZone: zone, year: "numeric", month: "2-digit", day: "2-digit" })
  const hour = Number(new Intl.DateTimeFormat("en", { timeZone: zone, hour: "2-digit", hourCycle: "h23" }).format(now))
  // Back by half a day at most, which no change of clocks turns into another day than the one meant.
  return parts.format(hour < dayStartHour ? new Date(now.getTime() - 12 * MS_PER_HOUR) : now)
}
