import { screen } from "@testing-library/react"
import userEvent from "@testing-library/user-event"
import { expect, test } from "vitest"
import { makeProblem, NOW } from "@/test/make"
import { makeAvailability, makeReward } from "@/test/makeReward"
import { renderAt } from "@/test/render"
import { http, server } from "@/test/server"
import { RewardsPage } from "./RewardsPage"

function serve(way: Parameters<typeof makeAvailability>[0], rewards = [makeReward()]) {
  server.use(
    http.get("/api/v1/rewards", ({ response }) => response(200).json({ items: rewards, total: rewards.length, page: 1, page_size: 300 })),
    http.get("/api/v1/rewards/shelf", ({ response }) => response(200).json({ balance: 100, day_ends_at: NOW, rewards: [makeAvailability(way)] })),
    http.get("/api/v1/redemptions", ({ response }) => response(200).json({ items: [], next_cursor: null })),
  )
}

test("what was spent elsewhere in the meantime is refused, and the shelf says why", async () => {
  serve({})
  server.use(
    http.post("/api/v1/rewards/{reward_id}/redeem", ({ response }) => {
      serve({ can_redeem: false, reason: "too_expensive", missing_points: 30 })
      return response(409).json(makeProblem({ status: 409, title: "There are not enough points" }) as never)
    }),
  )
  renderAt("/rewards/", "/_app/rewards/", RewardsPage)
  await userEvent.click(await screen.findByRole("button", { name: "Have it: Coffee in town" }))
  expect(await screen.findByText("There are not enough points")).toBeVisible()
  expect(await screen.findByText("30 points are missing")).toBeVisible()
  expect(screen.queryByRole("button", { name: /^Have it/ })).toBeNull()
})

test.each([
  ["/rewards/", "Nothing on the shelf"],
  ["/rewards/?show=archived", "Nothing like this"],
])("%s without rewards says why", async (address, title) => {
  serve({}, [])
  renderAt(address, "/_app/rewards/", RewardsPage)
  expect(await screen.findByRole("heading", { name: title })).toBeVisible()
})
