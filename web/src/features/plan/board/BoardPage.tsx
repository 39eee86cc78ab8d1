import { useSuspenseQueries } from "@tanstack/react-query"
import { Link } from "@tanstack/react-router"
import { useState } from "react"
import { useToday } from "@/features/account/useToday"
import type { Task } from "@/features/tasks/queries"
import { statusName } from "@/features/tasks/words"
import { t } from "@/i18n"
import { PlanHeader } from "../PlanHeader"
import { COLUMNS, columnOptions } from "../queries"
import type { Status } from "../search"
import classes from "./BoardPage.module.css"
import { Card } from "./Card"
import { useMove } from "./useMove"

/** Tasks by where they stand, to be dragged or sent from one column to another. */
export function BoardPage() {
  const columns = useSuspenseQueries({ queries: COLUMNS.map(columnOptions) })
  const move = useMove()
  const all = columns.flatMap(({ data }) => data.items)
  const drop = (id: string, to: Status) => {
    const task = all.find((one) => one.id === id)
    if (task) move.send(task, to)
  }
  return (
    <div data-wide>
      <PlanHeader />
      <div className={classes.board} role="group" aria-label={t("plan.board")} tabIndex={0}>
        {COLUMNS.map((status, index) => (
          <Column
            key={status}
            status={status}
            tasks={columns[index]?.data.items ?? []}
            total={columns[index]?.data.total ?? 0}
            moving={move.moving}
            send={move.send}
            drop={(id) => drop(id, status)}
          />
        ))}
      </div>
    </div>
  )
}

type Props = {
  status: Status
  tasks: Task[]
  total: number
  moving?: string
  send: (task: Task, to: Status) => void
  drop: (id: string) => void
}

function Column({ status, tasks, total, moving, send, drop }: Props) {
  const [over, setOver] = useState(false)
  const { day } = useToday()
  return (
    <section
      className={classes.column}
      data-over={over || undefined}
      data-status={status}
      aria-label={statusName(status)}
      onDragOver={(event) => {
        event.preventDefault()
        setOver(true)
      }}
      onDragLeave={(event) => {
        if (!event.currentTarget.contains(event.relatedTarget as Node | null)) setOver(false)
      }}
      onDrop={(event) => {
        event.preventDefault()
        setOver(false)
        drop(event.dataTransfer.getData("text/plain"))
      }}
    >
      <h2 className={classes.head}>
        {statusName(status)} <span className={classes.total}>{total}</span>
      </h2>
      {tasks.length === 0 ? <p className={classes.nothing}>{t("plan.columnEmpty")}</p> : null}
      <ul className={classes.cards}>
        {tasks.map((task) => (
          <Card key={task.id} task={task} today={day} moving={moving === task.id} send={(to) => send(task, to)} />
        ))}
      </ul>
      {total > tasks.length ? (
        <Link className={classes.rest} to="/plan" search={{ show: status }}>
          {t("plan.columnAll", { count: total })}
        </Link>
      ) : null}
    </section>
  )
}
