/** Starts `cairn serve` on a free port with data of its own and the demo person, and stops it at the end. */

import { execFileSync, spawn, type ChildProcess } from "node:child_process"
import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join, resolve } from "node:path"
import { createInterface } from "node:readline"

const CAIRN = resolve("../.venv/bin/cairn")
const READY = /ready at (http:\/\/\S+)/
const START_MS = 90_000

export default async function start(): Promise<() => Promise<void>> {
  const data = mkdtempSync(join(tmpdir(), "cairn-e2e-"))
  const kept = Object.entries(process.env).filter(([name]) => !name.startsWith("CAIRN_"))
  const environment = {
    ...Object.fromEntries(kept),
    CAIRN_DATA_DIR: data,
    CAIRN_AUTH__SIGNUP: "open",
    CAIRN_LIMITS__ENABLED: "false", // dozens of people sign up from one address
    CAIRN_LOG__LEVEL: "error",
    TZ: "Europe/Berlin",
    NO_COLOR: "1",
  }
  const server = spawn(CAIRN, ["serve", "--port", "0"], { env: environment, stdio: ["ignore", "inherit", "pipe"] })
  const stop = async () => {
    await ended(server)
    rmSync(data, { recursive: true, force: true })
  }
  try {
    process.env.E2E_URL = await ready(server)
    process.env.E2E_DATA = data
    const told = execFileSync(CAIRN, ["demo", "--json"], { env: environment, encoding: "utf8" })
    process.env.E2E_DEMO = told
  } catch (error) {
    await stop()
    throw error
  }
  return stop
}

function ready(server: ChildProcess): Promise<string> {
  return new Promise((found, failed) => {
    const said: string[] = []
    const timer = setTimeout(() => failed(new Error(`cairn serve is not ready: ${said.join("\n")}`)), START_MS)
    server.once("exit", (code) => failed(new Error(`cairn serve ended with ${code}: ${said.join("\n")}`)))
    if (!server.stderr) throw new Error("no stderr")
    createInterface({ input: server.stderr }).on("line", (line) => {
      said.push(line)
      const address = READY.exec(line)?.[1]
      if (address) {
        clearTimeout(timer)
        found(address)
      }
    })
  })
}

function ended(server: ChildProcess): Promise<void> {
  return new Promise((done) => {
    if (server.exitCode !== null) return done()
    server.removeAllListeners("exit")
    server.once("exit", () => done())
    server.kill("SIGTERM")
  })
}
