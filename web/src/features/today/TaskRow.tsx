import { ActionIcon, Button, Collapse, UnstyledButton } from "@mantine/core"
import { useDisclosure } from "@mantine/hooks"
import { IconChevronDown, IconPlayerPlay, IconPlayerStop } from "@tabler/icons-react"
import { Link } from "@tanstack/react-router"
import { useId } from "react"
import { t } from "@/i18n"
import { Check } from "@/ui/Check"
import { Facts } from "./Facts"
import { Reasons } from "./Reasons"
import classes from "./TaskRow.module.css"
import type { Item, Today } from "./queries"
import type { useTimer } from "@/features/time/useTimer"

type Props = { item: Item; today: Today; lead: boolean; timer: ReturnType<typeof useTimer>; checkOff: () => void }

export function TaskRow({ item, today, lead, timer, checkOff }: Props) {
  const { task } = item
  const [opened, { toggle }] = useDisclosure(false)
  const panel = useId()
  const running = timer.entry?.entity_id === task.id
  return (
    <li className={classes.row} data-row data-lead={lead || undefined}>
      <Check label={t("today.complete", { title: task.title })} onCheck={checkOff} />
      <div className={classes.body}>
        {lead ? <p className={classes.first}>{t("today.first")}</p> : null}
        <Link to="." search={(now) => ({ ...now, task: task.id })} className={classes.title} data-focus>
          {task.title}
        </Link>
        <Facts task={task} today={today} />
        <UnstyledButton className={classes.why} onClick={toggle} aria-expanded={opened} aria-controls={panel} data-why>
          <span>{item.why}</span>
          <IconChevronDown size={16} stroke={1.75} className={classes.chevron} aria-label={t("today.why")} />
        </UnstyledButton>
        <Collapse expanded={opened} id={panel}>
          <Reasons item={item} />
        </Collapse>
      </div>
      {lead ? (
        <Button
          className={classes.start}
          variant={running ? "light" : "filled"}
          disabled={timer.busy}
          leftSection={running ? <IconPlayerStop size={18} stroke={1.75} /> : <IconPlayerPlay size={18} stroke={1.75} />}
          onClick={() => (running ? timer.stop() : timer.start(task.id))}
        >
          {running ? t("today.stop") : t("today.start")}
        </Button>
      ) : (
        <ActionIcon
          className={classes.timer}
          data-running={running || undefined}
          disabled={timer.busy}
          aria-label={running ? t("today.stop") : t("today.start")}
          onClick={() => (running ? timer.stop() : timer.start(task.id))}
        >
          {running ? <IconPlayerStop size={19} stroke={1.6} /> : <IconPlayerPlay size={19} stroke={1.6} />}
        </ActionIcon>
      )}
    </li>
  )
}
