/**
 * What this device keeps for the person who is signed in; thrown away when they sign out.
 *
 * Where the server has ended the session, what waits to be sent and what is half written are kept until they are
 * back: both are nowhere else.
 */

import { account, onForget } from "@/api/session"

const PREFIX = "cairn.kept."
export const UNSENT = "queue"
/** Begins the names of what is half written. */
export const DRAFT = "draft."

export function keep(name: string, value: unknown): void {
  const owner = account()?.id
  if (!owner) return
  try {
    localStorage.setItem(`${PREFIX}${owner}.${name}`, JSON.stringify(value))
  } catch {
    // The device is full: without a connection there will be less to see, and nothing else is lost.
  }
}

export function kept<T>(name: string): T | null {
  const text = localStorage.getItem(`${PREFIX}${account()?.id}.${name}`)
  return text ? (JSON.parse(text) as T) : null
}

export function drop(name: string): void {
  localStorage.removeItem(`${PREFIX}${account()?.id}.${name}`)
}

onForget((signedOut) => {
  const mine = `${PREFIX}${account()?.id}.`
  const nowhereElse = (key: string) => key === mine + UNSENT || key.startsWith(mine + DRAFT)
  for (const key of Object.keys(localStorage))
    if (key.startsWith(mine) && (signedOut || !nowhereElse(key))) localStorage.removeItem(key)
})
