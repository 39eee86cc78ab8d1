/** What the linter cannot see: style sheets use tokens and stay short. */

import { readdirSync, readFileSync } from "node:fs"
import { expect, test } from "vitest"

const sheets = readdirSync("src", { recursive: true, encoding: "utf8" })
  .filter((name) => name.endsWith(".css") && name !== "app/tokens.css")
  .map((name) => ({ name, text: readFileSync(`src/${name}`, "utf8") }))

test.each(sheets)("$name names colours and sizes of type by their tokens", ({ text }) => {
  expect(text.match(/#[0-9a-fA-F]{3,8}\b|\b(?:rgb|hsl|oklch)a?\(/g) ?? []).toEqual([])
  expect(text.match(/font-size: (?!var\(|inherit)[^;]+/g) ?? []).toEqual([])
  expect(text.split("\n").length).toBeLessThanOrEqual(300)
})
