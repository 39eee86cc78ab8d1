/**
 * Who is signed in, and how requests prove it. Nothing else in the page knows of cookies and tokens.
 *
 * The tokens are in cookies that no script can read. A change sends the session's CSRF token along, which a cookie
 * holds for this page alone. A request whose access has ended is sent again after one exchange for all that wait.
 * The account (no secret) is remembered on this device, so that the page can be opened without a connection.
 */

import type { components } from "./schema"

export type Account = components["schemas"]["AccountOut"]

const AUTH = "/api/v1/auth"
const REMEMBERED = "cairn.account"
const CSRF = /(?:^|; )(?:__Host-)?cairn_csrf=([^;]+)/
const SAFE = ["GET", "HEAD"]
/** What is asked before there is a session, or to make one: a refusal of these ends nothing. */
const OPEN = ["login", "signup", "refresh", "second-factor", "password/forgotten", "password/reset", "oidc", "passkeys"].map((name) => `${AUTH}/${name}`)

const WINDOW = `web-${crypto.getRandomValues(new Uint32Array(2)).join("-")}`
let sent = 0
let away = false

let current: Account | null = null
let exchange: Promise<boolean> | null = null
const forgetting = new Set<(signedOut: boolean) => void>()
const listeners = new Set<(account: Account | null) => void>()

/** The account that is signed in, as far as this page knows; null: nobody. */
export function account(): Account | null {
  return current
}

/** Calls back whenever somebody signs in or out, or a session has ended. Returns the way to stop. */
export function onSession(listener: (account: Account | null) => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** Takes over what sign-up or login answered; it came with the cookies. */
export function begin({ user }: { user: Account }): void {
  remember(user)
  announce()
}

/** Takes over an account that has been changed. */
export function changed(user: Account): void {
  remember(user)
}

/** Finds out, when the page opens, whether a session goes on. Without a connection: who was here last. */
export async function resume(): Promise<Account | null> {
  if (!csrfToken()) return null
  away = false
  try {
    const response = await sessionFetch(new Request(`${AUTH}/me`))
    if (response.ok) remember((await response.json()) as Account)
  } catch {
    away = true
    current = remembered()
  }
  return current
}

/** Whether the server could not be reached when the page looked for the session. */
export function isAway(): boolean {
  return away
}

/** Ends the session, here and at the server. */
export async function end(): Promise<void> {
  await sessionFetch(new Request(`${AUTH}/logout`, { method: "POST" }))
  forget(true)
}

/** Ends all sessions of the account, on whatever device. */
export async function endEverywhere(): Promise<void> {
  const response = await sessionFetch(new Request(`${AUTH}/sessions/revoke-all`, { method: "POST" }))
  if (!response.ok) throw await response.json()
  forget(true)
}

/** `fetch` with the proof of identity, renewed where it has ended. */
export async function sessionFetch(request: Request): Promise<Response> {
  const again = request.clone()
  const response = await fetch(proven(request))
  const { pathname } = new URL(request.url)
  if (response.status !== 401 || !csrfToken() || OPEN.some((path) => pathname.startsWith(path))) return response
  return (await renew()) ? fetch(proven(again)) : response
}

/** Whether a request, by the id that the server tells, was made by this window. */
export function ownRequest(id: string): boolean {
  return id.startsWith(`${WINDOW}.`)
}

function proven(request: Request): Request {
  request.headers.set("X-Request-Id", `${WINDOW}.${++sent}`)
  const token = csrfToken()
  if (token && !SAFE.includes(request.method)) request.headers.set("X-CSRF-Token", token)
  return request
}

function csrfToken(): string | undefined {
  return CSRF.exec(document.cookie)?.[1]
}

/** Exchanges the refresh token, once for everybody who waits. False: the session has ended. */
function renew(): Promise<boolean> {
  exchange ??= ask().finally(() => (exchange = null))
  return exchange

  async function ask(): Promise<boolean> {
    const headers = { "Content-Type": "application/json" }
    const response = await fetch(proven(new Request(`${AUTH}/refresh`, { method: "POST", headers, body: "{}" })))
    // 409: another window has just exchanged it; its cookies are ours too.
    if (response.ok || response.status === 409) return true
    if (response.status === 401) forget(false)
    return false
  }
}

/** Calls back when what this device keeps for the person is to be thrown away; false: the server ended the session. */
export function onForget(listener: (signedOut: boolean) => void): void {
  forgetting.add(listener)
}

function remember(user: Account): void {
  current = user
  localStorage.setItem(REMEMBERED, JSON.stringify(user))
}

function remembered(): Account | null {
  const text = localStorage.getItem(REMEMBERED)
  return text ? (JSON.parse(text) as Account) : null
}

function forget(signedOut: boolean): void {
  forgetting.forEach((listener) => listener(signedOut))
  current = null
  localStorage.removeItem(REMEMBERED)
  announce()
}

function announce(): void {
  listeners.forEach((listener) => listener(current))
}

// Another window signs out, or in as somebody else: this one follows.
window.addEventListener("storage", ({ key, newValue }) => {
  if (key !== REMEMBERED) return
  const user = newValue ? (JSON.parse(newValue) as Account) : null
  if (user?.id === current?.id) return
  current = user
  announce()
})
