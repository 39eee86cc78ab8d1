import { Button } from "@mantine/core"
import { useQuery } from "@tanstack/react-query"
import { t } from "@/i18n"
import { shortDay } from "@/lib/dates"
import classes from "./HabitsPage.module.css"
import { pausesOptions } from "./queries"
import { useEndPause } from "./useHabitActions"

/** The pauses of today that let everything rest; that of one habit is told where the habit stands. */
export function Pauses({ today }: { today: string }) {
  const { data } = useQuery(pausesOptions(today))
  const end = useEndPause(today)
  const running = data?.items.filter(({ habit_id }) => habit_id === null) ?? []
  if (running.length === 0) return null
  return (
    <ul className={classes.pauses}>
      {running.map((pause) => {
        const reason = t(`habits.reason_${pause.reason}`)
        return (
          <li key={pause.id} className={classes.pause}>
            <span>
              {pause.last
                ? t("habits.pauseAllUntil", { day: shortDay(pause.last, today), reason })
                : t("habits.pauseAllNow", { reason })}
            </span>
            <Button variant="default" size="sm" onClick={() => end.mutate(pause)}>
              {t("habits.pauseEnd")}
            </Button>
          </li>
        )
      })}
    </ul>
  )
}
