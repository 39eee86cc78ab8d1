import { Checkbox } from "@mantine/core"
import { Link } from "@tanstack/react-router"
import type { Ref } from "react"
import { Facts } from "@/features/today/Facts"
import type { Task } from "@/features/tasks/queries"
import { priorityName, statusName } from "@/features/tasks/words"
import { t } from "@/i18n"
import { Check } from "@/ui/Check"
import classes from "./ListPage.module.css"

const ORDINARY = 3

type Props = {
  ref: Ref<HTMLLIElement>
  task: Task
  index: number
  size: number
  names: Map<string, string>
  today: { date: string; timezone: string; computed_at: string }
  /** Whether it is chosen, where rows are being chosen. */
  picked?: boolean
  pick: () => void
  check: () => void
}

export function TaskLine({ ref, task, index, size, names, today, picked, pick, check }: Props) {
  const done = task.status === "done"
  const over = done || task.status === "cancelled"
  const named = (id: string | null) => (id ? (names.get(id) ?? null) : null)
  const facts = { ...task, area_name: named(task.effective_area_id), project_name: named(task.project_id) }
  return (
    <li
      ref={ref}
      className={classes.row}
      data-index={index}
      data-row
      data-done={over || undefined}
      aria-posinset={index + 1}
      aria-setsize={size}
    >
      {picked === undefined ? (
        <Check label={t(done ? "plan.reopen" : "plan.complete", { title: task.title })} checked={done} onCheck={check} />
      ) : (
        <label className={classes.pick}>
          <Checkbox aria-label={t("plan.selectOne", { title: task.title })} checked={picked} onChange={pick} data-check />
        </label>
      )}
      <div className={classes.body}>
        <Link to="." search={(now) => ({ ...now, task: task.id })} className={classes.title} data-focus>
          {task.title}
        </Link>
        <Facts task={over ? { ...facts, due_date: null, scheduled_for: null } : facts} today={today} />
      </div>
      <div className={classes.marks}>
        {task.is_ready || over ? null : <span>{t("plan.waits")}</span>}
        {task.status === "todo" || over ? null : <span>{statusName(task.status)}</span>}
        {task.priority < ORDINARY && !over ? <span data-tone={task.priority}>{priorityName(task.priority)}</span> : null}
      </div>
    </li>
  )
}
