import { t } from "@/i18n"

export function priorityName(priority: number): string {
  if (priority === 1) return t("tasks.priority1")
  if (priority === 2) return t("tasks.priority2")
  return priority === 4 ? t("tasks.priority4") : t("tasks.priority3")
}
