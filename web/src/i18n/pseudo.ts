/** A made-up language: marked at both ends, accented, and a third longer, as German is. */

const ACCENTS: Record<string, string> = { a: "á", e: "é", i: "í", o: "ó", u: "ú", n: "ñ", c: "ç", s: "š" }

export const OPENS = "⟦"
export const CLOSES = "⟧"

/** `form` is the text before its values were put in; what a person wrote is left as it is. */
export function pseudo(form: string, filled: string): string {
  const accented = form.includes("{") ? filled : filled.replace(/[aeiouncs]/g, (letter) => ACCENTS[letter] ?? letter)
  return OPENS + accented + "·".repeat(Math.ceil(form.length / 3)) + CLOSES
}
