import { expect, test } from "vitest"
import type { Task } from "@/features/tasks/queries"
import { wayBack } from "./useBulk"

const task = (id: string, changes: Partial<Task>) => ({ id, due_date: null, project_id: null, area_id: null, ...changes }) as Task

test("tasks go back to the days they came from, one step for each", () => {
  const tasks = [task("a", { due_date: "2026-11-20" }), task("b", {}), task("c", { due_date: "2026-11-20" })]
  expect(wayBack({ action: "reschedule", to: { due_date: "2026-12-01" } }, tasks)).toEqual([
    { action: "reschedule", to: { due_date: "2026-11-20" }, ids: ["a", "c"] },
    { action: "reschedule", to: { due_date: null }, ids: ["b"] },
  ])
})

test("what was not changed needs no way back", () => {
  expect(wayBack({ action: "complete" }, [])).toEqual([])
  expect(wayBack({ action: "complete" }, [task("a", {})])).toEqual([{ action: "reopen", ids: ["a"] }])
})
