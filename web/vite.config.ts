import { tanstackRouter } from "@tanstack/router-plugin/vite"
import react from "@vitejs/plugin-react"
import { fileURLToPath } from "node:url"
import { defineConfig } from "vite"
import { compress } from "./build/compress.ts"
import { serviceWorker } from "./build/service-worker.ts"

const path = (relative: string) => fileURLToPath(new URL(relative, import.meta.url))

export default defineConfig({
  plugins: [
    tanstackRouter({ target: "react", autoCodeSplitting: true, quoteStyle: "double" }),
    react(),
    serviceWorker(path("./build/sw.js")),
    compress(),
  ],
  resolve: { alias: { "@": path("./src") } },
  html: { cspNonce: "__NONCE__" },
  build: {
    outDir: path("../src/cairn/web/static"),
    emptyOutDir: true,
    target: "baseline-widely-available",
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
  server: { proxy: { "/api": process.env.CAIRN_URL ?? "http://127.0.0.1:8600" } },
})
