import { expect, test } from "vitest"
import { heatStart, months, place, shadeOf } from "./heat"

test("the newest week holds today, whichever day weeks begin with", () => {
  const wednesday = "2026-11-25"
  expect(heatStart(wednesday, 1, 0)).toBe("2026-11-23")
  expect(heatStart(wednesday, 2, 6)).toBe("2026-11-15")
  expect(place(heatStart(wednesday, 26, 0), wednesday)).toEqual({ week: 25, row: 2 })
})

test("what was done counts before what was missed or free", () => {
  const day = { date: "2026-11-25", amount: 0, mark: null, share: null, resting: false }
  expect(shadeOf(day)).toBe("none")
  expect(shadeOf({ ...day, mark: "miss", share: 0 })).toBe("miss")
  expect(shadeOf({ ...day, mark: "miss", share: 0.5, amount: 1 })).toBe("some")
  expect(shadeOf({ ...day, resting: true })).toBe("rest")
  expect(shadeOf({ ...day, resting: true, mark: "success", amount: 1, share: 1 })).toBe("full")
})

test("a month that begins right after the left edge takes its place there", () => {
  expect(months("2026-10-26", 5)).toEqual([{ week: 1, name: "Nov" }])
})
