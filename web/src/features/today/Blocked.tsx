import { Link } from "@tanstack/react-router"
import { t } from "@/i18n"
import classes from "./TodayPage.module.css"
import type { Today } from "./queries"

/** What cannot be begun, and what it waits for. */
export function Blocked({ today }: { today: Today }) {
  if (today.blocked.length === 0) return null
  return (
    <section className={classes.section}>
      <h2>{t("today.blockedTitle")}</h2>
      <ul className={classes.plain}>
        {today.blocked.map(({ task, blocked_by, reason }) => (
          <li key={task.id}>
            <Link to="." search={(now) => ({ ...now, task: task.id })} className={classes.link}>
              {task.title}
            </Link>
            <p>{waiting(blocked_by, reason)}</p>
          </li>
        ))}
      </ul>
    </section>
  )
}

function waiting(blockedBy: Today["blocked"][number]["blocked_by"], reason: string | null): string {
  if (blockedBy.length > 0) return t("today.blockedBy", { titles: blockedBy.map(({ title }) => title).join(", ") })
  return reason ? t("today.blockedReason", { reason }) : t("today.blockedPlain")
}
