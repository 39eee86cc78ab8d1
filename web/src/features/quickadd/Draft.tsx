import { useQuery } from "@tanstack/react-query"
import { $api, type Schemas } from "@/api/client"
import { useToday } from "@/features/account/useToday"
import { t } from "@/i18n"
import { shortDay, shortMoment } from "@/lib/dates"
import { duration } from "@/lib/units"
import { priorityName } from "@/features/tasks/words"
import classes from "./QuickAdd.module.css"

/** What the line will become, in a few words. */
export function Draft({ reading }: { reading: Schemas["QuickOut"] }) {
  const { draft, unresolved } = reading
  const { day, zone } = useToday()
  const areas = useQuery($api.queryOptions("get", "/api/v1/areas", { params: { query: { page_size: 100 } } }))
  const area = areas.data?.items.find(({ id }) => id === draft.area_id)
  const facts: [string, string][] = []
  if (draft.due_date) facts.push([t("tasks.due"), shortMoment(draft.due_date, draft.due_at, day, zone)])
  if (draft.scheduled_for) facts.push([t("tasks.planned"), shortDay(draft.scheduled_for, day)])
  if (draft.recurrence_rule) facts.push([t("tasks.repeats"), spanText(reading, "recurrence")])
  if (area) facts.push([t("tasks.area"), area.name])
  if (draft.project_id) facts.push([t("tasks.project"), spanText(reading, "project").replace(/^@/, "")])
  if (draft.priority) facts.push([t("tasks.priority"), priorityName(draft.priority)])
  if (draft.estimate_minutes) facts.push([t("tasks.estimate"), duration(draft.estimate_minutes)])
  if (draft.tags.length > 0) facts.push([t("tasks.tags"), draft.tags.join(", ")])
  return (
    <div className={classes.draft} aria-live="polite">
      <p className={classes.draftTitle} data-own>{draft.title}</p>
      <dl className={classes.facts}>
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd data-own>{value}</dd>
          </div>
        ))}
      </dl>
      {unresolved.map(({ text, start }) => (
        <p key={start} className={classes.unknown}>
          {t("tasks.quickUnknown", { text })}
        </p>
      ))}
    </div>
  )
}

function spanText(reading: Schemas["QuickOut"], kind: string): string {
  return reading.understood.find((span) => span.kind === kind)?.text ?? ""
}
