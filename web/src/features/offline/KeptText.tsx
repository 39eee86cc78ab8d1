import { Textarea } from "@mantine/core"
import { useEffect, useState } from "react"
import { DRAFT, drop, keep, kept } from "./store"

type Props = {
  /** Under which name the device keeps it until it is saved. */
  name: string
  label: string
  hint?: string
  said: string
  save: (text: string | null) => Promise<unknown>
  rows?: number
}

/** Words that are saved when one leaves them; until then, and without a connection, on this device. */
export function KeptText({ name, label, hint, said, save, rows = 1 }: Props) {
  const key = DRAFT + name
  // Null while nothing is typed here: what is said elsewhere meanwhile is shown, and not written over.
  const [typed, type] = useState(() => kept<string>(key))
  const send = (text: string) => {
    const settled = () => {
      drop(key)
      type(null)
    }
    void save(text.trim() || null).then(settled, () => undefined)
  }
  const leave = () => {
    if (typed === null) return
    if (typed.trim() !== said.trim()) return send(typed)
    drop(key)
    type(null)
  }
  // What an earlier window has left unsent.
  useEffect(() => {
    if (typed !== null && typed.trim() !== said.trim()) send(typed)
    else drop(key)
    // eslint-disable-next-line react-hooks/exhaustive-deps -- once, when it is opened
  }, [])
  return (
    <Textarea
      label={label}
      description={hint ? <span data-own>{hint}</span> : undefined}
      autosize
      minRows={rows}
      maxRows={14}
      maxLength={50_000}
      value={typed ?? said}
      onChange={(event) => {
        type(event.currentTarget.value)
        keep(key, event.currentTarget.value)
      }}
      onBlur={leave}
    />
  )
}
