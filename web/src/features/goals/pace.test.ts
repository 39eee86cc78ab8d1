import { expect, test } from "vitest"
import { makeGoal } from "@/test/makeGoal"
import { grouped, paceWord, toneOf } from "./pace"

test("goals that want attention come first, and empty groups are left out", () => {
  const goals = [
    makeGoal({ id: "a", health: "on_track" }),
    makeGoal({ id: "b", health: "behind" }),
    makeGoal({ id: "c", health: "dormant" }),
  ]
  expect(grouped(goals).map(({ name, goals: own }) => [name, own.map(({ id }) => id)])).toEqual([
    ["groupCare", ["b", "c"]],
    ["groupGood", ["a"]],
  ])
})

test("without a known pace the word says where a goal stands", () => {
  expect(paceWord(makeGoal({ health: null, status: "paused" }))).toBe("paused")
  expect(paceWord(makeGoal({ health: "at_risk" }))).toBe("at risk")
  expect(toneOf(null)).toBe("rest")
})
