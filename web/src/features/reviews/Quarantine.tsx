import { Button, Popover, TextInput } from "@mantine/core"
import { useDisclosure } from "@mantine/hooks"
import { useQuery } from "@tanstack/react-query"
import { Link } from "@tanstack/react-router"
import { useState } from "react"
import { useToday } from "@/features/account/useToday"
import { t } from "@/i18n"
import { addDays, shortDay } from "@/lib/dates"
import { putOffOptions, type PutOff } from "./queries"
import classes from "./ReviewsPage.module.css"
import { useDecide } from "./useReviewActions"

const NEXT = 1

/** Tasks that keep being put off, until their person decides about each; nothing where there are none. */
export function Quarantine() {
  const { data } = useQuery(putOffOptions)
  const { day } = useToday()
  if (!data || data.total === 0) return null
  return (
    <section className={classes.quarantine} aria-labelledby="put-off">
      <h2 id="put-off">{t("reviews.quarantine")}</h2>
      <p className={classes.soft}>{t("reviews.quarantineText")}</p>
      <ul>
        {data.items.map((task) => (
          <Row key={task.task_id} task={task} today={day} />
        ))}
      </ul>
    </section>
  )
}

function Row({ task, today }: { task: PutOff; today: string }) {
  const decide = useDecide()
  const { title, rollover_count, scheduled_for, due_date } = task
  return (
    <li className={classes.putOff} data-row>
      <div className={classes.body}>
        <Link to="." search={(now) => ({ ...now, task: task.task_id })} className={classes.task} data-focus data-own>
          {title}
        </Link>
        <ul className={classes.facts}>
          <li>{t("reviews.times", { count: rollover_count })}</li>
          {scheduled_for ? <li>{t("reviews.plannedFor", { day: shortDay(scheduled_for, today) })}</li> : null}
          {due_date ? <li>{t("reviews.dueOn", { day: shortDay(due_date, today) })}</li> : null}
        </ul>
      </div>
      <div className={classes.acts}>
        <Button variant="default" aria-label={t("reviews.keepFor", { title })} disabled={decide.isPending} onClick={() => decide.mutate({ task, decision: "keep", today })}>
          {t("reviews.keep")}
        </Button>
        <AnotherDay title={title} today={today} choose={(day) => decide.mutate({ task, decision: "reschedule", day, today })} />
        <Button variant="default" aria-label={t("reviews.dropFor", { title })} disabled={decide.isPending} onClick={() => decide.mutate({ task, decision: "drop", today })}>
          {t("reviews.drop")}
        </Button>
      </div>
    </li>
  )
}

function AnotherDay({ title, today, choose }: { title: string; today: string; choose: (day: string) => void }) {
  const [opened, { close, toggle }] = useDisclosure(false)
  const [day, setDay] = useState(addDays(today, NEXT))
  return (
    <Popover opened={opened} onDismiss={close} position="bottom" trapFocus shadow="md" width={230}>
      <Popover.Target>
        <Button variant="default" aria-label={t("reviews.rescheduleFor", { title })} onClick={toggle}>
          {t("reviews.reschedule")}
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
        <form
          className={classes.day}
          onSubmit={(event) => {
            event.preventDefault()
            if (day < today) return
            close()
            choose(day)
          }}
        >
          <TextInput type="date" label={t("reviews.day")} min={today} required data-autofocus value={day} onChange={(event) => setDay(event.currentTarget.value)} />
          <Button type="submit">{t("reviews.plan")}</Button>
        </form>
      </Popover.Dropdown>
    </Popover>
  )
}
