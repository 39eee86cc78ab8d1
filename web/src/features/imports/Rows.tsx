import { useToday } from "@/features/account/useToday"
import { priorityName, statusName } from "@/features/tasks/words"
import { t } from "@/i18n"
import { shortDay, shortInstant } from "@/lib/dates"
import classes from "./Imports.module.css"
import type { Preview } from "./queries"

const USUAL_PRIORITY = 3

/** The first tasks of a file as they would become. */
export function Tasks({ tasks, total }: { tasks: Preview["tasks"]; total: number }) {
  const { day, zone } = useToday()
  if (tasks.length === 0) return null
  return (
    <section className={classes.section}>
      <h2>{t("imports.tasks")}</h2>
      <First count={tasks.length} total={total} />
      <ul>
        {tasks.map((task) => (
          <li key={task.place} className={classes.row}>
            <p data-own>{task.title}</p>
            <p className={classes.facts}>
              {task.standing === "new" ? null : <span>{t(`imports.standing_${task.standing}`)}</span>}
              {task.status === "todo" ? null : <span>{statusName(task.status)}</span>}
              {task.priority === USUAL_PRIORITY ? null : <span>{priorityName(task.priority)}</span>}
              {task.due_at || task.due_date ? (
                <span>{t("imports.due", { day: task.due_at ? shortInstant(task.due_at, day, zone) : shortDay(task.due_date ?? day, day) })}</span>
              ) : null}
              {[task.recurrence_text, task.project, task.area, ...task.tags].filter(Boolean).map((fact, index) => (
                <span key={index} data-own>
                  {fact}
                </span>
              ))}
            </p>
          </li>
        ))}
      </ul>
    </section>
  )
}

/** The first journal entries of a file as they would become. */
export function Entries({ entries, total }: { entries: Preview["entries"]; total: number }) {
  const { day, zone } = useToday()
  if (entries.length === 0) return null
  return (
    <section className={classes.section}>
      <h2>{t("imports.entries")}</h2>
      <First count={entries.length} total={total} />
      <ul>
        {entries.map((entry) => (
          <li key={entry.place} className={classes.row}>
            <p data-own>{entry.title ?? entry.content}</p>
            {entry.title ? (
              <p className={classes.soft} data-own>
                {entry.content}
              </p>
            ) : null}
            <p className={classes.facts}>
              <time dateTime={entry.occurred_at}>{shortInstant(entry.occurred_at, day, zone)}</time>
              {entry.standing === "new" ? null : <span>{t(`imports.standing_${entry.standing}`)}</span>}
              {entry.tags.map((tag) => (
                <span key={tag} data-own>
                  {tag}
                </span>
              ))}
            </p>
          </li>
        ))}
      </ul>
    </section>
  )
}

function First({ count, total }: { count: number; total: number }) {
  return count < total ? <p className={classes.soft}>{t("imports.firstOnly", { count, total })}</p> : null
}
