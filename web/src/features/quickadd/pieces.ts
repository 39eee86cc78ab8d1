import type { Schemas } from "@/api/client"

type Reading = Pick<Schemas["QuickOut"], "understood" | "unresolved">
export type Piece = { text: string; kind: string | null }

/** The text cut at the spans of a reading. Offsets count code points, of which an emoji is one. */
export function pieces(text: string, reading: Reading | undefined): Piece[] {
  const letters = Array.from(text)
  const spans = [
    ...(reading?.understood ?? []),
    ...(reading?.unresolved ?? []).map((span) => ({ ...span, kind: "unresolved" })),
  ].sort((a, b) => a.start - b.start)
  const found: Piece[] = []
  let at = 0
  for (const span of spans) {
    if (span.start < at) continue
    if (span.start > at) found.push({ text: letters.slice(at, span.start).join(""), kind: null })
    found.push({ text: letters.slice(span.start, span.end).join(""), kind: span.kind })
    at = span.end
  }
  if (at < letters.length) found.push({ text: letters.slice(at).join(""), kind: null })
  return found
}
