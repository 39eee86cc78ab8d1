import { enterAsDemo, expect, test } from "./steps"

const MOST_BYTES = 250_000
const LATER = /Palette|TaskDetail|DatePicker|Spotlight/

test("the first load is small, and what is opened later comes later", async ({ page }) => {
  await enterAsDemo(page)
  await page.goto("/today")
  await page.locator("[data-row]").first().waitFor()
  const loaded = await page.evaluate(() =>
    [...performance.getEntriesByType("navigation"), ...performance.getEntriesByType("resource")].map((entry) => {
      const { name, encodedBodySize, initiatorType } = entry as PerformanceResourceTiming
      return { name: new URL(name).pathname, bytes: encodedBodySize, by: initiatorType }
    }),
  )
  const code = loaded.filter(({ name, by }) => by === "navigation" || /\.(js|css)$/.test(name))
  const bytes = code.reduce((sum, part) => sum + part.bytes, 0)
  console.log(`first load: ${Math.round(bytes / 1000)} kB of code in ${code.length} files`)
  expect(bytes, JSON.stringify(code, null, 1)).toBeLessThanOrEqual(MOST_BYTES)
  expect(loaded.filter(({ name }) => LATER.test(name))).toEqual([])
  expect(loaded.filter(({ name }) => !name.startsWith("/"))).toEqual([])
})
