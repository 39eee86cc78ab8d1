/** Every place of the page, for what has to hold in all of them. A new room is one more entry. */

import type { Page } from "@playwright/test"

export type Room = {
  name: string
  path: string
  /** Whether it is for people who are not signed in. */
  door?: boolean
  /** What makes it the place that is meant; the page has been loaded. */
  open?: (page: Page) => Promise<void>
}

async function chooseTable(page: Page): Promise<void> {
  const buffer = Buffer.from("Task,Due,Mood\nSweep the path,soon,fine\nRead a book,2031-03-04,\n")
  await page.locator("input[type=file]").setInputFiles({ name: "tasks.csv", mimeType: "text/csv", buffer })
  await page.locator("li code").first().waitFor()
}

export const ROOMS: Room[] = [
  { name: "login", path: "/login", door: true },
  { name: "sign-up", path: "/sign-up", door: true },
  { name: "forgotten password", path: "/forgotten", door: true },
  { name: "new password", path: "/reset-password#token", door: true },
  { name: "confirm an address", path: "/confirm-email#token", door: true },
  { name: "the first minute", path: "/welcome" },
  {
    name: "the first minute, the day",
    path: "/welcome",
    open: (page) => page.locator("main button").last().click(),
  },
  { name: "Today", path: "/today" },
  {
    name: "Today, reasons",
    path: "/today",
    open: async (page) => {
      await page.locator("[data-why]").first().click()
      await page.locator("[data-row] section").first().waitFor()
    },
  },
  {
    name: "a task",
    path: "/today",
    open: async (page) => {
      await page.locator("[data-focus]").first().click()
      await page.locator("dialog, [role=dialog]").locator("textarea").first().waitFor()
    },
  },
  {
    name: "quick add",
    path: "/today",
    open: async (page) => {
      await page.keyboard.press("n")
      await page.locator("[data-autofocus]").fill("call Eva tomorrow 3pm #health !1 @nowhere")
      await page.locator("mark").first().waitFor()
    },
  },
  {
    name: "the palette",
    path: "/today",
    open: async (page) => {
      await page.keyboard.press("Control+k")
      await page.locator("[role=dialog] input").waitFor()
    },
  },
  {
    name: "help",
    path: "/today",
    open: async (page) => {
      await page.keyboard.press("?")
      await page.locator("[role=dialog] kbd").first().waitFor()
    },
  },
  { name: "plan", path: "/plan" },
  { name: "plan, filtered", path: "/plan?due=week&priority=2" },
  { name: "plan, tree", path: "/plan/tree" },
  { name: "plan, board", path: "/plan/board" },
  { name: "plan, calendar", path: "/plan/calendar" },
  { name: "goals", path: "/goals" },
  {
    name: "a goal",
    path: "/goals",
    open: async (page) => {
      await page.locator("[data-focus]").first().click()
      await page.getByRole("article").locator("form").first().waitFor()
    },
  },
  { name: "habits", path: "/habits" },
  {
    name: "habits, a new one",
    path: "/habits",
    open: async (page) => {
      await page.locator("header button").last().click()
      await page.locator("[role=dialog] form").waitFor()
    },
  },
  {
    name: "a habit",
    path: "/habits",
    open: async (page) => {
      await page.locator("[data-focus]").last().click()
      await page.getByRole("article").locator("svg rect").nth(200).waitFor()
    },
  },
  { name: "journal", path: "/journal" },
  { name: "journal, words found", path: "/journal?q=garden" },
  {
    name: "journal, writing",
    path: "/today",
    open: async (page) => {
      await page.keyboard.press("c")
      await page.locator("[role=dialog] textarea").first().waitFor()
    },
  },
  {
    name: "an entry",
    path: "/journal",
    open: async (page) => {
      await page.locator("[data-focus]").first().click()
      await page.locator("article h1").waitFor()
    },
  },
  { name: "reflection", path: "/reflection" },
  { name: "reviews", path: "/reviews" },
  { name: "reviews, none of a kind", path: "/reviews?kind=month" },
  {
    name: "a review",
    path: "/reviews",
    open: async (page) => {
      await page.locator("[data-focus]").first().click()
      await page.locator("article textarea").first().waitFor()
    },
  },
  { name: "rewards", path: "/rewards" },
  { name: "rewards, archived", path: "/rewards?show=archived" },
  {
    name: "rewards, a new one",
    path: "/rewards",
    open: async (page) => {
      await page.locator("header button").last().click()
      await page.locator("[role=dialog] form p").first().waitFor()
    },
  },
  { name: "wallet", path: "/rewards/wallet" },
  { name: "wallet, narrowed", path: "/rewards/wallet?currency=alignment" },
  { name: "settings", path: "/settings" },
  { name: "settings, security", path: "/settings/security" },
  { name: "settings, data", path: "/settings/data" },
  { name: "import", path: "/import" },
  { name: "import, a file looked at", path: "/import", open: chooseTable },
  { name: "nowhere", path: "/no/such/room" },
]
