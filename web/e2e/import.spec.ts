import { expect, signUp, test } from "./steps"

const TABLE = "Task,Due,Remark\nSweep the path,soon,with the broom\nRead a book,2031-03-04,\n"
const file = (name: string, text: string) => ({ name, mimeType: "text/csv", buffer: Buffer.from(text) })

test("a table is looked at, its columns are named, and it is imported once", async ({ page }) => {
  await signUp(page)
  await page.getByRole("button", { name: /your account/ }).first().click()
  await page.getByRole("menuitem", { name: "Import a file" }).click()
  const input = page.getByLabel("File to import")
  await input.setInputFiles(file("picture.bin", "\u0000\u0001"))
  await expect(page.getByRole("alert")).toBeVisible()

  await input.setInputFiles(file("tasks.csv", TABLE))
  await expect(page.getByText("2 new tasks")).toBeVisible()
  await expect(page.getByText("2 things were not understood")).toBeVisible()
  await expect(page.getByText(/line 2/).first()).toBeVisible()

  await page.getByRole("combobox", { name: "Description" }).click()
  await page.getByRole("option", { name: "Remark" }).click()
  await page.getByRole("button", { name: "Read it again so" }).click()
  await expect(page.getByText("1 thing was not understood")).toBeVisible()
  await page.reload()
  await page.getByRole("button", { name: "Import it" }).click()
  await expect(page.getByText("It is here")).toBeVisible()
  await page.getByRole("link", { name: "See your tasks" }).click()
  await expect(page.getByText("Sweep the path")).toBeVisible()

  await page.goto("/import")
  await expect(page.getByRole("link", { name: "tasks.csv" })).toHaveCount(1)
  await input.setInputFiles(file("tasks.csv", TABLE))
  await expect(page.getByText("There is nothing new in this file.")).toBeVisible()
  await page.getByRole("button", { name: "Discard" }).click()
  await expect(page.getByText("tasks.csv is discarded")).toBeVisible()
  await expect(page.getByRole("link", { name: "tasks.csv" })).toHaveCount(1)
})
