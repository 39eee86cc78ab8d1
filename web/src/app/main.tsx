import "@fontsource-variable/newsreader/wght.css"
import "@fontsource-variable/source-sans-3/wght.css"
import "./global.css"
import "./tokens.css"
import "./mantine.css"
import { RouterProvider } from "@tanstack/react-router"
import { StrictMode } from "react"
import { createRoot } from "react-dom/client"
import { Providers, styleNonce } from "./providers"
import { router } from "./router"

// By this name the library that locks scrolling behind a dialog finds the nonce for its style element.
Object.assign(globalThis, { __webpack_nonce__: styleNonce() })

const root = document.getElementById("root")
if (root) {
  createRoot(root).render(
    <StrictMode>
      <Providers>
        <RouterProvider router={router} />
      </Providers>
    </StrictMode>,
  )
}
// A part of the page that is gone was replaced by an update; the page as it is now knows the new one.
window.addEventListener("vite:preloadError", (event) => {
  event.preventDefault()
  window.location.reload()
})
if ("serviceWorker" in navigator && import.meta.env.PROD) {
  window.addEventListener("load", () => void navigator.serviceWorker.register("/sw.js"))
}
