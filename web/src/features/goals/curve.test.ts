import { expect, test } from "vitest"
import { curve } from "./curve"

test("days are as far apart as they are, whatever is missing between them", () => {
  const points = [
    { day: "2026-11-01", pct: 0 },
    { day: "2026-11-02", pct: 50 },
    { day: "2026-11-05", pct: 100 },
  ]
  expect(curve(points, 400, 120, 10)).toBe("M0.0 110.0L100.0 60.0L400.0 10.0")
})

test("one day alone is a point", () => {
  expect(curve([{ day: "2026-11-01", pct: 100 }], 400, 120, 10)).toBe("M0.0 10.0")
})
