/** Writes the README's pictures of the demo person's page into docs/images: `make screenshots`. */

import type { Page } from "@playwright/test"
import { enterAsDemo, test } from "./steps"

const SIZES = { phone: [390, 844], tablet: [820, 1100], desk: [1440, 900] } as const

type Picture = {
  name: string
  path: string
  size: keyof typeof SIZES
  scheme: "light" | "dark"
  /** What is to be seen; the page has been loaded. */
  open?: (page: Page) => Promise<void>
}

async function quickAdd(page: Page): Promise<void> {
  await page.keyboard.press("n")
  await page.locator("[data-autofocus]").fill("Call Eva friday 3pm #love !2 30min")
  await page.locator("mark").first().waitFor()
}

async function reasons(page: Page): Promise<void> {
  await page.locator("[data-why]").first().click()
  await page.locator("[data-row] section").first().waitFor()
}

async function doThree(page: Page): Promise<void> {
  for (let count = 0; count < 3; count += 1) {
    const done = page.waitForResponse((answer) => answer.url().endsWith("/complete"))
    await page.locator("ol [data-check]").nth(1).click()
    await done
  }
  await page.reload()
  await page.locator("[data-row]").first().waitFor()
}

async function task(page: Page): Promise<void> {
  await page.locator("[data-focus]").first().click()
  await page.locator("[role=dialog] textarea").first().waitFor()
}

async function review(page: Page): Promise<void> {
  await page.locator("main a[href*='/reviews/']").first().click()
  await page.waitForURL(/\/reviews\/./)
  await page.getByRole("link", { name: "All reviews" }).waitFor()
}

const PICTURES: Picture[] = [
  { name: "today", path: "/today", size: "desk", scheme: "light", open: doThree },
  { name: "task-dark", path: "/today", size: "desk", scheme: "dark", open: task },
  { name: "reasons-tablet", path: "/today", size: "tablet", scheme: "light", open: reasons },
  { name: "today-phone", path: "/today", size: "phone", scheme: "light" },
  { name: "journal", path: "/journal", size: "desk", scheme: "light" },
  { name: "review", path: "/reviews", size: "desk", scheme: "light", open: review },
  { name: "reflection-phone", path: "/reflection", size: "phone", scheme: "dark" },
  { name: "wallet-phone", path: "/rewards/wallet", size: "phone", scheme: "dark" },
  { name: "quick-add-phone", path: "/today", size: "phone", scheme: "dark", open: quickAdd },
]

for (const { name, path, size, scheme, open } of PICTURES) {
  test(name, async ({ page }) => {
    const [width, height] = SIZES[size]
    await page.setViewportSize({ width, height })
    await page.emulateMedia({ colorScheme: scheme, reducedMotion: "reduce" })
    await enterAsDemo(page)
    await page.goto(path)
    await page.locator(path === "/today" ? "[data-row]" : "main h1").first().waitFor()
    await open?.(page)
    await page.evaluate(async () => {
      await document.fonts.ready
      await Promise.all(document.getAnimations().map((one) => one.finished))
    })
    await page.screenshot({ path: `../docs/images/${name}.png`, caret: "initial" })
  })
}
