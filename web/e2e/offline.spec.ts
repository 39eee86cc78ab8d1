import { expect, quickAdd, signUp, test } from "./steps"

test("without a connection Today can be read, added to and checked off, and nothing is lost", async ({ page, context }) => {
  await signUp(page)
  await quickAdd(page, "oil the gate today")
  await expect(page.getByRole("link", { name: "oil the gate" })).toBeVisible()
  await page.evaluate(async () => {
    await navigator.serviceWorker.ready
    if (!navigator.serviceWorker.controller)
      await new Promise((done) => navigator.serviceWorker.addEventListener("controllerchange", done, { once: true }))
  })

  await context.setOffline(true)
  await page.reload()
  await expect(page.getByRole("link", { name: "oil the gate" })).toBeVisible()
  await expect(page.getByText("No connection. You see what was here last")).toBeVisible()
  await quickAdd(page, "mend the fence today")
  await page.getByRole("button", { name: "Done: oil the gate" }).click()
  await expect(page.getByText("2 changes wait to be sent")).toBeVisible()
  await page.reload()
  await expect(page.getByText("2 changes wait to be sent")).toBeVisible()

  await context.setOffline(false)
  await expect(page.getByRole("link", { name: "mend the fence" })).toBeVisible()
  await expect(page.getByRole("img", { name: "A cairn of 1 stone" })).toBeVisible()
  await expect(page.getByText(/wait to be sent/)).toBeHidden()
})
