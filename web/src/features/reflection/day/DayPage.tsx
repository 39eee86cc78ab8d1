import { Button, VisuallyHidden } from "@mantine/core"
import { IconChevronLeft, IconChevronRight } from "@tabler/icons-react"
import { useSuspenseQuery } from "@tanstack/react-query"
import { Link, useSearch } from "@tanstack/react-router"
import { useEffect, useRef } from "react"
import { useToday } from "@/features/account/useToday"
import { t } from "@/i18n"
import { addDays, dayOfMonth, longDay, weekdayName } from "@/lib/dates"
import { Connections } from "../journal/Connections"
import { MoodStone } from "../MoodStone"
import { daysOptions, type Day } from "../queries"
import { moodText } from "../scales"
import { DayForm } from "./DayForm"
import classes from "./DayPage.module.css"
import { dayOf, stripOf } from "./strip"
import { useUnsay } from "./useSay"

/** What is said of a day: today, or one before. */
export function DayPage() {
  const search = useSearch({ from: "/_app/reflection" })
  const { day: today } = useToday()
  const day = dayOf(search.day, today)
  const { first, last, days } = stripOf(day, today)
  const said = new Map(useSuspenseQuery(daysOptions(first, last)).data.items.map((one) => [one.local_date, one]))
  const entry = said.get(day)
  const unsay = useUnsay(day)
  return (
    <div className={classes.page}>
      <header className={classes.head}>
        <h1>{t("reflection.title")}</h1>
        <p className={classes.soft}>{t("reflection.lead")}</p>
      </header>
      <nav aria-label={t("reflection.days")} className={classes.strip}>
        <ol>
          {days.map((one) => (
            <StripDay key={one} day={one} entry={said.get(one)} here={one === day} />
          ))}
        </ol>
      </nav>
      <div className={classes.dayHead}>
        <Step to={addDays(day, -1)} label={t("reflection.earlier")} icon={IconChevronLeft} />
        <h2>
          <time dateTime={day}>{longDay(day, today)}</time>
        </h2>
        {day < today ? <Step to={addDays(day, 1)} label={t("reflection.later")} icon={IconChevronRight} /> : <span className={classes.space} />}
      </div>
      <DayForm key={day} day={day} today={today} entry={entry} />
      {entry?.id ? (
        <>
          <Connections id={entry.id} links={entry.links} />
          <Button variant="subtle" className={classes.remove} onClick={() => unsay.mutate()}>
            {t("reflection.remove")}
          </Button>
        </>
      ) : null}
    </div>
  )
}

function Step({ to, label, icon: Icon }: { to: string; label: string; icon: typeof IconChevronLeft }) {
  return (
    <Link to="/reflection" search={{ day: to }} className={classes.step} aria-label={label}>
      <Icon size={20} stroke={1.75} aria-hidden="true" />
    </Link>
  )
}

function StripDay({ day, entry, here }: { day: string; entry?: Day; here: boolean }) {
  const mood = entry ? moodText(entry) || t("reflection.dayWords") : t("reflection.dayNothing")
  const row = useRef<HTMLLIElement>(null)
  useEffect(() => {
    if (here) row.current?.scrollIntoView({ inline: "center", block: "nearest" })
  }, [here])
  return (
    <li ref={row}>
      <Link to="/reflection" search={{ day }} className={classes.stripDay} aria-current={here ? "date" : undefined}>
        <span data-own>{weekdayName(day)}</span>
        {entry?.mood ? <MoodStone mood={entry.mood} size={26} /> : <span className={classes.hollow} data-said={entry ? true : undefined} />}
        <span>{dayOfMonth(day)}</span>
        <VisuallyHidden data-own>{mood}</VisuallyHidden>
      </Link>
    </li>
  )
}
