import { ActionIcon, Button } from "@mantine/core"
import { useMediaQuery } from "@mantine/hooks"
import { IconChevronLeft, IconChevronRight } from "@tabler/icons-react"
import { useSuspenseQuery } from "@tanstack/react-query"
import { Link, useNavigate, useSearch } from "@tanstack/react-router"
import { useToday } from "@/features/account/useToday"
import { t } from "@/i18n"
import { dayOfMonth, longDay, monthName, weekdayName } from "@/lib/dates"
import { EmptyState } from "@/ui/EmptyState"
import { PlanHeader } from "../PlanHeader"
import { calendarOptions } from "../queries"
import classes from "./CalendarPage.module.css"
import { byDay, firstOf, weeksOf, type Entry } from "./month"

/** What is due and planned in a month: on a grid where there is width, as an agenda where there is not. */
export function CalendarPage() {
  const { day } = useToday()
  const { month = day.slice(0, 7) } = useSearch({ from: "/_app/plan/calendar" })
  const { data } = useSuspenseQuery(calendarOptions(month))
  const wide = useMediaQuery("(min-width: 68rem)", true)
  const days = byDay(data.due, data.planned)
  return (
    <div data-wide={wide || undefined}>
      <PlanHeader />
      <Months month={month} />
      {wide ? <Grid month={month} days={days} today={day} /> : <Agenda month={month} days={days} today={day} />}
    </div>
  )
}

function Months({ month }: { month: string }) {
  const navigate = useNavigate({ from: "/plan/calendar" })
  const go = (away: number) => void navigate({ search: (now) => ({ ...now, month: firstOf(month, away).slice(0, 7) }) })
  return (
    <div className={classes.months}>
      <h2>
        <time dateTime={month}>{monthName(firstOf(month))}</time>
      </h2>
      <Button variant="default" size="sm" onClick={() => void navigate({ search: (now) => ({ ...now, month: undefined }) })}>
        {t("plan.thisMonth")}
      </Button>
      <ActionIcon aria-label={t("tasks.previousDay")} onClick={() => go(-1)}>
        <IconChevronLeft size={20} stroke={1.75} />
      </ActionIcon>
      <ActionIcon aria-label={t("tasks.nextDay")} onClick={() => go(1)}>
        <IconChevronRight size={20} stroke={1.75} />
      </ActionIcon>
    </div>
  )
}

type Props = { month: string; days: Map<string, Entry[]>; today: string }

function Grid({ month, days, today }: Props) {
  const weeks = weeksOf(month)
  return (
    <table className={classes.grid}>
      <thead>
        <tr>
          {weeks[0]?.map((day) => (
            <th key={day} scope="col">
              <time dateTime={day}>{weekdayName(day)}</time>
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {weeks.map((week) => (
          <tr key={week[0]}>
            {week.map((day) => (
              <td key={day} data-today={day === today || undefined} data-outside={!day.startsWith(month) || undefined}>
                <time dateTime={day} className={classes.number}>
                  {dayOfMonth(day)}
                </time>
                <Entries entries={days.get(day)} late={day < today} />
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function Agenda({ month, days, today }: Props) {
  const busy = [...days.keys()].filter((day) => day.startsWith(month)).sort()
  if (busy.length === 0) return <EmptyState title={t("plan.monthEmptyTitle")} text={t("plan.monthEmptyText")} />
  return busy.map((day) => (
    <section key={day} className={classes.day} data-today={day === today || undefined}>
      <h3>
        <time dateTime={day}>{longDay(day, today)}</time>
      </h3>
      <Entries entries={days.get(day)} late={day < today} />
    </section>
  ))
}

function Entries({ entries = [], late }: { entries?: Entry[]; late: boolean }) {
  if (entries.length === 0) return null
  return (
    <ul className={classes.entries}>
      {entries.map(({ task, kind }) => (
        <li key={task.id + kind}>
          <Link
            to="."
            search={(now) => ({ ...now, task: task.id })}
            className={classes.entry}
            data-kind={kind === "due" && late ? "late" : kind}
          >
            <span className={classes.kind}>{t(kind === "due" ? "plan.entryDue" : "plan.entryPlanned")}</span> {task.title}
          </Link>
        </li>
      ))}
    </ul>
  )
}
