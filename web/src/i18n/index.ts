/**
 * Every word that a person sees, by key: `t("today.title")`, `t("today.fits", { count: 3 })`.
 *
 * A text with a form for one and one for others is `{ one, other }` and chosen by `count`. The pseudo-locale
 * wraps and lengthens each text, so that a test can see which words did not come from here. The words of a room
 * come with the room: its route awaits `words("plan")`.
 */

import { first, rooms } from "./en"
import { pseudo } from "./pseudo"

export type Forms = { one: string; other: string }
export type Texts = Record<string, string | Forms>
type Room = keyof typeof rooms
type Catalogue = typeof first & { [N in Room]: Awaited<ReturnType<(typeof rooms)[N]>> }
export type Key = { [N in keyof Catalogue & string]: `${N}.${keyof Catalogue[N] & string}` }[keyof Catalogue & string]
export type Values = Record<string, string | number>

const PSEUDO = "pseudo"
const chosen = stored()

/** Language tag for dates and numbers. */
export const locale = chosen === PSEUDO ? "en" : (chosen ?? "en")
const plural = new Intl.PluralRules(locale)

const loaded: Record<string, Texts> = { ...first }

/** Loads what these rooms say; for a route's loader. At once where they are here already. */
export async function words(...spaces: Room[]): Promise<void> {
  await Promise.all(spaces.map(async (space) => (loaded[space] ??= await rooms[space]())))
}

export function t(key: Key, values: Values = {}): string {
  const [space = "", name = ""] = key.split(".")
  const text = loaded[space]?.[name]
  if (text === undefined) {
    // A route shows what it has not loaded: the journeys fail on this, a person sees the key.
    reportError(new Error(`no words for ${key}`))
    return key
  }
  const form = typeof text === "string" ? text : plural.select(Number(values.count)) === "one" ? text.one : text.other
  const filled = form.replace(/\{(\w+)\}/g, (_, word: string) => String(values[word] ?? ""))
  return chosen === PSEUDO ? pseudo(form, filled) : filled
}

function stored(): string | null {
  try {
    return localStorage.getItem("cairn.locale")
  } catch {
    return null
  }
}
