import type { Schemas } from "@/api/client"
import { t, type Key } from "@/i18n"
import { tasks } from "@/i18n/en/tasks"

export const PRIORITIES = [1, 2, 3, 4] as const

export function priorityName(priority: number): string {
  return t(`tasks.priority${priority}` as Key)
}

export function statusName(status: Schemas["TaskOut"]["status"]): string {
  return t(`tasks.status_${status}` as Key)
}

/** What an event of the history did, where it has a word; else that something changed. */
export function actionName(action: string): string {
  return `action_${action}` in tasks ? t(`tasks.action_${action}` as Key) : t("tasks.action_update")
}

export function fieldName(field: string): string | null {
  return `field_${field}` in tasks ? t(`tasks.field_${field}` as Key) : null
}

/** What is said when a task is done. */
export function praise(done: Pick<Schemas["CompletedTaskOut"], "earned_points" | "next_task_id">): string {
  const points = done.earned_points > 0 ? t("today.points", { count: done.earned_points }) : t("today.noPoints")
  const text = t("today.completed", { points })
  return done.next_task_id ? `${text} ${t("today.nextMade")}` : text
}
