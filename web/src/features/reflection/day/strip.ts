/** Which days the room of reflection shows. */

import { addDays } from "@/lib/dates"

const LENGTH = 14
const AFTER = 6
const A_DAY = /^\d{4}-\d\d-\d\d$/
const FIRST_DAY = "1900-01-01"

/** The day of an address; today where it names none, or one that has not begun. */
export function dayOf(given: string | undefined, today: string): string {
  if (given === undefined || !A_DAY.test(given) || given > today || given < FIRST_DAY) return today
  return Number.isNaN(Date.parse(given)) || addDays(given, 0) !== given ? today : given
}

/** Two weeks in which a day stands, none of them later than today. */
export function stripOf(day: string, today: string): { first: string; last: string; days: string[] } {
  const after = addDays(day, AFTER)
  const last = after < today ? after : today
  const days = Array.from({ length: LENGTH }, (_, index) => addDays(last, index - LENGTH + 1))
  return { first: days[0] ?? last, last, days }
}
