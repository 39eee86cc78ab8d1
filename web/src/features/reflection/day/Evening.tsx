import { UnstyledButton } from "@mantine/core"
import { useMutation, useQueryClient } from "@tanstack/react-query"
import { Link } from "@tanstack/react-router"
import { api, must } from "@/api/client"
import { invalidate } from "@/api/invalidate"
import type { Today } from "@/features/today/queries"
import { t, type Key } from "@/i18n"
import { timeOfDay } from "@/lib/dates"
import { toastError } from "@/ui/toast"
import { MoodStone } from "../MoodStone"
import classes from "./Evening.module.css"

const MOODS = [1, 2, 3, 4, 5] as const
const BEGINS = "16:00"

/** What yesterday meant this day for; from the afternoon on, how it was: one tap, and the way to say more. */
export function Evening({ today }: { today: Today }) {
  const { reflection } = today
  const evening = timeOfDay(today.computed_at, today.timezone) >= BEGINS || reflection.has_day_entry
  const say = useSayMood(today.date)
  const mood = say.isPending ? say.variables : reflection.mood
  if (!evening && !reflection.focus) return null
  return (
    <section className={classes.evening} aria-label={t("shell.reflection")}>
      {reflection.focus ? (
        <p>
          <span className={classes.soft}>{t("today.eveningFocus")}</span>
          <span className={classes.focus} data-own>
            {reflection.focus}
          </span>
        </p>
      ) : null}
      {evening ? (
        <div className={classes.ask}>
          <h2>{mood === null ? t("today.eveningMood") : t("today.eveningSaid", { mood: t(`today.mood_${mood}` as Key) })}</h2>
          <div role="group" aria-label={t("today.eveningMood")} className={classes.moods}>
            {MOODS.map((value) => (
              <UnstyledButton
                key={value}
                className={classes.mood}
                aria-label={t(`today.mood_${value}` as Key)}
                aria-pressed={mood === value}
                onClick={() => say.mutate(value)}
              >
                <MoodStone mood={value} size={32} />
              </UnstyledButton>
            ))}
          </div>
          <Link to="/reflection" className={classes.more}>
            {t("today.eveningMore")}
          </Link>
        </div>
      ) : null}
    </section>
  )
}

function useSayMood(day: string) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (mood: number) => must(api.PATCH("/api/v1/days/{day}", { params: { path: { day } }, body: { mood } })),
    onError: toastError,
    onSettled: () => invalidate(client, "today", "days", "journal", "statistics"),
  })
}
