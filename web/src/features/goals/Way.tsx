import { t } from "@/i18n"
import { number } from "@/lib/units"
import classes from "./Way.module.css"
import type { Tone } from "./pace"

const LENGTH = 400

/** How far a goal has come on its way; a notch where it would be if it kept pace with its time. */
export function Way({ pct, expected = null, tone }: { pct: number | null; expected?: number | null; tone: Tone }) {
  const at = (value: number) => (Math.min(Math.max(value, 0), 100) / 100) * LENGTH
  const label = pct === null ? t("goals.noProgress") : t("goals.progressOf", { pct: number(pct, 1) })
  return (
    <svg className={classes.way} data-tone={tone} viewBox={`0 0 ${LENGTH} 12`} preserveAspectRatio="none" role="img" aria-label={label}>
      <rect className={classes.track} y="3" width={LENGTH} height="6" rx="3" />
      {pct ? <rect className={classes.gone} y="3" width={at(pct)} height="6" rx="3" /> : null}
      {expected !== null ? <rect className={classes.notch} x={Math.max(at(expected) - 1, 0)} width="2" height="12" /> : null}
    </svg>
  )
}
