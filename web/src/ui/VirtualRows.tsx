import { useWindowVirtualizer } from "@tanstack/react-virtual"
import { useEffect, useState, type ReactNode, type Ref } from "react"

const OVERSCAN = 12

type Row = { ref: Ref<HTMLLIElement>; index: number; size: number }
type Props<T> = {
  label: string
  items: T[]
  /** Height of a row before it is measured, in pixels. */
  guess: number
  keyOf: (item: T) => string
  /** Draws a row; `row.ref` and `data-index` go on its `li`. */
  draw: (item: T, row: Row) => ReactNode
  /** Called when the end comes near. */
  nearEnd?: () => void
  /** How many rows there are, the ones included that are not here yet. */
  total: number
  gapClass?: string
}

/** A long list of which only what is seen is in the page; it scrolls with the page. */
export function VirtualRows<T>({ label, items, guess, keyOf, draw, nearEnd, total, gapClass }: Props<T>) {
  const [margin, setMargin] = useState(0)
  const rows = useWindowVirtualizer({
    count: items.length,
    estimateSize: () => guess,
    overscan: OVERSCAN,
    getItemKey: (index) => keyOf(items[index] as T),
    scrollMargin: margin,
  })
  const shown = rows.getVirtualItems()
  const before = Math.max((shown[0]?.start ?? margin) - margin, 0)
  const after = Math.max(rows.getTotalSize() - ((shown.at(-1)?.end ?? margin) - margin), 0)
  const last = shown.at(-1)?.index ?? -1
  useEffect(() => {
    if (last >= items.length - 1 - OVERSCAN) nearEnd?.()
  }, [last, items.length, nearEnd])
  return (
    <div ref={(frame) => void (frame && setMargin(frame.offsetTop))}>
      <svg className={gapClass} width="1" height={before} aria-hidden="true" />
      <ul aria-label={label}>
        {shown.map(({ index }) => draw(items[index] as T, { ref: rows.measureElement, index, size: total }))}
      </ul>
      <svg className={gapClass} width="1" height={after} aria-hidden="true" />
    </div>
  )
}
