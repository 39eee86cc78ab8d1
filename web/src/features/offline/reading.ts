/** Today, as it was last seen: what a window that opens without a connection shows. */

import type { QueryClient, QueryKey } from "@tanstack/react-query"
import { timerOptions } from "@/features/time/useTimer"
import { todayOptions } from "@/features/today/queries"
import { areasOptions } from "@/features/tasks/queries"
import { keep, kept } from "./store"

const KEPT: [string, QueryKey][] = [
  ["today", todayOptions.queryKey],
  ["timer", timerOptions.queryKey],
  ["areas", areasOptions.queryKey],
]
type Copy = { at: number; data: unknown }

/** Keeps each fresh answer. Returns the way to stop. */
export function keepReading(client: QueryClient): () => void {
  return client.getQueryCache().subscribe(({ type, query }) => {
    if (type !== "updated" || query.state.status !== "success" || query.state.fetchStatus !== "idle") return
    const name = KEPT.find(([, key]) => JSON.stringify(key) === JSON.stringify(query.queryKey))?.[0]
    if (name) keep(name, { at: query.state.dataUpdatedAt, data: query.state.data } satisfies Copy)
  })
}

/** Puts what was kept where the page looks for it, as old as it is. */
export function restoreReading(client: QueryClient): void {
  for (const [name, key] of KEPT) {
    const copy = kept<Copy>(name)
    if (copy && client.getQueryData(key) === undefined) client.setQueryData(key, copy.data, { updatedAt: copy.at })
  }
}
