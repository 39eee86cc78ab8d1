import { beforeEach, expect, test } from "vitest"
import { begin } from "@/api/session"
import { drop, DRAFT, keep, kept } from "./store"

beforeEach(() => {
  localStorage.clear()
  begin({ user: { id: "ada" } as never })
})

test("a draft is its person's alone, and gone when it is dropped", () => {
  keep(`${DRAFT}journal`, { content: "half" })
  begin({ user: { id: "ben" } as never })
  expect(kept(`${DRAFT}journal`)).toBeNull()
  begin({ user: { id: "ada" } as never })
  expect(kept(`${DRAFT}journal`)).toEqual({ content: "half" })
  drop(`${DRAFT}journal`)
  expect(kept(`${DRAFT}journal`)).toBeNull()
})
