/** The rooms of the page, for navigation, command palette and keyboard. A new room is one more line. */

import { IconGift, IconListDetails, IconMoonStars, IconMountain, IconNotebook, IconPlant2, IconSunHigh, IconTelescope } from "@tabler/icons-react"
import type { ComponentType } from "react"
import type { Key } from "@/i18n"

export type Place = {
  to: "/today" | "/plan" | "/goals" | "/habits" | "/journal" | "/reflection" | "/reviews" | "/rewards"
  label: Key
  icon: ComponentType<{ size?: number; stroke?: number }>
  /** Pressed after `g`. */
  letter: string
}

export const PLACES: Place[] = [
  { to: "/today", label: "shell.today", icon: IconSunHigh, letter: "t" },
  { to: "/plan", label: "shell.plan", icon: IconListDetails, letter: "p" },
  { to: "/goals", label: "shell.goals", icon: IconMountain, letter: "o" },
  { to: "/habits", label: "shell.habits", icon: IconPlant2, letter: "h" },
  { to: "/journal", label: "shell.journal", icon: IconNotebook, letter: "d" },
  { to: "/reflection", label: "shell.reflection", icon: IconMoonStars, letter: "e" },
  { to: "/reviews", label: "shell.reviews", icon: IconTelescope, letter: "v" },
  { to: "/rewards", label: "shell.rewards", icon: IconGift, letter: "r" },
]
