import { screen, waitFor } from "@testing-library/react"
import userEvent from "@testing-library/user-event"
import { expect, test } from "vitest"
import { renderAt } from "@/test/render"
import { http, server } from "@/test/server"
import { Quarantine } from "./Quarantine"

const TASK = "0198a000-0000-7000-8000-0000000000b1"

function serve(left: number) {
  server.use(
    http.get("/api/v1/quarantine", ({ response }) =>
      response(200).json({
        items: left
          ? [{ task_id: TASK, title: "Repair the door", rollover_count: 4, scheduled_for: null, due_date: null, priority: 3, project_id: null, area_id: null }]
          : [],
        total: left,
        page: 1,
        page_size: 50,
      }),
    ),
    http.get("/api/v1/tasks/{task_id}", ({ response }) => response(200).json({ id: TASK, status: "todo", scheduled_for: null } as never)),
  )
}

test("another day is sent as it was chosen, and the list is asked again", async () => {
  const asked: unknown[] = []
  serve(1)
  server.use(
    http.post("/api/v1/quarantine/decisions", async ({ request, response }) => {
      asked.push(await request.json())
      serve(0)
      return response(200).json({ kept: 0, rescheduled: 1, dropped: 0, left: 0 })
    }),
  )
  renderAt("/reviews", "/_app/reviews", Quarantine)
  expect(await screen.findByText("put off 4 times")).toBeVisible()
  await userEvent.click(screen.getByRole("button", { name: "Another day: Repair the door" }))
  const day = await screen.findByLabelText(/^Day/)
  const later = `${new Date().getFullYear() + 1}-03-01`
  await userEvent.clear(day)
  await userEvent.type(day, later)
  await userEvent.click(screen.getByRole("button", { name: "Plan it" }))
  await waitFor(() => expect(screen.queryByText("Repair the door")).toBeNull())
  expect(asked).toEqual([{ decisions: [{ task_id: TASK, decision: "reschedule", scheduled_for: later }] }])
})
