/**
 * Who is signed in, and how requests prove it. Nothing else in the page knows of tokens.
 *
 * The access token lives in this module's memory; one that has ended is exchanged once, for all requests that
 * wait, and the request is sent again.
 */

import type { components } from "./schema"

export type Account = components["schemas"]["AccountOut"]
type Tokens = components["schemas"]["TokensOut"]

const AUTH = "/api/v1/auth"

let tokens: Tokens | null = null
let exchange: Promise<boolean> | null = null
const listeners = new Set<(account: Account | null) => void>()

/** The account that is signed in, as far as this page knows; null: nobody. */
export function account(): Account | null {
  return tokens?.user ?? null
}

/** Calls back whenever somebody signs in or out, or a session has ended. Returns the way to stop. */
export function onSession(listener: (account: Account | null) => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** Takes over what sign-up or login answered. */
export function begin(answer: Tokens): void {
  tokens = answer
  announce()
}

/** Takes over an account that has been changed. */
export function changed(user: Account): void {
  if (tokens) tokens = { ...tokens, user }
}

/** Finds out, once when the page opens, whether a session goes on. */
export function resume(): Promise<Account | null> {
  return Promise.resolve(account())
}

/** Ends the session here and, if it can be reached, at the server. */
export async function end(): Promise<void> {
  if (tokens) await sessionFetch(new Request(`${AUTH}/logout`, { method: "POST" })).catch(() => undefined)
  tokens = null
  announce()
}

/** `fetch` with the proof of identity, renewed where it has ended. */
export async function sessionFetch(request: Request): Promise<Response> {
  const again = request.clone()
  const sent = tokens
  const response = await fetch(proven(request))
  if (response.status !== 401 || !sent || new URL(request.url).pathname.startsWith(`${AUTH}/login`)) return response
  if (tokens !== sent || (await renew())) return fetch(proven(again))
  return response
}

function proven(request: Request): Request {
  if (tokens) request.headers.set("Authorization", `Bearer ${tokens.access_token}`)
  return request
}

function renew(): Promise<boolean> {
  exchange ??= (async () => {
    try {
      const response = await fetch(`${AUTH}/refresh`, {
        method: "POST",
        headers: { "Content-Type": "application/json" },
        body: JSON.stringify({ refresh_token: tokens?.refresh_token }),
      })
      tokens = response.ok ? ((await response.json()) as Tokens) : null
      if (!tokens) announce()
      return response.ok
    } finally {
      exchange = null
    }
  })()
  return exchange
}

function announce(): void {
  listeners.forEach((listener) => listener(account()))
}
