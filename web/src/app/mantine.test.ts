import { readdirSync, readFileSync } from "node:fs"
import { expect, test } from "vitest"

const STYLES = "node_modules/@mantine/core/styles"
const ASSETS = "../src/cairn/web/static/assets"
const CLASS = /\bm_[0-9a-f]+\b/g

const classes = (path: string) => new Set(readFileSync(path, "utf8").match(CLASS) ?? [])

test("every component of Mantine that the built page uses has its styles, and no other has", () => {
  const used = new Set(
    readdirSync(ASSETS)
      .filter((name) => name.endsWith(".js"))
      .flatMap((name) => [...classes(`${ASSETS}/${name}`)]),
  )
  const wanted = readdirSync(STYLES)
    .filter((name) => name.endsWith(".css") && !name.endsWith(".layer.css"))
    .filter((name) => [...classes(`${STYLES}/${name}`)].some((own) => used.has(own)))
  const sheet = readFileSync("src/app/mantine.css", "utf8")
  const loaded = [...sheet.matchAll(/core\/styles\/(\w+\.css)"/g)].map(([, name]) => name ?? "")
  expect(wanted.length).toBeGreaterThan(10)
  const ofComponents = loaded.filter((name) => classes(`${STYLES}/${name}`).size > 0)
  expect(ofComponents.sort()).toEqual(wanted.sort())
})
