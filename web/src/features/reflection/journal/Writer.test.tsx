import { HttpResponse } from "msw"
import { screen, waitFor } from "@testing-library/react"
import userEvent from "@testing-library/user-event"
import { beforeEach, expect, test, vi } from "vitest"
import { begin } from "@/api/session"
import { reread, waiting } from "@/features/offline/queue"
import { DRAFT, kept } from "@/features/offline/store"
import { DAY, makeProblem } from "@/test/make"
import { renderAt } from "@/test/render"
import { http, server } from "@/test/server"
import { Writer } from "./Writer"

const close = vi.fn()
const write = async (words: string) => {
  renderAt("/journal", "/_app/journal", () => <Writer close={close} />)
  await userEvent.type(await screen.findByLabelText("What you want to keep"), words)
}

beforeEach(() => {
  localStorage.clear()
  close.mockReset()
  begin({ user: { id: "ada" } as never })
  reread()
  server.use(
    http.get("/api/v1/journal/prompt", ({ response }) => response(200).json({ day: DAY, id: "gratitude-1", category: "gratitude", question: "What was small and good?" })),
    http.get("/api/v1/journal/templates", ({ response }) => response(200).json({ items: [] })),
    http.get("/api/v1/days/scales", ({ response }) => response(200).json({ mood: [{ word: "happy", value: 4 }, { word: "content", value: 4 }], energy: [] })),
  )
})

test("the question of the day begins an entry, and a mood brings its words", async () => {
  await write("Rain.")
  await userEvent.click(screen.getByRole("button", { name: "What was small and good?" }))
  expect(screen.getByLabelText("What you want to keep")).toHaveValue("Rain.\n\n**What was small and good?**\n\n")
  await userEvent.click(screen.getByRole("button", { name: "good" }))
  await userEvent.click(await screen.findByRole("button", { name: "content" }))
  expect(kept(`${DRAFT}journal`)).toMatchObject({ mood: 4, mood_label: "content" })
})

test("without a connection it waits to be sent, and is no draft any more", async () => {
  server.use(http.post("/api/v1/journal", () => HttpResponse.error() as never))
  await write("Rain, and then none.")
  await userEvent.click(screen.getByRole("button", { name: "Save" }))
  await waitFor(() => expect(close).toHaveBeenCalledOnce())
  expect(waiting()).toMatchObject([{ kind: "write", body: { content: "Rain, and then none.", title: null } }])
  expect(kept(`${DRAFT}journal`)).toBeNull()
})

test("what is refused stands at its field, and stays a draft", async () => {
  const errors = [{ pointer: "/occurred_at", code: "in_future", detail: "This has not happened yet." }]
  server.use(http.post("/api/v1/journal", ({ response }) => response(422).json(makeProblem({ status: 422, errors }) as never)))
  await write("Tomorrow.")
  await userEvent.click(screen.getByRole("button", { name: "Save" }))
  expect(await screen.findByText("This has not happened yet.")).toBeVisible()
  expect(close).not.toHaveBeenCalled()
  expect(kept(`${DRAFT}journal`)).toMatchObject({ content: "Tomorrow." })
})
