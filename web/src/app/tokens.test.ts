/** The colours hold WCAG 2.2 AA: 4.5 for text, 3 for the edges of controls. */

import { readFileSync } from "node:fs"
import { expect, test } from "vitest"

const css = readFileSync("src/app/tokens.css", "utf8")
const BACKGROUNDS = ["paper", "surface", "sunken", "hover"]
const PAIRS: [string, string[], number][] = [
  ...["ink", "ink-soft", "ink-faint", "moss", "amber", "clay"].map((text): [string, string[], number] => [text, BACKGROUNDS, 4.5]),
  ["line-firm", BACKGROUNDS, 3],
  ["on-moss", ["moss", "moss-strong"], 4.5],
  ["moss-strong", ["moss-soft"], 4.5],
  ["ink-soft", ["moss-soft"], 4.5],
  ["amber", ["amber-soft"], 4.5],
  ["clay", ["clay-soft"], 4.5],
]

function tokens(scheme: string): Map<string, string> {
  const from = css.indexOf(`[data-mantine-color-scheme="${scheme}"]`)
  const block = css.slice(from, css.indexOf("}", from))
  return new Map([...block.matchAll(/--([\w-]+): (#[0-9a-f]{6})/g)].map(([, name = "", value = ""]) => [name, value]))
}

function luminance(colour: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
    const part = parseInt(colour.slice(at, at + 2), 16) / 255
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
}

function contrast(one: string, other: string): number {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b)
  return (light + 0.05) / (dark + 0.05)
}

test.each(["light", "dark"])("%s", (scheme) => {
  const found = tokens(scheme)
  for (const [text, backgrounds, least] of PAIRS)
    for (const background of backgrounds) {
      const [one, other] = [found.get(text), found.get(background)]
      expect(one && other, `${text} and ${background} are there`).toBeTruthy()
      expect(contrast(one ?? "", other ?? ""), `${text} on ${background}`).toBeGreaterThanOrEqual(least)
    }
})
