import { expect, quickAdd, signUp, test } from "./steps"

test("from nothing to the first task done, and undone", async ({ page }) => {
  await page.goto("/")
  await page.getByRole("link", { name: "Make one" }).click()
  await signUp(page)
  await expect(page.getByRole("heading", { name: "A clear day" })).toBeVisible()

  await page.keyboard.press("n")
  const line = page.getByLabel("What is to be done?")
  await line.fill("call the dentist today !1 #health")
  await expect(page.locator("mark", { hasText: "#health" })).toBeVisible()
  await expect(page.locator("dd", { hasText: "Urgent" })).toBeVisible()
  await page.keyboard.press("Enter")

  const task = page.getByRole("link", { name: "call the dentist" })
  await expect(task).toBeVisible()
  await expect(page.getByText("due today").first()).toBeVisible()
  await page.getByRole("button", { name: "Done: call the dentist" }).click()
  await expect(page.getByRole("heading", { name: "Done for today" })).toBeVisible()
  await expect(page.getByText(/^Done\. \+\d+ points?/)).toBeVisible()

  await page.getByRole("button", { name: "Undo" }).click()
  await expect(page.getByRole("button", { name: "Done: call the dentist" })).toBeVisible()
})

test("with the keyboard alone", async ({ page }) => {
  await signUp(page)
  await quickAdd(page, "first of all today !1")
  await quickAdd(page, "then this today !4")
  await expect(page.getByRole("link", { name: "then this" })).toBeVisible()
  await page.keyboard.press("j")
  await expect(page.getByRole("link", { name: "first of all" })).toBeFocused()
  await page.keyboard.press("j")
  await expect(page.getByRole("link", { name: "then this" })).toBeFocused()
  await page.keyboard.press("k")
  await page.keyboard.press("x")
  await expect(page.getByRole("button", { name: "Done: first of all" })).toBeHidden()
  await expect(page.getByRole("link", { name: "then this" })).toBeFocused()
})
