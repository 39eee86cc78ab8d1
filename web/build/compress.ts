/** Writes each built text beside itself as .br and .gz, so that the server only has to choose. */

import { readFile, readdir, writeFile } from "node:fs/promises"
import { join } from "node:path"
import { promisify } from "node:util"
import { brotliCompress, constants, gzip } from "node:zlib"
import type { Plugin } from "vite"

const TEXT = /\.(js|css|svg|json|webmanifest)$/
const WORTH_BYTES = 1000

export function compress(): Plugin {
  let folder = ""
  return {
    name: "cairn-compress",
    apply: "build",
    enforce: "post",
    configResolved(config) {
      folder = config.build.outDir
    },
    async closeBundle() {
      const names = (await readdir(folder, { recursive: true })).filter((name) => TEXT.test(name))
      await Promise.all(names.map((name) => twins(join(folder, name))))
    },
  }
}

async function twins(file: string): Promise<void> {
  const content = await readFile(file)
  if (content.length < WORTH_BYTES) return
  const params = { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: content.length }
  const [br, gz] = await Promise.all([
    promisify(brotliCompress)(content, { params }),
    promisify(gzip)(content, { level: 9 }),
  ])
  await Promise.all([writeFile(`${file}.br`, br), writeFile(`${file}.gz`, gz)])
}
