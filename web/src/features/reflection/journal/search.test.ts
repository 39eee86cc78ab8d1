import { expect, test } from "vitest"
import { byDay } from "@/lib/byDay"
import { pieces, readJournal } from "./search"

test("an address is read as far as it can be", () => {
  expect(readJournal({ q: " fence ", tag: 2026, mood: 4 })).toEqual({ q: "fence", tag: "2026", mood: 4 })
  expect(readJournal({ q: "", tag: {}, mood: 9 })).toEqual({})
})

test("what was found is told apart from what stands around", () => {
  expect(pieces("the ⟦fence⟧ is ⟦green⟧")).toEqual([
    { text: "the ", found: false },
    { text: "fence", found: true },
    { text: " is ", found: false },
    { text: "green", found: true },
  ])
  expect(pieces("[x] 3 ⟧ 2")).toEqual([{ text: "[x] 3 ⟧ 2", found: false }])
})

test("entries of one day stand together, also across two stretches", () => {
  const rows = ["2026-11-25", "2026-11-25", "2026-11-24"].map((local_date, id) => ({ local_date, id }))
  expect(byDay(rows).map(({ day, rows: own }) => [day, own.length])).toEqual([
    ["2026-11-25", 2],
    ["2026-11-24", 1],
  ])
})
