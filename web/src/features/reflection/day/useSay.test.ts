import { expect, test } from "vitest"
import type { Day } from "../queries"
import { said, UNSAID } from "./useSay"

const DAY = { ...UNSAID, local_date: "2026-11-24", mood: 2, mood_label: "low" } as Day

test("a first word makes the day, a further one is added to it", () => {
  const first = said([], "2026-11-24", { mood: 4 })
  const both = said(first, "2026-11-24", { energy: 6 })
  expect(both).toHaveLength(1)
  expect(both[0]).toMatchObject({ local_date: "2026-11-24", mood: 4, energy: 6, gratitude: null })
})

test("another mood leaves no word of the one before, as on the server", () => {
  expect(said([DAY], "2026-11-24", { mood: 5 })[0]).toMatchObject({ mood: 5, mood_label: null })
  expect(said([DAY], "2026-11-24", { energy: 5 })[0]).toMatchObject({ mood: 2, mood_label: "low" })
})
