/** Everything that can be reached by a word: rooms, acts, appearance. */

import type { Key } from "@/i18n"

export type Command = { id: string; label: Key; keys?: string; run: () => void }

/** The keys that work everywhere, for the help page. Rooms add theirs (`g` and a letter). */
export const KEYS: [string, Key][] = [
  ["n", "shell.addTask"],
  ["c", "shell.write"],
  ["j / k", "shell.keyRows"],
  ["x", "shell.keyDone"],
  ["w", "shell.keyWhy"],
  ["Enter", "shell.keyOpen"],
  ["mod + K", "shell.commands"],
  ["?", "shell.shortcuts"],
  ["Esc", "common.close"],
]
