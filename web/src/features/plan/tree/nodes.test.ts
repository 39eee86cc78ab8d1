import { expect, test } from "vitest"
import { grown } from "./nodes"

const task = (id: string, parent_id: string | null = null) => ({ id, title: id, parent_id, status: "todo", priority: 3, due_date: null })

test("a part of a task stands below it, and beside the others where its whole is not shown", () => {
  const empty = { pillars: [], areas: [], projects: [], task_count: 3, done_count: 0, done_share: 0 }
  const nodes = grown({ ...empty, tasks: [task("part", "whole"), task("whole"), task("orphan", "done long ago")] })
  expect(nodes.map(({ id, parts }) => [id, parts.map((part) => part.id)])).toEqual([
    ["whole", ["part"]],
    ["orphan", []],
  ])
})
