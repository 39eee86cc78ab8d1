import { useQuery } from "@tanstack/react-query"
import { t } from "@/i18n"
import { shortDay } from "@/lib/dates"
import { number } from "@/lib/units"
import { curve } from "../curve"
import { snapshotsOptions } from "../queries"
import classes from "./GoalPage.module.css"

const WIDTH = 640
const HEIGHT = 160

/** Progress day by day, from the snapshots at the end of each; the sentence says the same as the line. */
export function Course({ id }: { id: string }) {
  const { data } = useQuery(snapshotsOptions(id))
  if (!data) return null
  const points = data.items.flatMap(({ local_date, progress_pct }) => (progress_pct === null ? [] : [{ day: local_date, pct: progress_pct }]))
  points.sort((a, b) => a.day.localeCompare(b.day))
  const first = points[0]
  const last = points.at(-1)
  if (!first || !last || first === last)
    return (
      <section className={classes.section}>
        <h2>{t("goals.course")}</h2>
        <p className={classes.soft}>{t("goals.courseEmpty")}</p>
      </section>
    )
  const words = t("goals.courseText", {
    first: number(first.pct, 1),
    from: shortDay(first.day, last.day),
    last: number(last.pct, 1),
    to: shortDay(last.day, last.day),
  })
  return (
    <section className={classes.section}>
      <h2>{t("goals.course")}</h2>
      <svg className={classes.course} viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={words}>
        {[0, 50, 100].map((pct) => (
          <line key={pct} className={classes.grid} x1="0" x2={WIDTH} y1={HEIGHT - 8 - (pct / 100) * (HEIGHT - 16)} y2={HEIGHT - 8 - (pct / 100) * (HEIGHT - 16)} />
        ))}
        <path className={classes.curve} d={curve(points, WIDTH, HEIGHT, 8)} />
      </svg>
      <p className={classes.soft}>{words}</p>
    </section>
  )
}
