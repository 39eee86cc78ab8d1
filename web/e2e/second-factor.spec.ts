import { codeOf } from "./code"
import { enter, expect, newEmail, PASSWORD, test } from "./steps"

test("who has an authenticator signs in with password and code", async ({ page, context }) => {
  const email = newEmail()
  await enter(page, email)
  await page.goto("/today")
  await expect(page.getByRole("heading", { name: "Today", level: 1 })).toBeVisible()
  const csrf = (await context.cookies()).find(({ name }) => name === "cairn_csrf")?.value ?? ""
  const headers = { "X-CSRF-Token": csrf }
  const { secret } = await (await page.request.post("/api/v1/auth/totp", { headers })).json()
  const confirmed = await page.request.post("/api/v1/auth/totp/confirm", { headers, data: { code: codeOf(secret) } })
  const { codes } = (await confirmed.json()) as { codes: string[] }

  await context.clearCookies()
  await page.goto("/login")
  await page.getByLabel("E-mail").fill(email)
  await page.getByLabel("Password", { exact: true }).fill(PASSWORD)
  await page.getByRole("button", { name: "Sign in" }).click()
  await page.getByLabel("Code").fill("000000")
  await expect(page.getByRole("alert")).toBeVisible()
  await page.getByLabel("Code").fill(codes[0] ?? "")
  await page.getByRole("button", { name: "Sign in" }).click()
  await expect(page.getByRole("heading", { name: "Today", level: 1 })).toBeVisible()
})
