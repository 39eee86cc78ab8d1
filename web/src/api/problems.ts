/** Problem documents (RFC 9457): telling them apart, and putting them at their field. */

import type { components } from "./schema"

export type Problem = components["schemas"]["Problem"]

export function isProblem(error: unknown): error is Problem {
  return typeof error === "object" && error !== null && "type" in error && "status" in error
}

/** Whether this is the problem of that name: `isOf(error, "email-taken")`. */
export function isOf(error: unknown, name: string): boolean {
  return isProblem(error) && error.type.endsWith(`/${name}`)
}

/** Whether no answer came at all: the server is away, or the network. */
export function isOffline(error: unknown): boolean {
  return error instanceof TypeError
}

/** Messages by form field, from the pointers of the problem: `/due_date` is the field `due_date`. */
export function fieldErrors(error: unknown): Record<string, string> {
  if (!isProblem(error) || !error.errors) return {}
  const found: Record<string, string> = {}
  for (const { pointer, detail } of error.errors) {
    const field = pointer.replace(/^\//, "").replaceAll("/", ".")
    if (field && !field.includes(":")) found[field] ??= detail
  }
  return found
}

/** What went wrong in a sentence, for people. Empty where the server said nothing. */
export function sentence(error: unknown): string {
  if (!isProblem(error)) return ""
  return error.detail ?? error.errors?.[0]?.detail ?? error.title
}
