/** Which answers are out of date after a change. */

import type { QueryClient, QueryKey } from "@tanstack/react-query"

export const PREFIX = "/api/v1/"

/** Asks again for everything below the named resources: `invalidate(client, "tasks", "today")`. */
export function invalidate(client: QueryClient, ...resources: string[]): Promise<void> {
  return client.invalidateQueries({ predicate: ({ queryKey }) => resources.some((name) => isBelow(queryKey, name)) })
}

/** A change to a task shows in all of these. */
export const TASK_VIEWS = ["tasks", "today", "hierarchy", "projects", "goals", "wallet", "rewards", "time-entries"]

function isBelow(key: QueryKey, resource: string): boolean {
  const path = key[1]
  return typeof path === "string" && (path === PREFIX + resource || path.startsWith(`${PREFIX}${resource}/`))
}
