import { ActionIcon, Button, NumberInput, Popover } from "@mantine/core"
import { useDisclosure } from "@mantine/hooks"
import { IconPlus } from "@tabler/icons-react"
import { Link } from "@tanstack/react-router"
import { useState } from "react"
import { t } from "@/i18n"
import { Check } from "@/ui/Check"
import classes from "./HabitsPage.module.css"
import { isDone, isWanted, lacking, todayWords } from "./marks"
import type { Habit, TodayHabit } from "./queries"
import { useLog, useUnlog } from "./useHabitActions"

type Props = { item: TodayHabit; habit?: Habit; day: string }

/** A habit that today asks for: checked off, or an amount written down; what is to be left is noted when it happened. */
export function TodayRow({ item, habit, day }: Props) {
  const log = useLog()
  const unlog = useUnlog()
  const done = isDone(item)
  const wanted = isWanted(item)
  const latest = item.log_ids.at(-1)
  const words = todayWords(item, day)
  const check = () => {
    if (!done) log.mutate({ id: item.id, body: { amount: lacking(item, habit), local_date: day } })
    else if (latest) unlog.mutate({ id: item.id, log: latest })
  }
  return (
    <li className={classes.card} data-row data-done={(wanted && done) || undefined}>
      {wanted ? (
        <Check label={t(done ? "habits.uncheck" : "habits.check", { name: item.name })} checked={done} onCheck={check} />
      ) : null}
      <div className={classes.body}>
        <Link to="/habits/$habit" params={{ habit: item.id }} className={classes.name} data-focus>
          {item.name}
        </Link>
        {words ? <p className={classes.soft}>{words}</p> : null}
      </div>
      {wanted ? null : (
        <Button
          variant="default"
          size="sm"
          aria-label={t("habits.lapseFor", { name: item.name })}
          onClick={() => log.mutate({ id: item.id, body: { amount: 1, local_date: day } })}
        >
          {t("habits.lapse")}
        </Button>
      )}
      {wanted && item.unit ? <Amount item={item} log={(amount) => log.mutate({ id: item.id, body: { amount, local_date: day } })} /> : null}
    </li>
  )
}

function Amount({ item, log }: { item: TodayHabit; log: (amount: number) => void }) {
  const [opened, { open, close }] = useDisclosure(false)
  const [value, setValue] = useState<number | string>("")
  const amount = typeof value === "number" && value > 0 ? value : null
  return (
    <Popover opened={opened} onDismiss={close} position="bottom-end" trapFocus shadow="md" width={240}>
      <Popover.Target>
        <ActionIcon aria-label={t("habits.logAmount", { name: item.name })} onClick={opened ? close : open}>
          <IconPlus size={20} stroke={1.6} />
        </ActionIcon>
      </Popover.Target>
      <Popover.Dropdown>
        <form
          className={classes.amount}
          onSubmit={(event) => {
            event.preventDefault()
            if (amount === null) return
            log(amount)
            setValue("")
            close()
          }}
        >
          <NumberInput data-autofocus label={t("habits.amountUnit", { unit: item.unit ?? "" })} min={0} value={value} onChange={setValue} />
          <Button type="submit" disabled={amount === null}>
            {t("habits.log")}
          </Button>
        </form>
      </Popover.Dropdown>
    </Popover>
  )
}
