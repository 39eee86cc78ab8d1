/** Moods and steps in words. */

import { t, type Key } from "@/i18n"
import { reflection } from "@/i18n/en/reflection"

export const MOODS = [1, 2, 3, 4, 5] as const
/** The upper ends of five bands on a scale of ten. */
export const STEPS = [2, 4, 6, 8, 10] as const

export function moodName(mood: number): string {
  return t(`today.mood_${mood}` as Key)
}

/** A word of the scale in the language of the page; one's own as it is. */
export function moodWord(word: string): string {
  return `word_${word}` in reflection ? t(`reflection.word_${word}` as Key) : word
}

/** What a mood is called: its word, where one was said. */
export function moodText({ mood, mood_label }: { mood: number | null; mood_label: string | null }): string {
  if (mood_label) return moodWord(mood_label)
  return mood === null ? "" : moodName(mood)
}

/** The band that a number of 1 to 10 lies in, by its upper end; null where none is said. */
export function bandOf(value: number | null | undefined): number | null {
  return value ? Math.ceil(value / 2) * 2 : null
}
