import { useMediaQuery } from "@mantine/hooks"
import { useQuery } from "@tanstack/react-query"
import { account } from "@/api/session"
import { t, type Key } from "@/i18n"
import { heatmapOptions, type Habit } from "../queries"
import { heatStart, months, place, shadeOf, SHADES } from "./heat"
import classes from "./HabitPage.module.css"

const CELL = 13
const GAP = 3
const TOP = 18
const WEEKS = { wide: 44, narrow: 20 }
const NAMES: Record<string, Key> = { some: "habits.heatLess", full: "habits.heatMore", miss: "habits.heatMiss", rest: "habits.heatRest" }

/** Day for day how it went; the server's sentence says the same in words. */
export function Heat({ habit, today }: { habit: Habit; today: string }) {
  const wide = useMediaQuery("(min-width: 44rem)", true)
  const weeks = wide ? WEEKS.wide : WEEKS.narrow
  const first = heatStart(today, weeks, account()?.week_start ?? 0)
  const { data } = useQuery(heatmapOptions(habit.id, first, today))
  const step = CELL + GAP
  return (
    <section className={classes.section}>
      <h2>{t("habits.heat", { weeks })}</h2>
      <svg className={classes.heat} viewBox={`0 0 ${weeks * step} ${TOP + 7 * step}`} role="img" aria-label={data?.text ?? t("common.loading")} data-own>
        {months(first, weeks).map(({ week, name }) => (
          <text key={week} className={classes.month} x={week * step} y={TOP - 6}>
            {name}
          </text>
        ))}
        {data?.days.map((day) => {
          const { week, row } = place(first, day.date)
          return (
            <rect key={day.date} className={classes[shadeOf(day)]} x={week * step + 1} y={TOP + row * step} width={CELL} height={CELL} rx="3.5" />
          )
        })}
      </svg>
      <p className={classes.soft} data-own>
        {data?.text}
      </p>
      <ul className={classes.legend} aria-hidden="true">
        {SHADES.map((shade) => (
          <li key={shade}>
            <svg width={CELL + 2} height={CELL + 2}>
              <rect className={classes[shade]} x="1" y="1" width={CELL} height={CELL} rx="3.5" />
            </svg>
            {t(NAMES[shade] ?? "common.none")}
          </li>
        ))}
      </ul>
    </section>
  )
}
