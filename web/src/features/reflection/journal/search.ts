/** What an address of the journal says. */

export type JournalSearch = { q?: string; tag?: string; mood?: number }

const LONGEST_QUERY = 500
const LONGEST_TAG = 60

/** What can be read of an address; what cannot is left out, not refused. */
export function readJournal(given: Record<string, unknown>): JournalSearch {
  const q = text(given.q, LONGEST_QUERY)
  const tag = text(given.tag, LONGEST_TAG)
  const mood = [1, 2, 3, 4, 5].find((value) => value === given.mood)
  return { ...(q ? { q } : {}), ...(tag ? { tag } : {}), ...(mood ? { mood } : {}) }
}

function text(given: unknown, longest: number): string | undefined {
  const said = typeof given === "number" ? String(given) : given
  return typeof said === "string" && said.trim() ? said.trim().slice(0, longest) : undefined
}

export type Piece = { text: string; found: boolean }

/** An excerpt in pieces, those between ⟦ and ⟧ being what was found. */
export function pieces(excerpt: string): Piece[] {
  return excerpt
    .split(/⟦([^⟦⟧]*)⟧/)
    .map((text, index) => ({ text, found: index % 2 === 1 }))
    .filter(({ text }) => text !== "")
}
