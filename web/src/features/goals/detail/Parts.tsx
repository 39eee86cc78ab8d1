import { t } from "@/i18n"
import { number } from "@/lib/units"
import type { Progress } from "../queries"
import { Way } from "../Way"
import classes from "./GoalPage.module.css"

/** The sources of the progress: how far each has come and how much it counts; what is not there is said. */
export function Parts({ progress }: { progress: Progress }) {
  return (
    <section className={classes.section}>
      <h2>{t("goals.partsTitle")}</h2>
      <ul>
        {progress.parts.map(({ source, value, done, total, weight }) => (
          <li key={source} className={classes.part}>
            <span>{t(`goals.part_${source}`)}</span>
            {value === null ? (
              <span className={classes.none}>{t("goals.partNone")}</span>
            ) : (
              <>
                <Way pct={value * 100} tone="good" />
                <span className={classes.pct}>{number(value * 100)} %</span>
                <span className={classes.soft}>
                  {[
                    done !== null && total !== null ? t("goals.partCount", { done: number(done, 1), total: number(total, 1) }) : null,
                    t("goals.partWeight", { weight: number(weight) }),
                  ]
                    .filter(Boolean)
                    .join(" · ")}
                </span>
              </>
            )}
          </li>
        ))}
      </ul>
      <p className={classes.soft}>{t("goals.partsNote")}</p>
    </section>
  )
}
