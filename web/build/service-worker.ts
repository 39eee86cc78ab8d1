/** Writes /sw.js: the worker's source with the list of the files that it keeps for working offline. */

import { createHash } from "node:crypto"
import { readFile, readdir, writeFile } from "node:fs/promises"
import { join } from "node:path"
import type { Plugin } from "vite"

/** Fonts of other scripts are fetched when a name needs them, not ahead. */
const KEPT = /\.(js|css)$|latin-wght-normal.*\.woff2$|^(scheme\.js|favicon\.svg)$/

export function serviceWorker(source: string): Plugin {
  let folder = ""
  return {
    name: "cairn-service-worker",
    apply: "build",
    configResolved(config) {
      folder = config.build.outDir
    },
    async closeBundle() {
      const names = (await readdir(folder, { recursive: true })).filter((name) => KEPT.test(name)).sort()
      const page = await readFile(join(folder, "index.html"), "utf8")
      const version = createHash("sha256").update(page).update(names.join("\n")).digest("hex").slice(0, 12)
      const worker = (await readFile(source, "utf8"))
        .replace("__VERSION__", version)
        .replace('"__FILES__"', JSON.stringify(names.map((name) => `/${name}`)))
      await writeFile(join(folder, "sw.js"), worker)
    },
  }
}
