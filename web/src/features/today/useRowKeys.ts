import { useHotkeys } from "@mantine/hooks"
import { useRef } from "react"

/**
 * `j` and `k` walk through the rows of a list, `x` checks off the one in focus, `w` opens its reasons.
 *
 * A row is marked `data-row`, and within it what has the focus `data-focus`, what `x` presses `data-check` and
 * what `w` presses `data-why`.
 */
export function useRowKeys<T extends HTMLElement>() {
  const list = useRef<T>(null)
  const rows = () => Array.from(list.current?.querySelectorAll<HTMLElement>("[data-row]") ?? [])
  const at = () => rows().findIndex((row) => row.contains(document.activeElement))
  const focus = (index: number) => rows()[index]?.querySelector<HTMLElement>("[data-focus]")?.focus()
  const press = (what: string) => {
    const index = at()
    rows()[index]?.querySelector<HTMLElement>(what)?.click()
    return index
  }
  useHotkeys([
    ["j", () => focus(Math.min(at() + 1, rows().length - 1))],
    ["k", () => focus(Math.max(at() - 1, 0))],
    [
      "x",
      () => {
        const index = press("[data-check]")
        // The row leaves; the one that moves up into its place takes the focus.
        if (index >= 0) setTimeout(() => focus(Math.min(index, rows().length - 1)))
      },
    ],
    ["w", () => press("[data-why]")],
  ])
  return list
}
