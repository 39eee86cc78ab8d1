import { useHotkeys } from "@mantine/hooks"
import { useNavigate } from "@tanstack/react-router"
import { useRef } from "react"
import { PLACES } from "./places"

const PATIENCE_MS = 1200

/** `g`, then the letter of a room. */
export function useGoKeys(): void {
  const navigate = useNavigate()
  const pressed = useRef(0)
  useHotkeys([
    ["g", () => (pressed.current = Date.now())],
    ...PLACES.map(({ letter, to }): [string, () => void] => [
      letter,
      () => {
        if (Date.now() - pressed.current > PATIENCE_MS) return
        pressed.current = 0
        void navigate({ to })
      },
    ]),
  ])
}
