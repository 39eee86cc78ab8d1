/** Who may open a route. */

import { redirect } from "@tanstack/react-router"
import { account, resume } from "@/api/session"

/** Sends whoever is not signed in to the door, and back to `here` afterwards. */
export async function signedIn(here: string): Promise<void> {
  if (account() ?? (await resume())) return
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
