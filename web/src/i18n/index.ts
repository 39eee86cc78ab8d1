/**
 * Every word that a person sees, by key: `t("today.title")`, `t("today.fits", { count: 3 })`.
 *
 * A text with a form for one and one for others is `{ one, other }` and chosen by `count`. The pseudo-locale
 * wraps and lengthens each text, so that a test can see which words did not come from here.
 */

import { en } from "./en"
import { pseudo } from "./pseudo"

export type Forms = { one: string; other: string }
export type Texts = Record<string, string | Forms>
type Catalogue = typeof en
export type Key = { [N in keyof Catalogue & string]: `${N}.${keyof Catalogue[N] & string}` }[keyof Catalogue & string]
export type Values = Record<string, string | number>

const PSEUDO = "pseudo"
const chosen = stored()

/** Language tag for dates and numbers. */
export const locale = chosen === PSEUDO ? "en" : (chosen ?? "en")
const plural = new Intl.PluralRules(locale)

export function t(key: Key, values: Values = {}): string {
  const [space = "", name = ""] = key.split(".")
  const text = (en as unknown as Record<string, Texts>)[space]?.[name] ?? key
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
