import { expect, test } from "vitest"
import { dayOf, stripOf } from "./strip"

const TODAY = "2026-11-25"

test.each([
  [undefined, TODAY],
  ["2026-11-20", "2026-11-20"],
  ["2026-11-26", TODAY],
  ["2026-02-30", TODAY],
  ["yesterday", TODAY],
])("an address that says %s is about %s", (given, day) => {
  expect(dayOf(given, TODAY)).toBe(day)
})

test("the strip ends today at the latest, and has the day in it", () => {
  expect(stripOf(TODAY, TODAY)).toMatchObject({ first: "2026-11-12", last: TODAY })
  const early = stripOf("2026-01-03", TODAY)
  expect(early).toMatchObject({ first: "2025-12-27", last: "2026-01-09" })
  expect(early.days).toHaveLength(14)
  expect(early.days).toContain("2026-01-03")
})
