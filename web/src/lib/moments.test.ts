import { expect, test } from "vitest"
import { instantOf, localMoment } from "./moments"

test.each([
  ["Europe/Berlin", "2026-11-25T08:30", "2026-11-25T07:30:00.000Z"],
  ["Europe/Berlin", "2026-07-01T00:15", "2026-06-30T22:15:00.000Z"],
  ["Pacific/Auckland", "2026-11-25T08:30", "2026-11-24T19:30:00.000Z"],
  ["America/St_Johns", "2026-01-10T23:59", "2026-01-11T03:29:00.000Z"],
])("in %s %s is one moment, there and back", (zone, moment, instant) => {
  expect(instantOf(moment, zone)).toBe(instant)
  expect(localMoment(instant, zone)).toBe(moment)
})

test("a time that a change of clocks skips is the one after it", () => {
  expect(instantOf("2026-03-29T02:30", "Europe/Berlin")).toBe("2026-03-29T01:30:00.000Z")
})
