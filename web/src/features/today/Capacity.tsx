import { t } from "@/i18n"
import { duration } from "@/lib/units"
import classes from "./Capacity.module.css"
import type { Today } from "./queries"

const WIDTH = 400

/** How full the day is: what is asked for on the line of what was planned. */
export function Capacity({ today: { capacity } }: { today: Today }) {
  const { planned_minutes: planned, committed_minutes: committed, over_minutes: over, fits } = capacity
  const free = Math.max(planned - committed, 0)
  const scale = WIDTH / Math.max(planned, committed, 1)
  const words = t("today.capacity", { committed: duration(committed), planned: duration(planned) })
  return (
    <div className={classes.capacity}>
      <svg className={classes.line} viewBox={`0 0 ${WIDTH} 6`} preserveAspectRatio="none" aria-hidden="true">
        <rect className={classes.planned} width={planned * scale} height="6" rx="3" />
        <rect className={classes.committed} width={Math.min(committed, planned) * scale} height="6" rx="3" />
        {over > 0 ? <rect className={classes.over} x={planned * scale + 3} width={Math.max(over * scale - 3, 0)} height="6" rx="3" /> : null}
      </svg>
      <p className={classes.words}>
        {words}.{" "}
        {over > 0 ? (
          <strong>{t("today.capacityOver", { over: duration(over) })}</strong>
        ) : (
          t("today.capacityFree", { free: duration(free) })
        )}{" "}
        {t("today.capacityFits", { count: fits })}
      </p>
    </div>
  )
}
