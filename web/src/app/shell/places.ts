/** The rooms of the page, for navigation, command palette and keyboard. A new room is one more line. */

import { IconMountain, IconSunHigh } from "@tabler/icons-react"
import type { ComponentType } from "react"
import type { Key } from "@/i18n"

export type Place = {
  to: "/today" | "/goals"
  label: Key
  icon: ComponentType<{ size?: number; stroke?: number }>
  /** Pressed after `g`. */
  letter: string
}

export const PLACES: Place[] = [
  { to: "/today", label: "shell.today", icon: IconSunHigh, letter: "t" },
  { to: "/goals", label: "shell.goals", icon: IconMountain, letter: "o" },
]
