/** Who may open a route. */

import type { QueryClient } from "@tanstack/react-query"
import { redirect } from "@tanstack/react-router"
import { account, isAway, resume } from "@/api/session"
import { restoreReading } from "@/features/offline/reading"

/** Sends whoever is not signed in to the door, and back to `here` afterwards. */
export async function signedIn(here: string, queries: QueryClient): Promise<void> {
  if (account()) return
  if (await resume()) {
    if (isAway()) restoreReading(queries)
    return
  }
  throw redirect({ to: "/login", search: here === "/today" ? {} : { next: here }, replace: true })
}

/** Sends whoever is signed in already past the door. */
export async function signedOut(next?: string): Promise<void> {
  if (account() ?? (await resume())) throw redirect({ href: inside(next), replace: true })
}

/** An address inside the page; anything else, such as another site's, becomes Today. */
export function inside(next: string | undefined): string {
  return next && /^\/(?![/\\])/.test(next) ? next : "/today"
}
