import { screen, within } from "@testing-library/react"
import { beforeEach, expect, test } from "vitest"
import { makeEntry } from "@/test/makeEntry"
import { renderAt } from "@/test/render"
import { http, server } from "@/test/server"
import { JournalPage } from "./JournalPage"

type Rows = ReturnType<typeof makeEntry>[]

const open = (address: string) => renderAt(address, "/_app/journal/", JournalPage)
const serve = (items: Rows) => server.use(http.get("/api/v1/journal", ({ response }) => response(200).json({ items, next_cursor: null })))

beforeEach(() => {
  server.use(http.get("/api/v1/journal/on-this-day", ({ response }) => response(200).json({ day: "2026-11-25", moments: [] })))
})

test.each([
  ["/journal/", "An empty page"],
  ["/journal/?tag=garden", "Nothing like this"],
])("%s without entries says why", async (address, title) => {
  serve([])
  open(address)
  expect(await screen.findByRole("heading", { name: title })).toBeVisible()
})

test("words that do not occur are not in the journal", async () => {
  server.use(http.get("/api/v1/journal/search", ({ response }) => response(200).json({ items: [], total: 0, page: 1, page_size: 30 })))
  open("/journal/?q=zanzibar")
  expect(await screen.findByRole("heading", { name: "Not in your journal" })).toBeVisible()
})

test("a day has its entries, with what they have to do with", async () => {
  const task = { link_id: "l1", kind: "about", entity_id: "t1", entity_kind: "task", title: "Paint the fence" } as const
  const gone = { ...task, link_id: "l2", entity_id: "t2", title: null }
  serve([makeEntry({ id: "e1", title: "The fence", tags: ["garden"], links: [task, gone] }), makeEntry({ id: "e2", mood: 2, mood_label: "anxious" })])
  open("/journal/")
  const day = within(await screen.findByRole("list", { name: /latest day first/ }))
  expect(day.getAllByRole("article")).toHaveLength(2)
  expect(day.getByRole("link", { name: "The fence" })).toBeVisible()
  expect(day.getByRole("link", { name: "garden" })).toHaveAttribute("href", "/journal?tag=garden")
  expect(within(day.getByRole("list", { name: "What it has to do with" })).getAllByRole("listitem")).toHaveLength(1)
  expect(day.getByText("anxious")).toBeVisible()
})
