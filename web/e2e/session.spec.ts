import { expect, quickAdd, signIn, signUp, test } from "./steps"

test("a session outlives a reload and ends with signing out, in every window", async ({ page, context }) => {
  const email = await signUp(page)
  await quickAdd(page, "water the basil today")
  await page.reload()
  await expect(page.getByRole("link", { name: "water the basil" })).toBeVisible()

  const other = await context.newPage()
  await other.goto("/today")
  await expect(other.getByRole("link", { name: "water the basil" })).toBeVisible()
  await page.getByRole("button", { name: /your account/ }).first().click()
  await page.getByRole("menuitem", { name: "Sign out" }).click()
  await expect(page.getByRole("heading", { name: "Welcome back" })).toBeVisible()
  await expect(other.getByRole("heading", { name: "Welcome back" })).toBeVisible()

  await signIn(page, email)
  await expect(page.getByRole("link", { name: "water the basil" })).toBeVisible()
})

test("no script of the page can read the tokens", async ({ page, context }) => {
  await signUp(page)
  const cookies = await context.cookies()
  expect(cookies.filter(({ httpOnly }) => httpOnly).map(({ name }) => name).sort()).toEqual(["cairn_access", "cairn_refresh"])
  const seen = await page.evaluate(() => document.cookie + JSON.stringify(localStorage) + JSON.stringify(sessionStorage))
  for (const { httpOnly, value } of cookies) if (httpOnly) expect(seen).not.toContain(value)
})

test("an access that has ended is renewed without a word", async ({ page, context }) => {
  await signUp(page)
  await context.clearCookies({ name: "cairn_access" })
  await quickAdd(page, "sweep the yard today")
  await expect(page.getByRole("link", { name: "sweep the yard" })).toBeVisible()
})

test("an address is returned to after signing in, if it is one of ours", async ({ page, context }) => {
  const email = await signUp(page)
  await context.clearCookies()
  await page.goto("/today?area=nowhere")
  await expect(page).toHaveURL(/login\?next=/)
  await page.goto("/login?next=%2F%2Fevil.example")
  await signIn(page, email)
  await expect(page).toHaveURL(/\/today$/)
})
