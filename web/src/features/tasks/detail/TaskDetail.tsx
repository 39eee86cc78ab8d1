import { Button, Textarea } from "@mantine/core"
import { useSuspenseQuery } from "@tanstack/react-query"
import { IconPlayerPlay, IconPlayerStop, IconTrash } from "@tabler/icons-react"
import { useState } from "react"
import { useTimer } from "@/features/time/useTimer"
import { t } from "@/i18n"
import { Check } from "@/ui/Check"
import { Refusal } from "@/ui/Refusal"
import { taskOptions, type Task } from "../queries"
import { useComplete, useDelete, usePatch, useReopen } from "../useTaskActions"
import { Dependencies } from "./Dependencies"
import { Fields } from "./Fields"
import { History } from "./History"
import { Parts } from "./Parts"
import classes from "./TaskDetail.module.css"

export default function TaskDetail({ id, close }: { id: string; close: () => void }) {
  const { data: task } = useSuspenseQuery(taskOptions(id))
  const patch = usePatch(id)
  const complete = useComplete()
  const reopen = useReopen()
  const remove = useDelete()
  const timer = useTimer()
  const done = task.status === "done"
  const running = timer.entry?.entity_id === id
  return (
    <div className={classes.detail}>
      <div className={classes.head}>
        <Check
          label={done ? t("tasks.reopen") : t("tasks.complete")}
          checked={done}
          onCheck={() => (done ? reopen.mutate(id) : complete.mutate(id))}
        />
        <Title key={`${task.id}-${task.version}`} task={task} save={(title) => patch.mutate({ title })} />
      </div>
      <Refusal error={patch.error} />
      {task.recurrence_text ? (
        <p className={classes.repeats}>
          {t("tasks.repeats")} <strong>{task.recurrence_text}</strong>
        </p>
      ) : null}
      <div className={classes.acts}>
        {done ? null : (
          <Button
            variant={running ? "light" : "default"}
            leftSection={running ? <IconPlayerStop size={18} stroke={1.75} /> : <IconPlayerPlay size={18} stroke={1.75} />}
            disabled={timer.busy}
            onClick={() => (running ? timer.stop() : timer.start(id))}
          >
            {running ? t("today.stop") : t("today.start")}
          </Button>
        )}
        <Button
          variant="subtle"
          color="red"
          leftSection={<IconTrash size={18} stroke={1.75} />}
          onClick={() => {
            close()
            remove.mutate({ id, title: task.title })
          }}
        >
          {t("common.delete")}
        </Button>
      </div>
      <Fields task={task} patch={patch.mutate} />
      <Parts id={id} />
      <Dependencies task={task} />
      <History id={id} />
    </div>
  )
}

function Title({ task, save }: { task: Task; save: (title: string) => void }) {
  const [title, setTitle] = useState(task.title)
  const keep = () => {
    const next = title.trim()
    if (next && next !== task.title) save(next)
    else setTitle(task.title)
  }
  return (
    <Textarea
      className={classes.title}
      aria-label={t("tasks.title")}
      variant="unstyled"
      autosize
      minRows={1}
      maxLength={500}
      value={title}
      onChange={(event) => setTitle(event.currentTarget.value)}
      onBlur={keep}
      onKeyDown={(event) => {
        if (event.key !== "Enter") return
        event.preventDefault()
        event.currentTarget.blur()
      }}
    />
  )
}
