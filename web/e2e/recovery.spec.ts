import { readdirSync, readFileSync } from "node:fs"
import { join } from "node:path"
import { expect, PASSWORD, signIn, signUp, test } from "./steps"

/** The link of the newest mail to somebody, from the folder where mails go without a mail server. */
function linkTo(email: string): string | undefined {
  const outbox = join(process.env.E2E_DATA ?? "", "outbox")
  let names: string[] = []
  try {
    names = readdirSync(outbox).sort().reverse()
  } catch {
    return undefined
  }
  for (const name of names) {
    const mail = readFileSync(join(outbox, name), "utf8").replace(/=\r?\n/g, "")
    if (mail.includes(email)) return /https?:\/\/\S+(\/reset-password#\S+)/.exec(mail)?.[1]?.replaceAll("=3D", "=")
  }
  return undefined
}

test("a forgotten password is replaced by the link in the mail, once", async ({ page, context }) => {
  const email = await signUp(page)
  await context.clearCookies()
  await page.goto("/login")
  await page.getByRole("link", { name: "Forgotten your password?" }).click()
  await page.getByLabel("E-mail").fill(email)
  await page.getByRole("button", { name: "Send the link" }).click()
  await expect(page.getByRole("heading", { name: "Look into your mail" })).toBeVisible()
  await expect.poll(() => linkTo(email), { timeout: 30_000 }).toBeTruthy()

  await page.goto(linkTo(email) ?? "")
  await expect(page).toHaveURL(/\/reset-password$/)
  const field = page.getByLabel("New password", { exact: true })
  await field.fill("12345678")
  await page.getByRole("button", { name: "Save" }).click()
  await expect(field).toHaveAccessibleDescription(/first that anybody would try/)
  await field.fill(`${PASSWORD}, renewed`)
  await page.getByRole("button", { name: "Save" }).click()
  await page.getByRole("link", { name: "Sign in" }).click()
  await signIn(page, email, `${PASSWORD}, renewed`)
})
