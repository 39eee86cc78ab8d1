import { expect, signUp, test } from "./steps"

test("a habit is made, checked off and taken back", async ({ page }) => {
  await signUp(page)
  await page.goto("/habits")
  await expect(page.getByRole("heading", { name: "No habit yet" })).toBeVisible()
  await page.getByRole("button", { name: "New habit" }).click()
  await page.getByLabel("What shall become a habit?").fill("Stretch for two minutes")
  await page.getByRole("button", { name: "Make it" }).click()
  const check = page.getByRole("button", { name: "Done: Stretch for two minutes" })
  await expect(page.getByText("0 of 1 done")).toBeVisible()

  await check.click()
  await expect(page.getByText("1 of 1 done")).toBeVisible()
  await expect(page.getByText(/^Noted\. \+\d+ points?/)).toBeVisible()
  await expect(page.getByText("1 day in a row")).toBeVisible()
  await page.getByRole("button", { name: "Undo" }).click()
  await expect(page.getByText("0 of 1 done")).toBeVisible()
  await check.click()
  await expect(page.getByText("1 of 1 done")).toBeVisible()

  await page.getByRole("button", { name: "Pause" }).click()
  await page.getByRole("button", { name: "Let it rest" }).click()
  await expect(page.getByText("All habits rest (illness).")).toBeVisible()
  await page.getByRole("button", { name: "End it" }).click()
  await expect(page.getByText("All habits rest (illness).")).toBeHidden()
})
