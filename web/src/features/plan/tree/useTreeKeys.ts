import { useEffect, useRef } from "react"

/**
 * `j`, `k` and the arrows walk through what is seen of a tree; right opens a branch or enters it, left closes it
 * or goes to the one that it is on.
 *
 * A node is marked `data-node` with its id, and within it what has the focus `data-focus`.
 */
export function useTreeKeys(set: (id: string, wanted: boolean) => void) {
  const tree = useRef<HTMLDivElement>(null)
  const latest = useRef(set)
  useEffect(() => {
    latest.current = set
  })
  useEffect(() => {
    const focusable = () => Array.from(tree.current?.querySelectorAll<HTMLElement>("[data-focus]") ?? [])
    const walk = (by: number) => {
      const all = focusable()
      const at = all.indexOf(document.activeElement as HTMLElement)
      all[at < 0 ? 0 : Math.min(Math.max(at + by, 0), all.length - 1)]?.focus()
    }
    const press = (event: KeyboardEvent) => {
      const active = document.activeElement as HTMLElement
      const inside = tree.current?.contains(active) && active.matches("[data-focus]")
      if (event.ctrlKey || event.metaKey || event.altKey) return
      if (active.closest("input, textarea, [role=dialog], [role=menu]")) return
      const node = active.closest<HTMLElement>("[data-node]")
      const opened = active.getAttribute("aria-expanded")
      const id = node?.dataset.node ?? ""
      if (event.key === "j" || (inside && event.key === "ArrowDown")) walk(1)
      else if (event.key === "k" || (inside && event.key === "ArrowUp")) walk(-1)
      else if (inside && event.key === "ArrowRight" && opened === "false") latest.current(id, true)
      else if (inside && event.key === "ArrowRight" && opened === "true") walk(1)
      else if (inside && event.key === "ArrowLeft" && opened === "true") latest.current(id, false)
      else if (inside && event.key === "ArrowLeft") node?.parentElement?.closest("[data-node]")?.querySelector<HTMLElement>("[data-focus]")?.focus()
      else return
      event.preventDefault()
    }
    document.addEventListener("keydown", press)
    return () => document.removeEventListener("keydown", press)
  }, [])
  return tree
}
