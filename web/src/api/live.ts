/**
 * What changes elsewhere (another window, a telephone, the command line) shows here within moments.
 *
 * The server tells that something has changed and which requests did it; those of this window are known already.
 * A window that nobody sees does not listen, and catches up when it is seen again.
 */

import type { QueryClient } from "@tanstack/react-query"
import { PREFIX } from "./invalidate"
import { account, ownRequest, resume } from "./session"

const EVENTS = "/api/v1/events"
const GATHER_MS = 250
const AGAIN_MS = [1_000, 3_000, 10_000, 30_000]

/** Listens until the returned function is called. */
export function follow(client: QueryClient): () => void {
  let source: EventSource | null = null
  let gathering: ReturnType<typeof setTimeout> | undefined
  let waiting: ReturnType<typeof setTimeout> | undefined
  let failures = 0
  let missed = false

  const refresh = () => {
    gathering ??= setTimeout(() => {
      gathering = undefined
      void client.invalidateQueries({ predicate: ({ queryKey }) => String(queryKey[1]).startsWith(PREFIX) })
    }, GATHER_MS)
  }

  const open = () => {
    clearTimeout(waiting)
    if (source || document.hidden) return
    const opened = new EventSource(EVENTS)
    source = opened
    opened.addEventListener("ready", () => {
      failures = 0
      if (missed) refresh()
      missed = false
    })
    opened.addEventListener("changed", ({ data }: MessageEvent<string>) => {
      const { requests } = JSON.parse(data) as { requests: string[] }
      if (requests.length === 0 || !requests.every(ownRequest)) refresh()
    })
    opened.addEventListener("error", () => {
      missed = true
      // Otherwise the browser comes back by itself. A refusal is final for it: access has ended, or was refused.
      if (opened.readyState === EventSource.CLOSED) retry()
    })
  }

  const close = () => {
    source?.close()
    source = null
    missed = true
  }

  const retry = () => {
    close()
    waiting = setTimeout(() => void resume().then(() => account() && open()), AGAIN_MS[Math.min(failures, AGAIN_MS.length - 1)])
    failures += 1
  }

  const look = () => (document.hidden ? close() : open())
  document.addEventListener("visibilitychange", look)
  open()
  return () => {
    document.removeEventListener("visibilitychange", look)
    clearTimeout(waiting)
    clearTimeout(gathering)
    close()
  }
}
