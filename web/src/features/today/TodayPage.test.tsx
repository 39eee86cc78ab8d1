import { screen, waitFor, within } from "@testing-library/react"
import userEvent from "@testing-library/user-event"
import { expect, test } from "vitest"
import { makeItem, makeProblem, makeRanked, makeToday } from "@/test/make"
import { renderAt } from "@/test/render"
import { http, server } from "@/test/server"
import { TodayPage } from "./TodayPage"

const open = (address = "/today") => renderAt(address, "/_app/today", TodayPage)

test("a task can be opened to its reasons, for and against", async () => {
  open()
  await userEvent.click(await screen.findByRole("button", { name: /Due today/ }))
  const reasons = within(await screen.findByRole("region", { name: /speaks for it/ }))
  expect(reasons.getByText("+15")).toBeVisible()
  expect(reasons.getByText("−3")).toBeVisible()
  expect(reasons.getByText("does not fit your energy now")).toBeVisible()
})

test("a refused check-off comes back", async () => {
  let refuse: () => void = () => undefined
  const asked = new Promise<void>((resolve) => (refuse = resolve))
  server.use(
    http.post("/api/v1/tasks/{task_id}/complete", async ({ response }) => {
      await asked
      return response(409).json(makeProblem({ status: 409, detail: "It waits for another task." }) as never)
    }),
  )
  open()
  await userEvent.click(await screen.findByRole("button", { name: "Done: Prune the apple tree" }))
  await waitFor(() => expect(screen.queryByRole("button", { name: /^Done: Prune/ })).toBeNull())
  refuse()
  expect(await screen.findByText("It waits for another task.")).toBeVisible()
  expect(await screen.findByRole("button", { name: "Done: Prune the apple tree" })).toBeVisible()
})

test("what fits is apart from what does not, and a full day says by how much", async () => {
  server.use(
    http.get("/api/v1/today", ({ response }) =>
      response(200).json(
        makeToday({
          items: [
            makeItem(),
            makeItem({ rank: 2, task: makeRanked({ id: "b", title: "Paint the hall" }), fits_capacity: false }),
          ],
          capacity: { planned_minutes: 60, committed_minutes: 150, fits: 1, fits_minutes: 30, over_minutes: 90 },
        }),
      ),
    ),
  )
  open()
  const beyond = await screen.findByRole("heading", { name: "Beyond what fits" })
  const section = beyond.closest("section")
  expect(section && within(section).getByText("Paint the hall")).toBeVisible()
  expect(screen.getByText("1 h 30 min more than the day holds.")).toBeVisible()
})

test.each([
  ["/today", makeToday({ items: [] }), "A clear day"],
  ["/today", makeToday({ items: [], done_today: [{ id: "d", title: "Run", completed_at: "2026-11-25T07:00:00Z" }] }), "Done for today"],
  ["/today?area=elsewhere", makeToday(), "Nothing fits"],
])("%s without tasks to show says why", async (address, today, title) => {
  server.use(http.get("/api/v1/today", ({ response }) => response(200).json(today)))
  open(address)
  expect(await screen.findByRole("heading", { name: title })).toBeVisible()
})
