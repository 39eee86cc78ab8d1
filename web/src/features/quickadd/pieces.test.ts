import { expect, test } from "vitest"
import { pieces } from "./pieces"

const span = (kind: "date" | "priority", start: number, end: number) => ({ kind, start, end, text: "" })

test("offsets count code points, of which an emoji is one", () => {
  const reading = { understood: [span("date", 7, 15)], unresolved: [] }
  expect(pieces("🌱 seed tomorrow now", reading)).toEqual([
    { text: "🌱 seed ", kind: null },
    { text: "tomorrow", kind: "date" },
    { text: " now", kind: null },
  ])
})

test("all of the text is there, whatever was understood", () => {
  const text = "Call Eva friday !2 @Nowhere"
  const reading = { understood: [span("date", 9, 15), span("priority", 16, 18)], unresolved: [span("date", 19, 27)] }
  const found = pieces(text, reading)
  expect(found.map((piece) => piece.text).join("")).toBe(text)
  expect(found.at(-1)).toEqual({ text: "@Nowhere", kind: "unresolved" })
})
