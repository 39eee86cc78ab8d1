import { useSuspenseQuery } from "@tanstack/react-query"
import { useParams } from "@tanstack/react-router"
import { useToday } from "@/features/account/useToday"
import { t } from "@/i18n"
import { shortDay } from "@/lib/dates"
import { number } from "@/lib/units"
import { BackLink } from "@/ui/BackLink"
import { percent } from "../marks"
import { habitOptions, type Habit } from "../queries"
import { scheduleWords } from "../schedule"
import { HabitMenu } from "./HabitMenu"
import classes from "./HabitPage.module.css"
import { Heat } from "./Heat"
import { Logs } from "./Logs"

const DIGITS = 2

export function HabitPage() {
  const { habit: id } = useParams({ from: "/_app/habits/$habit" })
  const { data: habit } = useSuspenseQuery(habitOptions(id))
  const { day } = useToday()
  return (
    <article className={classes.page}>
      <header className={classes.head}>
        <BackLink to="/habits">{t("habits.back")}</BackLink>
        <div className={classes.titles}>
          <h1>{habit.name}</h1>
          <HabitMenu habit={habit} today={day} />
        </div>
        <p className={classes.soft}>{[t(`habits.kind_${habit.kind}`), scheduleWords(habit.schedule), asked(habit)].filter(Boolean).join(" · ")}</p>
        {habit.description ? <p className={classes.description}>{habit.description}</p> : null}
      </header>
      <Numbers habit={habit} today={day} />
      <Heat habit={habit} today={day} />
      <Meaning habit={habit} />
      <Logs habit={habit} today={day} />
    </article>
  )
}

/** "5 km", where it is about amounts. */
function asked({ kind, unit, target_amount, limit_amount }: Habit): string {
  if (!unit || kind === "quit") return ""
  return `${number(kind === "reduce" ? limit_amount : target_amount, DIGITS)} ${unit}`
}

function Numbers({ habit: { standing }, today }: { habit: Habit; today: string }) {
  if (!standing) return null
  const facts: [string, string][] = [
    [t("habits.factStrength"), standing.strength === null ? "–" : `${percent(standing.strength)} %`],
    [t("habits.factStreak"), t(`habits.length_${standing.unit}`, { count: standing.current })],
    [t("habits.factBest"), t(`habits.length_${standing.unit}`, { count: standing.longest })],
    [t("habits.factGrace"), t("habits.graceLeft", { count: standing.grace_left })],
  ]
  const bridged = standing.grace_used.map((day) => shortDay(day, today)).join(", ")
  return (
    <section className={classes.section}>
      <dl className={classes.numbers}>
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <p className={classes.soft}>
        {t("habits.strengthHelp")} {bridged ? t("habits.graceHelp", { days: bridged }) : null}
      </p>
    </section>
  )
}

/** What sets it off, how small it may be, what it is made of. */
function Meaning({ habit: { cue, action, reward, steps } }: { habit: Habit }) {
  const rows: [string, string | null][] = [
    [t("habits.cue"), cue],
    [t("habits.action"), action],
    [t("habits.reward"), reward],
    [t("habits.steps"), steps.join(", ") || null],
  ]
  const told = rows.filter(([, value]) => value)
  if (told.length === 0) return null
  return (
    <section className={classes.section}>
      <h2>{t("habits.about")}</h2>
      <dl className={classes.meaning}>
        {told.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </section>
  )
}
