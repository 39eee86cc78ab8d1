import { t } from "@/i18n"
import { number } from "@/lib/units"
import type { Progress } from "../queries"
import { Way } from "../Way"
import classes from "./GoalPage.module.css"

const PARTS = ["schedule", "activity", "velocity", "structure"] as const

/** Health with what it is made of; nothing where it is not known. */
export function HealthParts({ progress: { health } }: { progress: Progress }) {
  if (!health) return null
  return (
    <section className={classes.section}>
      <h2>{t("goals.healthTitle")}</h2>
      <p>{t("goals.healthScore", { score: number(health.score), band: t(`goals.health_${health.band}`) })}</p>
      <ul>
        {PARTS.map((part) => {
          const value = health.parts[part]
          return (
            <li key={part} className={classes.part}>
              <span>{t(`goals.health_part_${part}`)}</span>
              {value === null ? (
                <span className={classes.none}>{t("goals.unknown")}</span>
              ) : (
                <>
                  <Way pct={value * 100} tone="good" />
                  <span className={classes.pct}>{number(value * 100)} %</span>
                </>
              )}
            </li>
          )
        })}
      </ul>
    </section>
  )
}
