import { expect, signUp, test } from "./steps"

test("a goal comes from a sentence to being achieved, by its criteria", async ({ page }) => {
  await signUp(page)
  await page.goto("/goals")
  await page.getByRole("button", { name: "New goal" }).first().click()
  await page.getByLabel("What shall be reached?").fill("Swim a kilometre")
  await page.getByRole("button", { name: "Make it" }).click()
  await expect(page.getByRole("heading", { name: "Swim a kilometre" })).toBeVisible()
  await expect(page.getByText("not known").first()).toBeVisible()

  const line = page.getByLabel("Add a criterion")
  for (const text of ["Two lengths without a pause", "Forty lengths"]) {
    await line.fill(text)
    await line.press("Enter")
    await expect(page.getByText(text)).toBeVisible()
  }
  await page.getByRole("button", { name: "Met: Two lengths without a pause" }).click()
  await expect(page.getByText("50 %").first()).toBeVisible()

  await page.getByRole("button", { name: "Remove Forty lengths" }).click()
  await expect(page.getByText("100 %").first()).toBeVisible()
  await page.getByRole("button", { name: "Undo" }).click()
  await expect(page.getByText("50 %").first()).toBeVisible()

  await page.getByRole("button", { name: "More" }).click()
  await page.getByRole("menuitem", { name: "It is achieved" }).click()
  await page.getByRole("button", { name: "Yes, it is" }).click()
  await expect(page.getByText("achieved", { exact: true })).toBeVisible()

  await page.goto("/goals?show=achieved")
  await expect(page.getByRole("link", { name: "Swim a kilometre" })).toBeVisible()
})
