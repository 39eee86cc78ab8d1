import { expect, test } from "vitest"
import type { Metrics } from "./queries"
import { figures, periodName, signed } from "./words"

const METRICS = { tasks_done: 14, daily_completion_rate: 0.6667, focus_minutes: 505, points_earned: 1184, mood_mean: 3.8, energy_mean: null, sleep_hours_mean: 7.35, alignment_score: null } as Metrics

test("a period has its name", () => {
  const week = { period_type: "week", period_start: "2026-11-16", period_end: "2026-11-22" } as const
  expect(periodName(week, "2026-11-25")).toBe("16 Nov to 22 Nov")
  expect(periodName({ ...week, period_type: "month", period_start: "2026-10-01" }, "2026-11-25")).toBe("October 2026")
})

test("what cannot be told is not a number, now or before", () => {
  const shown = figures(METRICS, { ...METRICS, tasks_done: 19, mood_mean: null })
  expect(shown[0]).toEqual({ name: "tasks done", value: "14", before: "19" })
  expect(shown[1]?.value).toBe("67 %")
  expect(shown[4]).toEqual({ name: "mood, 1 to 5", value: "3.8", before: null })
  expect(shown[5]?.value).toBe("not known")
  expect(figures(METRICS, null).every(({ before }) => before === null)).toBe(true)
})

test("a change has its sign", () => {
  expect([signed(3), signed(-1.5)]).toEqual(["+3", "−1.5"])
})
