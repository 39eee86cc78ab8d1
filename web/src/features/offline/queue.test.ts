import { HttpResponse } from "msw"
import { beforeEach, expect, test } from "vitest"
import { begin } from "@/api/session"
import { makeProblem } from "@/test/make"
import { http, server } from "@/test/server"
import { enqueue, flush, reread, waiting } from "./queue"
import { DRAFT, kept } from "./store"

const TASK = "0198a000-0000-7000-8000-000000000001"

beforeEach(() => {
  localStorage.clear()
  begin({ user: { id: "ada" } as never })
  reread()
})

test("what cannot be sent stays, in its order, with its key and its moment", async () => {
  server.use(http.post("/api/v1/tasks/quick", () => HttpResponse.error() as never))
  enqueue({ kind: "add", text: "buy bulbs tomorrow" })
  enqueue({ kind: "complete", id: TASK, title: "oil the gate" })
  const before = waiting()
  expect(await flush()).toBe(0)
  reread()
  expect(waiting()).toEqual(before)
  expect(before.map(({ kind }) => kind)).toEqual(["add", "complete"])
})

test.each([401, 429, 503])("an answer of %i loses nothing", async (status) => {
  server.use(http.post("/api/v1/tasks/quick", () => HttpResponse.json(makeProblem({ status }), { status }) as never))
  enqueue({ kind: "add", text: "buy bulbs" })
  expect(await flush()).toBe(0)
  expect(waiting()).toHaveLength(1)
})

test("each is sent once with its key, and what is refused does not stand in the way", async () => {
  const keys: (string | null)[] = []
  const said: string[] = []
  server.use(
    http.post("/api/v1/tasks/{task_id}/complete", ({ request, response }) => {
      keys.push(request.headers.get("Idempotency-Key"))
      return response(404).json(makeProblem({ status: 404, title: "Not found" }) as never)
    }),
    http.post("/api/v1/tasks/quick", async ({ request, response }) => {
      keys.push(request.headers.get("Idempotency-Key"))
      said.push(String((await request.json()).said_at))
      return response(201).json({} as never)
    }),
  )
  enqueue({ kind: "complete", id: TASK, title: "oil the gate" })
  enqueue({ kind: "add", text: "buy bulbs tomorrow" })
  const sent = waiting()
  expect(await Promise.all([flush(), flush()])).toEqual([1, 1])
  expect(keys).toEqual(sent.map(({ key }) => key))
  expect(said).toEqual([sent[1]?.said_at])
  expect(waiting()).toEqual([])
})

test("words that are refused are a draft again, since they are nowhere else", async () => {
  server.use(
    http.post("/api/v1/journal", async ({ request, response }) => {
      expect(await request.json()).toMatchObject({ content: "the fence", occurred_at: waiting()[0]?.said_at })
      return response(422).json(makeProblem({ status: 422 }) as never)
    }),
  )
  enqueue({ kind: "write", body: { content: "the fence" } })
  expect(await flush()).toBe(0)
  expect(waiting()).toEqual([])
  expect(kept(`${DRAFT}journal`)).toEqual({ content: "the fence" })
})

test("what one person left behind is not sent for another", () => {
  enqueue({ kind: "add", text: "buy bulbs" })
  begin({ user: { id: "ben" } as never })
  reread()
  expect(waiting()).toEqual([])
})
