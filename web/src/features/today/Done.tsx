import { Link } from "@tanstack/react-router"
import { t } from "@/i18n"
import { timeOfDay } from "@/lib/dates"
import classes from "./TodayPage.module.css"
import type { Today } from "./queries"

export function Done({ today }: { today: Today }) {
  if (today.done_today.length === 0) return null
  return (
    <section className={classes.section}>
      <h2>{t("today.doneTitle")}</h2>
      <ul className={classes.plain}>
        {today.done_today.map(({ id, title, completed_at }) => (
          <li key={id} className={classes.done}>
            <Link to="." search={(now) => ({ ...now, task: id })} className={classes.link}>
              {title}
            </Link>
            <time dateTime={completed_at}>{timeOfDay(completed_at, today.timezone)}</time>
          </li>
        ))}
      </ul>
    </section>
  )
}
