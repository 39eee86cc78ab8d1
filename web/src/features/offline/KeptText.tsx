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
  const [typed, type] = useState(() => kept<string>(key) ?? said)
  const settle = () => {
    if (typed.trim() === said.trim()) return drop(key)
    void save(typed.trim() || null).then(
      () => drop(key),
      () => undefined,
    )
  }
  // What an earlier window has left unsent.
  useEffect(() => {
    if (kept<string>(key) !== null) settle()
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
      value={typed}
      onChange={(event) => {
        type(event.currentTarget.value)
        keep(key, event.currentTarget.value)
      }}
      onBlur={settle}
    />
  )
}
