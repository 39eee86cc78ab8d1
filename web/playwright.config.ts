import { defineConfig, devices } from "@playwright/test"

const ARGUMENTS = [
  "--no-sandbox", // tests may run as root, whom Chromium gives no sandbox
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
]

/** Journeys in a real browser, on a real `cairn serve` of their own (e2e/start.ts). */
export default defineConfig({
  testDir: "e2e",
  outputDir: "test-results",
  globalSetup: "./e2e/start.ts",
  workers: 2,
  fullyParallel: true,
  forbidOnly: Boolean(process.env.CI),
  reporter: [["list"]],
  timeout: 60_000,
  expect: { timeout: 15_000 },
  use: {
    ...devices["Desktop Chrome"],
    viewport: { width: 1280, height: 860 },
    locale: "en-GB",
    timezoneId: "Europe/Berlin",
    launchOptions: { executablePath: process.env.CAIRN_BROWSER, args: ARGUMENTS },
    trace: "retain-on-failure",
  },
})
