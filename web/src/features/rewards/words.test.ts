import { expect, test } from "vitest"
import type { Availability, Guide } from "./queries"
import { amountWords, daysWords, emojiOf, fitting, reasonWords, wayWords } from "./words"

const way = (reason: Availability["reason"], more: Partial<Availability> = {}) =>
  wayWords({ reward_id: "r", can_redeem: false, reason, available_at: null, missing_points: null, left_today: null, days_to_earn: null, ...more }, "2026-11-25", "Europe/Berlin")

test("what stands in the way is said, with its end where it has one", () => {
  expect(way(null)).toBe("")
  expect(way("too_expensive", { missing_points: 1400 })).toBe("1,400 points are missing")
  expect(way("cooling_down", { available_at: "2026-11-26T08:00:00Z" })).toBe("again tomorrow, 09:00")
  expect(way("limit_reached")).toBe("enough for today")
})

test.each([
  [null, ""],
  [0.5, "less than a usual day"],
  [1.1, "about a usual day"],
  [2.5, "about 2.5 usual days"],
  [23.4, "about 23 usual days"],
])("a price of %s days", (days, words) => {
  expect(daysWords(days)).toBe(words)
})

test("a price fits a kind, and what is one's own has none", () => {
  const guide = { status: "ok", quick_treat: 96, daily_delight: 384, big_unlock: null } as Guide
  expect([fitting("quick_treat", guide), fitting("big_unlock", guide), fitting("custom", guide), fitting("quick_treat", undefined)]).toEqual([96, null, null, null])
})

test("a movement has words, also one of rules to come", () => {
  expect(reasonWords({ reason: "task_completed", type: "earn" })).toBe("done")
  expect(reasonWords({ reason: "milestone_streak_30", type: "earn" })).toBe("milestone")
  expect(reasonWords({ reason: "something_new", type: "clawback" })).toBe("Taken back")
  expect([amountWords(120), amountWords(-1090)]).toEqual(["+120", "−1,090"])
  expect([emojiOf("🌙"), emojiOf("gift"), emojiOf(null)]).toEqual(["🌙", "", ""])
})
