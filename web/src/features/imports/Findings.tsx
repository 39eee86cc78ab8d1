import { t } from "@/i18n"
import classes from "./Imports.module.css"
import type { Import } from "./queries"

/** What was not understood, and where it stands in the file. */
export function Findings({ findings: { items, total } }: { findings: Import["findings"] }) {
  if (total === 0) return null
  return (
    <section className={classes.section}>
      <h2>{t("imports.findings", { count: total })}</h2>
      <p className={classes.soft}>
        {t("imports.findingsText")} {items.length < total ? t("imports.findingsFirst", { count: items.length }) : null}
      </p>
      <ul>
        {items.map(({ place, field, value, message, severity }, index) => (
          <li key={index} className={classes.finding} data-severity={severity}>
            <p data-own>
              {field ? <span className={classes.strong}>{field}</span> : null} {value ? <code>{value}</code> : null}
            </p>
            <p data-own>{message}</p>
            <p className={classes.small}>
              <span data-own>{place}</span>
              {severity === "error" ? <span className={classes.out}>{t("imports.leftOut")}</span> : null}
            </p>
          </li>
        ))}
      </ul>
    </section>
  )
}
