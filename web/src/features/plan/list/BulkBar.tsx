import { ActionIcon, Button, Menu, Popover, SegmentedControl, TextInput } from "@mantine/core"
import { IconArchive, IconArchiveOff, IconCalendar, IconCheck, IconFolderShare, IconX } from "@tabler/icons-react"
import { useQuery } from "@tanstack/react-query"
import { useState } from "react"
import { areasOptions, projectsOptions, type Task } from "@/features/tasks/queries"
import { t } from "@/i18n"
import { addDays } from "@/lib/dates"
import classes from "./BulkBar.module.css"
import { useBulk, type Act } from "./useBulk"

const ICON = { size: 18, stroke: 1.6 }
const WEEK_DAYS = 7

type Props = { tasks: Task[]; archived: boolean; today: string; all: () => void; end: () => void }

/** What can be done with everything that is chosen. */
export function BulkBar({ tasks, archived, today, all, end }: Props) {
  const bulk = useBulk(end)
  const run = (act: Act) => bulk.mutate({ act, tasks })
  const idle = tasks.length === 0 || bulk.isPending
  const button = { variant: "default", size: "sm", disabled: idle } as const
  return (
    <section className={classes.bar} aria-label={t("plan.bulk")}>
      <p className={classes.count} role="status">
        {t("plan.selected", { count: tasks.length })}
      </p>
      <Button variant="subtle" size="compact-md" className={classes.all} onClick={all}>
        {t("plan.selectShown")}
      </Button>
      <ActionIcon className={classes.end} aria-label={t("plan.selectEnd")} onClick={end}>
        <IconX size={20} stroke={1.6} />
      </ActionIcon>
      <div className={classes.acts}>
        {archived ? (
          <Button {...button} leftSection={<IconArchiveOff {...ICON} />} onClick={() => run({ action: "restore" })}>
            {t("plan.bulkRestore")}
          </Button>
        ) : (
          <>
            <Button {...button} leftSection={<IconCheck {...ICON} />} onClick={() => run({ action: "complete" })}>
              {t("plan.bulkComplete")}
            </Button>
            <DayChoice disabled={idle} today={today} run={run} />
            <Destinations disabled={idle} run={run} />
            <Button {...button} leftSection={<IconArchive {...ICON} />} onClick={() => run({ action: "archive" })}>
              {t("plan.bulkArchive")}
            </Button>
          </>
        )}
      </div>
    </section>
  )
}

function Destinations({ disabled, run }: { disabled: boolean; run: (act: Act) => void }) {
  const areas = useQuery(areasOptions).data?.items ?? []
  const projects = useQuery(projectsOptions).data?.items ?? []
  return (
    <Menu shadow="md" position="top-start" withinPortal>
      <Menu.Target>
        <Button variant="default" size="sm" disabled={disabled} leftSection={<IconFolderShare {...ICON} />}>
          {t("plan.bulkMove")}
        </Button>
      </Menu.Target>
      <Menu.Dropdown className={classes.places}>
        <Menu.Label>{t("plan.area")}</Menu.Label>
        {areas.map(({ id, name }) => (
          <Menu.Item key={id} data-own onClick={() => run({ action: "move", to: { area_id: id, project_id: null } })}>
            {name}
          </Menu.Item>
        ))}
        <Menu.Label>{t("plan.project")}</Menu.Label>
        {projects.map(({ id, name }) => (
          <Menu.Item key={id} data-own onClick={() => run({ action: "move", to: { project_id: id, area_id: null } })}>
            {name}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}

function DayChoice({ disabled, today, run }: { disabled: boolean; today: string; run: (act: Act) => void }) {
  const [opened, open] = useState(false)
  const [kind, setKind] = useState<"due_date" | "scheduled_for">("due_date")
  const give = (day: string) => {
    open(false)
    run({ action: "reschedule", to: { [kind]: day } })
  }
  const quick = (label: string, away: number) => (
    <Button variant="default" size="sm" onClick={() => give(addDays(today, away))}>
      {label}
    </Button>
  )
  return (
    <Popover opened={opened} onChange={open} shadow="md" position="top-start" trapFocus>
      <Popover.Target>
        <Button
          variant="default"
          size="sm"
          disabled={disabled}
          leftSection={<IconCalendar {...ICON} />}
          onClick={() => open(!opened)}
        >
          {t("plan.bulkDay")}
        </Button>
      </Popover.Target>
      <Popover.Dropdown className={classes.days} aria-label={t("plan.bulkDay")}>
        <SegmentedControl
          aria-label={t("plan.dayKind")}
          data={[
            { value: "due_date", label: t("plan.dayDue") },
            { value: "scheduled_for", label: t("plan.dayPlanned") },
          ]}
          value={kind}
          onChange={(value) => setKind(value as typeof kind)}
        />
        {quick(t("plan.dayToday"), 0)}
        {quick(t("plan.dayTomorrow"), 1)}
        {quick(t("plan.dayWeek"), WEEK_DAYS)}
        <TextInput type="date" size="sm" label={t("plan.dayOther")} onChange={(event) => event.currentTarget.value && give(event.currentTarget.value)} />
      </Popover.Dropdown>
    </Popover>
  )
}
