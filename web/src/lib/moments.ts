/** Moments as a field for date and time holds them: "2026-11-25T08:30", in a zone that is not the device's. */

const MS_PER_MINUTE = 60_000

/** The wall clock of an instant in a zone. */
export function localMoment(instant: string, zone: string): string {
  return new Date(Date.parse(instant) + offset(Date.parse(instant), zone)).toISOString().slice(0, 16)
}

/** The instant of a wall clock in a zone; of a time that a change of clocks skips, the one after it. */
export function instantOf(moment: string, zone: string): string {
  const wall = Date.parse(`${moment}Z`)
  const first = wall - offset(wall, zone)
  return new Date(wall - offset(first, zone)).toISOString()
}

function offset(at: number, zone: string): number {
  const parts = new Intl.DateTimeFormat("en-CA", {
    timeZone: zone,
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
  }).formatToParts(at)
  const part = (type: string) => Number(parts.find((one) => one.type === type)?.value)
  const wall = Date.UTC(part("year"), part("month") - 1, part("day"), part("hour"), part("minute"))
  return wall - Math.floor(at / MS_PER_MINUTE) * MS_PER_MINUTE
}
