import { expect, test } from "vitest"
import { makeHabitToday, makeHabitsToday, makeStanding } from "@/test/makeHabit"
import { isDone, lacking, ofToday, todayWords, withLog } from "./marks"

test("a check writes down what the day still lacks", () => {
  const habit = { target_amount: 5, amount_per: "day" } as const
  expect(lacking(makeHabitToday({ day_amount: 2 }), habit)).toBe(3)
  expect(lacking(makeHabitToday({ day_amount: 5 }), habit)).toBe(5)
  expect(lacking(makeHabitToday(), undefined)).toBe(1)
})

test("a habit at rest is not asked for, one that was done all the same is shown", () => {
  const rest = { id: "r", last: null, reason: "illness" } as const
  const items = [
    makeHabitToday({ id: "due" }),
    makeHabitToday({ id: "rests", paused: rest }),
    makeHabitToday({ id: "free", standing: makeStanding({ due: false }) }),
    makeHabitToday({ id: "done", paused: rest, day_amount: 1 }),
  ]
  expect(ofToday(makeHabitsToday({ items })).map(({ id }) => id)).toEqual(["due", "done"])
})

test("one that asks for three times a week is done for today, and not for the week", () => {
  const item = makeHabitToday({ id: "run", standing: makeStanding({ unit: "week", need: 3, got: 1 }) })
  const after = withLog(makeHabitsToday({ items: [item] }), "run", 1).items[0]
  expect(after && isDone(after)).toBe(true)
  expect(after?.standing.mark).toBe("pending")
  expect(after && todayWords(after, "2026-11-25")).toBe("2 of 3 this week")
})

test("to leave something is told as what is left of its limit", () => {
  expect(todayWords(makeHabitToday({ kind: "quit", standing: makeStanding({ need: 0, got: 0 }) }), "2026-11-25")).toBe("free of it so far")
  expect(todayWords(makeHabitToday({ kind: "reduce", unit: "cups", standing: makeStanding({ need: 2, got: 1 }) }), "2026-11-25")).toBe("1 of at most 2 cups")
})
