import { ActionIcon, Menu } from "@mantine/core"
import { IconArrowsMove } from "@tabler/icons-react"
import { Link } from "@tanstack/react-router"
import type { Task } from "@/features/tasks/queries"
import { priorityName, statusName } from "@/features/tasks/words"
import { t } from "@/i18n"
import { shortDay } from "@/lib/dates"
import { COLUMNS } from "../queries"
import type { Status } from "../search"
import classes from "./BoardPage.module.css"

const ORDINARY = 3

type Props = { task: Task; today: string; moving: boolean; send: (to: Status) => void }

export function Card({ task, today, moving, send }: Props) {
  const late = task.due_date !== null && task.due_date < today && task.status !== "done"
  return (
    <li
      className={classes.card}
      draggable
      data-moving={moving || undefined}
      onDragStart={(event) => {
        event.dataTransfer.setData("text/plain", task.id)
        event.dataTransfer.effectAllowed = "move"
      }}
    >
      <div className={classes.words}>
        <Link to="." search={(now) => ({ ...now, task: task.id })} className={classes.title} draggable={false}>
          {task.title}
        </Link>
        <p className={classes.facts}>
          {task.due_date && task.status !== "done" ? (
            <span data-tone={late || undefined}>
              {t(late ? "tasks.overdueSince" : "tasks.dueOn", { day: shortDay(task.due_date, today) })}
            </span>
          ) : null}
          {task.priority < ORDINARY && task.status !== "done" ? <span>{priorityName(task.priority)}</span> : null}
        </p>
      </div>
      <Menu position="bottom-end" width={200}>
        <Menu.Target>
          <ActionIcon aria-label={t("plan.moveTo", { title: task.title })}>
            <IconArrowsMove size={18} stroke={1.6} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          {COLUMNS.filter((status) => status !== task.status).map((status) => (
            <Menu.Item key={status} onClick={() => send(status)}>
              {statusName(status)}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
    </li>
  )
}
