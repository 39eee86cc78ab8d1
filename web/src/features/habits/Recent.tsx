import { t } from "@/i18n"
import classes from "./Recent.module.css"
import type { TodayHabit } from "./queries"

const STEP = 16
const R = 5.5

/** The last days (or weeks) as stones: full, missed, or still open. */
export function Recent({ marks }: { marks: TodayHabit["recent"] }) {
  if (marks.length === 0) return null
  const asked = marks.filter(({ mark }) => mark !== "neutral" && mark !== "pending")
  const words = t("habits.recent", { good: asked.filter(({ mark }) => mark === "success").length, all: asked.length })
  return (
    <svg className={classes.recent} width={marks.length * STEP} height={STEP} viewBox={`0 0 ${marks.length * STEP} ${STEP}`} role="img" aria-label={words}>
      {marks.map(({ first, mark }, index) => (
        <circle key={first} className={classes[mark]} cx={index * STEP + STEP / 2} cy={STEP / 2} r={mark === "neutral" ? 2 : R} />
      ))}
    </svg>
  )
}
