import { readFileSync } from "node:fs"
import type { Page } from "@playwright/test"
import { enter, expect, enterAsDemo, test } from "./steps"
import { ROOMS, type Room } from "./rooms"

const AXE = readFileSync("node_modules/axe-core/axe.min.js", "utf8")

type Violation = { id: string; help: string; nodes: { html: string; failureSummary?: string }[] }

async function come(page: Page, room: Room): Promise<void> {
  await page.goto(room.path)
  await page.locator("h1, h2").first().waitFor()
  await room.open?.(page)
}

/** Waits until nothing moves: contrast of something half shown means nothing. */
async function rest(page: Page): Promise<void> {
  await page.evaluate(() => Promise.all(document.getAnimations().map((one) => one.finished.catch(() => undefined))))
}

for (const room of ROOMS) {
  test(`${room.name}: axe finds nothing, by day and by night; it fits a phone`, async ({ page }) => {
    await page.emulateMedia({ reducedMotion: "reduce", colorScheme: "light" })
    if (!room.door) await enterAsDemo(page)
    await come(page, room)
    await page.evaluate(AXE)
    for (const scheme of ["light", "dark"] as const) {
      await page.emulateMedia({ colorScheme: scheme })
      await expect(page.locator("html")).toHaveAttribute("data-mantine-color-scheme", scheme)
      await rest(page)
      const found = await page.evaluate(async () => {
        const axe = (window as unknown as { axe: { run: (o: object) => Promise<{ violations: Violation[] }> } }).axe
        return (await axe.run({ runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] })).violations
      })
      const told = found.flatMap(({ id, nodes }) => nodes.map(({ html, failureSummary }) => `${id}: ${html} ${failureSummary ?? ""}`))
      expect(told, scheme).toEqual([])
    }
    await page.setViewportSize({ width: 320, height: 640 })
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
    expect(wide, "pixels beyond a narrow phone").toBeLessThanOrEqual(0)
  })
}

test("every word comes from the catalogue, and longer words break nothing", async ({ page }) => {
  await page.addInitScript(() => localStorage.setItem("cairn.locale", "pseudo"))
  for (const room of ROOMS.filter(({ name }) => !/reasons|a task|a goal|a habit|an entry|a review/.test(name)).sort((a, b) => Number(!!b.door) - Number(!!a.door))) {
    if (!room.door && !(await page.context().cookies()).length) await enter(page)
    await page.setViewportSize({ width: 390, height: 800 })
    await come(page, room)
    const bare = await page.evaluate(() => {
      /** Takes out what is marked; a value inside a text may be marked itself. */
      const unmarked = (text: string): string => {
        const less = text.replace(/⟦[^⟦⟧]*⟧/g, "")
        return less === text ? text : unmarked(less)
      }
      const words: string[] = []
      const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
      for (let node = walk.nextNode(); node; node = walk.nextNode()) {
        const parent = node.parentElement
        if (!parent || parent.closest("script, style, noscript, kbd, time, [data-own], mark, [hidden]")) continue
        const left = unmarked(node.textContent ?? "")
        if (/\p{L}{2,}/u.test(left)) words.push(left.trim())
      }
      for (const element of document.querySelectorAll("[aria-label], [placeholder], [title]"))
        for (const name of ["aria-label", "placeholder", "title"]) {
          const left = unmarked(element.getAttribute(name) ?? "")
          if (/\p{L}{2,}/u.test(left) && !element.closest("[data-own], [aria-hidden=true]")) words.push(`${name}: ${left}`)
        }
      return words
    })
    expect(bare, room.name).toEqual([])
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
    expect(wide, `${room.name}: pixels beyond a phone`).toBeLessThanOrEqual(0)
  }
})
