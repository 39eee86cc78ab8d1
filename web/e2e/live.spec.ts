import { expect, quickAdd, signUp, test } from "./steps"

test("two windows show the same day", async ({ page, context }) => {
  await signUp(page)
  const other = await context.newPage()
  await other.goto("/today")
  await expect(other.getByRole("heading", { name: "A clear day" })).toBeVisible()
  await page.bringToFront()
  await quickAdd(page, "feed the bees today")
  await expect(other.getByRole("link", { name: "feed the bees" })).toBeVisible()
  await page.getByRole("button", { name: "Done: feed the bees" }).click()
  await expect(other.getByRole("heading", { name: "Done for today" })).toBeVisible()
  await expect(other.getByRole("img", { name: "A cairn of 1 stone" })).toBeVisible()
})
