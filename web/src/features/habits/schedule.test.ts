import { expect, test } from "vitest"
import { choiceOf, scheduleOf, scheduleWords } from "./schedule"

test.each([
  [{ kind: "by_rule", rule: "FREQ=DAILY" }, "every day"],
  [{ kind: "by_rule", rule: "FREQ=DAILY;INTERVAL=3" }, "every 3 days"],
  [{ kind: "by_rule", rule: "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR" }, "Monday to Friday"],
  [{ kind: "by_rule", rule: "FREQ=WEEKLY;BYDAY=MO,TH" }, "Monday, Thursday"],
  [{ kind: "by_rule", rule: "FREQ=MONTHLY;BYMONTHDAY=1" }, "by a rule of its own"],
  [{ kind: "per_period", times: 1, period: "week" }, "once a week"],
  [{ kind: "per_period", times: 3, period: "month" }, "3 times a month"],
  [{ kind: "after_completion", days: 4 }, "4 days after the last time"],
] as const)("%o is %s, and comes unchanged through the form", (schedule, words) => {
  expect(scheduleWords(schedule)).toBe(words)
  expect(scheduleOf(choiceOf(schedule))).toEqual(schedule)
})

test("days chosen in any order are written in the order of the week", () => {
  expect(scheduleOf({ how: "weekdays", days: ["SU", "MO"], count: 3, rule: "" })).toEqual({ kind: "by_rule", rule: "FREQ=WEEKLY;BYDAY=MO,SU" })
})
