import { ActionIcon, Button, NumberInput, TextInput } from "@mantine/core"
import { IconX } from "@tabler/icons-react"
import { useQuery } from "@tanstack/react-query"
import { useState } from "react"
import { t } from "@/i18n"
import { addDays, longDay } from "@/lib/dates"
import { number } from "@/lib/units"
import { logsOptions, type Habit } from "../queries"
import { useLog, useUnlog } from "../useHabitActions"
import classes from "./HabitPage.module.css"

const DIGITS = 2

/** What has been written down lately, and a line for a day that was forgotten. */
export function Logs({ habit, today }: { habit: Habit; today: string }) {
  const { data } = useQuery(logsOptions(habit.id))
  const unlog = useUnlog()
  return (
    <section className={classes.section}>
      <h2>{t("habits.logs")}</h2>
      <Fill habit={habit} today={today} />
      {data?.items.length === 0 ? <p className={classes.soft}>{t("habits.logsEmpty")}</p> : null}
      <ul>
        {data?.items.map((log) => {
          const day = longDay(log.local_date, today)
          return (
            <li key={log.id} className={classes.log}>
              <span>
                <time dateTime={log.local_date}>{day}</time>
                {log.note ? <span className={classes.soft}> {log.note}</span> : null}
              </span>
              <span className={classes.soft}>{[number(log.amount, DIGITS), habit.unit].filter(Boolean).join(" ")}</span>
              <ActionIcon aria-label={t("habits.logRemove", { day })} onClick={() => unlog.mutate({ id: habit.id, log: log.id })}>
                <IconX size={18} stroke={1.6} />
              </ActionIcon>
            </li>
          )
        })}
      </ul>
    </section>
  )
}

function Fill({ habit, today }: { habit: Habit; today: string }) {
  const log = useLog()
  const [day, setDay] = useState(addDays(today, -1))
  const [amount, setAmount] = useState<number | string>(habit.amount_per === "day" ? habit.target_amount : 1)
  const given = typeof amount === "number" && amount > 0 && day !== "" && day <= today
  return (
    <form
      className={classes.fill}
      aria-label={t("habits.fillTitle")}
      onSubmit={(event) => {
        event.preventDefault()
        if (given) log.mutate({ id: habit.id, body: { amount, local_date: day } })
      }}
    >
      <TextInput type="date" label={t("habits.fillDay")} max={today} value={day} onChange={(event) => setDay(event.currentTarget.value)} />
      <NumberInput label={habit.unit ? t("habits.amountUnit", { unit: habit.unit }) : t("habits.amount")} min={0} value={amount} onChange={setAmount} />
      <Button type="submit" variant="default" disabled={!given} loading={log.isPending}>
        {t("habits.log")}
      </Button>
    </form>
  )
}
