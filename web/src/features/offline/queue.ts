/**
 * Changes made without a connection, in their order, until the server has them.
 *
 * Each carries the key under which the server does it once, however often it is sent, and a line to add the
 * moment it was written at, so that "tomorrow" stays the day that was meant.
 */

import { useSyncExternalStore } from "react"
import { api, must, type Schemas } from "@/api/client"
import { isProblem } from "@/api/problems"
import { toastError } from "@/ui/toast"
import { newKey } from "@/lib/keys"
import { DRAFT, keep, kept, UNSENT } from "./store"

type Wanted =
  | { kind: "add"; text: string }
  | { kind: "complete"; id: string; title: string }
  | { kind: "write"; body: Schemas["JournalEntryCreate"] }
export type Change = { key: string; said_at: string } & Wanted

/** Answers after which the same request has no better chance; any other may be another day. */
const FINAL = [400, 404, 409, 410, 422]
const listeners = new Set<() => void>()
const NONE: Change[] = []
let shown: Change[] | null = null
let sending: Promise<number> | null = null

export function waiting(): Change[] {
  shown ??= kept<Change[]>(UNSENT) ?? NONE
  return shown
}

/** The changes that wait, for a component. */
export function useWaiting(): Change[] {
  return useSyncExternalStore(subscribe, waiting)
}

export function enqueue(change: Wanted): void {
  replace([...waiting(), { ...change, key: newKey(), said_at: new Date().toISOString() }])
}

/** Sends what waits; returns how many arrived. What the server refuses is told, and not tried again. */
export function flush(): Promise<number> {
  sending ??= sendAll().finally(() => (sending = null))
  return sending
}

async function sendAll(): Promise<number> {
  let arrived = 0
  for (let next = waiting()[0]; next; next = waiting()[0]) {
    try {
      await send(next)
      arrived += 1
    } catch (error) {
      if (!isProblem(error) || !FINAL.includes(error.status)) break
      toastError(error)
      // Words are written once; those that were refused can be mended where they were written.
      if (next.kind === "write") keep(`${DRAFT}journal`, next.body)
    }
    const { key } = next
    replace(waiting().filter((change) => change.key !== key))
  }
  return arrived
}

function send(change: Change): Promise<unknown> {
  const headers = { "Idempotency-Key": change.key }
  if (change.kind === "add")
    return must(api.POST("/api/v1/tasks/quick", { body: { text: change.text, said_at: change.said_at }, headers }))
  if (change.kind === "write")
    return must(api.POST("/api/v1/journal", { body: { ...change.body, occurred_at: change.body.occurred_at ?? change.said_at }, headers }))
  const params = { path: { task_id: change.id } }
  return must(api.POST("/api/v1/tasks/{task_id}/complete", { params, body: {}, headers }))
}

function replace(changes: Change[]): void {
  shown = changes
  keep(UNSENT, changes)
  listeners.forEach((listener) => listener())
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** Forgets what is in memory, when somebody else signs in; what is kept on the device is theirs alone. */
export function reread(): void {
  shown = null
  listeners.forEach((listener) => listener())
}
