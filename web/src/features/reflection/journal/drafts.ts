/** What is being written, kept on this device until it is saved; gone at sign-out. */

import { useState } from "react"
import { DRAFT, drop, keep, kept } from "@/features/offline/store"

/** A value that survives the tab. `found`: it was here already when the form was opened. */
export function useDraft<T>(name: string, initial: T) {
  const key = `${DRAFT}${name}`
  const [found, setFound] = useState(() => kept<T>(key))
  const [value, setValue] = useState<T>(found ? { ...initial, ...found } : initial)
  return {
    value,
    found: found !== null,
    change: (part: Partial<T>) => {
      const next = { ...value, ...part }
      setValue(next)
      if (JSON.stringify(next) === JSON.stringify(initial)) drop(key)
      else keep(key, next)
    },
    /** Begins again with what was there before anything was written. */
    discard: () => {
      drop(key)
      setFound(null)
      setValue(initial)
    },
    /** It is safe elsewhere. */
    done: () => drop(key),
  }
}
