/** What people do, for the journeys. A test fails on anything that the browser complains about. */

import { expect, test as base, type Page } from "@playwright/test"

export const PASSWORD = "a long and quiet sentence"
const IGNORED = /status of 4\d\d|ERR_INTERNET_DISCONNECTED|ERR_FAILED/

export const test = base.extend<{ quiet: undefined }>({
  baseURL: ({}, use) => use(process.env.E2E_URL),
  quiet: [
    async ({ context }, use) => {
      const complaints: string[] = []
      context.on("console", (message) => {
        if (message.type() === "error" && !IGNORED.test(message.text())) complaints.push(message.text())
      })
      context.on("weberror", (error) => complaints.push(String(error.error())))
      await use(undefined)
      expect(complaints).toEqual([])
    },
    { auto: true },
  ],
})

let people = 0

/** An address that nobody else in this run has. */
export function newEmail(): string {
  people += 1
  return `person-${process.pid}-${people}-${Date.now()}@example.org`
}

/** Makes an account and goes through the first minute, to Today. */
export async function signUp(page: Page, email = newEmail()): Promise<string> {
  await page.goto("/sign-up")
  await page.getByLabel("E-mail").fill(email)
  await page.getByLabel("Password", { exact: true }).fill(PASSWORD)
  await page.getByRole("button", { name: "Make the account" }).click()
  await page.getByRole("button", { name: "Continue" }).click()
  await page.getByRole("button", { name: "Begin" }).click()
  await expect(page.getByRole("heading", { name: "Today", level: 1 })).toBeVisible()
  return email
}

export async function signIn(page: Page, email: string, password = PASSWORD): Promise<void> {
  await page.goto("/login")
  await page.getByLabel("E-mail").fill(email)
  await page.getByLabel("Password", { exact: true }).fill(password)
  await page.getByRole("button", { name: "Sign in" }).click()
  await expect(page.getByRole("heading", { name: "Today", level: 1 })).toBeVisible()
}

/** Has a new account, without the way there. */
export async function enter(page: Page, email = newEmail()): Promise<void> {
  await ask(page, "signup", { email, password: PASSWORD, timezone: "Europe/Berlin" })
}

/** Is the person with two years behind them, without the way there. */
export async function enterAsDemo(page: Page): Promise<void> {
  const { email, password } = JSON.parse(process.env.E2E_DEMO ?? "{}") as { email: string; password: string }
  await ask(page, "login", { email, password })
}

async function ask(page: Page, act: string, who: Record<string, string>): Promise<void> {
  const answer = await page.request.post(`/api/v1/auth/${act}`, { data: { ...who, transport: "cookie" } })
  expect(answer.ok(), await answer.text()).toBe(true)
}

/** Adds a task by its line, with the keyboard. */
export async function quickAdd(page: Page, line: string): Promise<void> {
  await page.keyboard.press("n")
  await page.getByLabel("What is to be done?").fill(line)
  await page.keyboard.press("Enter")
  await expect(page.getByLabel("What is to be done?")).toBeHidden()
}

export { expect }
