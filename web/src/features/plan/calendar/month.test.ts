import { expect, test } from "vitest"
import type { Task } from "@/features/tasks/queries"
import { byDay, firstOf, isMonth, weeksOf } from "./month"

test("a month is shown in whole weeks from Monday", () => {
  const weeks = weeksOf("2026-11")
  expect([weeks.length, weeks[0]?.[0], weeks.at(-1)?.at(-1)]).toEqual([6, "2026-10-26", "2026-12-06"])
  expect(weeksOf("2027-02").length).toBe(4)
})

test("months go over the end of a year", () => {
  expect([firstOf("2026-12", 1), firstOf("2026-01", -1)]).toEqual(["2027-01-01", "2025-12-01"])
  expect(["2026-13", "26-01", 7].filter(isMonth)).toEqual([])
})

test("a task stands once on a day that is both its due and its planned one", () => {
  const both = { id: "a", due_date: "2026-11-25", scheduled_for: "2026-11-25" } as Task
  const apart = { id: "b", due_date: "2026-11-25", scheduled_for: "2026-11-24" } as Task
  const days = byDay([both, apart], [both, apart])
  expect(days.get("2026-11-25")?.map(({ task, kind }) => task.id + kind)).toEqual(["adue", "bdue"])
  expect(days.get("2026-11-24")?.map(({ kind }) => kind)).toEqual(["planned"])
})
