import { screen } from "@testing-library/react"
import userEvent from "@testing-library/user-event"
import { expect, test } from "vitest"
import { TodayPage } from "@/features/today/TodayPage"
import { makeToday } from "@/test/make"
import { renderAt } from "@/test/render"
import { http, server } from "@/test/server"

const UNSAID = { has_day_entry: false, mood: null, energy: null, focus: null, question: "What did you finish?" }
const at = (computed_at: string, reflection = {}) =>
  server.use(
    http.get("/api/v1/today", ({ response }) => response(200).json(makeToday({ computed_at, reflection: { ...UNSAID, ...reflection } }))),
  )
const open = async () => {
  renderAt("/today", "/_app/today", TodayPage)
  await screen.findByRole("heading", { name: "Today" })
}

test("in the morning the day has its focus, and nobody asks how it was", async () => {
  at("2026-11-25T08:00:00Z", { focus: "Finish the fence" })
  await open()
  expect(await screen.findByText("Finish the fence")).toBeVisible()
  expect(screen.queryByRole("button", { name: "good" })).toBeNull()
})

test("from the afternoon on a tap says how it was", async () => {
  at("2026-11-25T17:00:00Z")
  const said: unknown[] = []
  server.use(
    http.patch("/api/v1/days/{day}", async ({ request, params, response }) => {
      said.push(params.day, await request.json())
      at("2026-11-25T17:00:01Z", { has_day_entry: true, mood: 4 })
      return response(200).json({} as never)
    }),
  )
  await open()
  await userEvent.click(await screen.findByRole("button", { name: "good" }))
  expect(await screen.findByRole("heading", { name: "Today: good." })).toBeVisible()
  expect(said).toEqual(["2026-11-25", { mood: 4 }])
})
