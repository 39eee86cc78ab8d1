import { useSuspenseQuery } from "@tanstack/react-query"
import { Link } from "@tanstack/react-router"
import { useToday } from "@/features/account/useToday"
import { t } from "@/i18n"
import { shortInstant } from "@/lib/dates"
import classes from "./Imports.module.css"
import { importsOptions } from "./queries"

/** The files that were looked at or imported before. */
export function Earlier() {
  const { items } = useSuspenseQuery(importsOptions).data
  const { day, zone } = useToday()
  return (
    <section className={classes.section}>
      <h2>{t("imports.earlier")}</h2>
      {items.length === 0 ? <p className={classes.soft}>{t("imports.earlierEmpty")}</p> : null}
      <ul>
        {items.map(({ id, file_name, committed_at, counts }) => (
          <li key={id} className={classes.line}>
            <Link to="/import" search={{ file: id }} className={classes.name} data-own>
              {file_name}
            </Link>
            <span className={classes.small}>
              {committed_at ? t("imports.took", { when: shortInstant(committed_at, day, zone) }) : t("imports.waits")}
              {" · "}
              {counts.tasks === 0 && counts.entries_new + counts.entries_known > 0
                ? t("imports.entriesNew", { count: counts.entries_new })
                : t("imports.new", { count: counts.new })}
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}
