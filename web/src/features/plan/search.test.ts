import { expect, test } from "vitest"
import { listQuery, readList } from "./search"

test("an address gives back what it carries, and leaves out what nobody can mean", () => {
  expect(readList({ q: " tax ", due: "week", priority: 1, sort: "sideways", show: "lost", tag: 2026, area: "" })).toEqual({
    q: "tax",
    due: "week",
    priority: 1,
    tag: "2026",
  })
})

test("a week begins today and has seven days", () => {
  expect(listQuery({ due: "week" }, "2026-12-28")).toEqual({
    open: true,
    due_after: "2026-12-27",
    due_before: "2027-01-04",
    sort: "due",
  })
})

test("open tasks are shown unless the address says otherwise", () => {
  expect(listQuery({ show: "all" }, "2026-11-25")).toEqual({ sort: "due" })
  expect(listQuery({ show: "done" }, "2026-11-25")).toEqual({ status: ["done"], sort: "due" })
  expect(listQuery({ show: "archived", sort: "title" }, "2026-11-25")).toEqual({ archived: true, sort: "title" })
})
