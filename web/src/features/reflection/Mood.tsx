import { UnstyledButton } from "@mantine/core"
import { useQuery } from "@tanstack/react-query"
import { t } from "@/i18n"
import classes from "./Mood.module.css"
import { MoodStone } from "./MoodStone"
import { scalesOptions } from "./queries"
import { MOODS, moodName, moodWord } from "./scales"

type Said = { mood: number | null; mood_label: string | null }
type Props = { label: string; mood: number | null; word: string | null; set: (said: Said) => void }

/** Five stones, and the words for the one that is chosen. Pressing what is chosen takes it back. */
export function Mood({ label, mood, word, set }: Props) {
  const words = useQuery(scalesOptions).data?.mood.filter(({ value }) => value === mood) ?? []
  const own = word && !words.some((one) => one.word === word) ? [word] : []
  const shown = [...words.map((one) => one.word), ...own]
  return (
    <div className={classes.picker}>
      <div role="group" aria-label={label} className={classes.moods}>
        {MOODS.map((value) => (
          <UnstyledButton
            key={value}
            className={classes.mood}
            aria-pressed={mood === value}
            onClick={() => set({ mood: mood === value ? null : value, mood_label: null })}
          >
            <MoodStone mood={value} size={36} />
            {moodName(value)}
          </UnstyledButton>
        ))}
      </div>
      {shown.length > 1 ? (
        <div role="group" aria-label={t("reflection.moodWord")} className={classes.words}>
          {shown.map((one) => (
            <UnstyledButton
              key={one}
              className={classes.word}
              aria-pressed={word === one}
              data-own={own.includes(one) || undefined}
              onClick={() => set({ mood, mood_label: word === one ? null : one })}
            >
              {moodWord(one)}
            </UnstyledButton>
          ))}
        </div>
      ) : null}
    </div>
  )
}
