import { useQuery } from "@tanstack/react-query"
import { useToday } from "@/features/account/useToday"
import { t } from "@/i18n"
import { instantDay, shortDay, timeOfDay } from "@/lib/dates"
import { historyOptions } from "../queries"
import { actionName, fieldName } from "../words"
import classes from "./TaskDetail.module.css"

/** What happened to the task, the latest first; of words only that they changed. */
export function History({ id }: { id: string }) {
  const { data } = useQuery(historyOptions(id))
  const { day, zone } = useToday()
  if (!data || data.items.length === 0) return null
  return (
    <section className={classes.section}>
      <h3>{t("tasks.history")}</h3>
      <ul className={classes.events}>
        {data.items.map((event) => (
          <li key={event.id}>
            <time dateTime={event.created_at}>
              {t("common.atTime", {
                day: shortDay(instantDay(event.created_at, zone), day),
                time: timeOfDay(event.created_at, zone),
              })}
            </time>
            <span>{told(event.action, event.changes)}</span>
          </li>
        ))}
      </ul>
    </section>
  )
}

function told(action: string, changes: Record<string, unknown> | null): string {
  const fields = action === "update" ? Object.keys(changes ?? {}).map(fieldName).filter(Boolean) : []
  return fields.length > 0 ? t("tasks.changedFields", { action: actionName(action), fields: fields.join(", ") }) : actionName(action)
}
