import "@testing-library/jest-dom/vitest"
import { cleanup, configure } from "@testing-library/react"
import { afterAll, afterEach, beforeAll, vi } from "vitest"
import { queries } from "@/app/query"
import { words } from "@/i18n"
import { rooms } from "@/i18n/en"
import { server } from "./server"

// What jsdom has not got and Mantine asks for.
Object.defineProperty(window, "matchMedia", {
  value: (query: string) => ({
    matches: false,
    media: query,
    onchange: null,
    addEventListener: () => undefined,
    removeEventListener: () => undefined,
    addListener: () => undefined,
    removeListener: () => undefined,
    dispatchEvent: () => false,
  }),
})
vi.stubGlobal("ResizeObserver", class {
  observe() {}
  unobserve() {}
  disconnect() {}
})
Object.defineProperty(document, "fonts", { value: new EventTarget() })
window.scrollTo = () => undefined
Element.prototype.scrollIntoView = () => undefined

// A loaded machine draws late; what is never drawn fails all the same.
configure({ asyncUtilTimeout: 15_000 })

beforeAll(() => words(...(Object.keys(rooms) as (keyof typeof rooms)[])))
beforeAll(() => server.listen({ onUnhandledRequest: "error" }))
afterEach(() => {
  cleanup()
  queries.clear()
  server.resetHandlers()
})
afterAll(() => server.close())
