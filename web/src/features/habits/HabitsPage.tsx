import { Button } from "@mantine/core"
import { useDisclosure } from "@mantine/hooks"
import { IconPlayerPause, IconPlus } from "@tabler/icons-react"
import { useSuspenseQuery } from "@tanstack/react-query"
import { useRowKeys } from "@/features/today/useRowKeys"
import { t } from "@/i18n"
import { EmptyState } from "@/ui/EmptyState"
import { HabitForm } from "./HabitForm"
import { HabitRow } from "./HabitRow"
import classes from "./HabitsPage.module.css"
import { isDone, ofToday } from "./marks"
import { PauseForm } from "./PauseForm"
import { Pauses } from "./Pauses"
import { habitsOptions, habitsTodayOptions } from "./queries"
import { TodayRow } from "./TodayRow"

export function HabitsPage() {
  const { data: today } = useSuspenseQuery(habitsTodayOptions)
  const { items: habits } = useSuspenseQuery(habitsOptions).data
  const [making, make] = useDisclosure(false)
  const [pausing, pause] = useDisclosure(false)
  const list = useRowKeys<HTMLDivElement>()
  const asked = ofToday(today)
  const known = new Map(habits.map((habit) => [habit.id, habit]))
  const days = new Map(today.items.map((item) => [item.id, item]))
  return (
    <div ref={list}>
      <header className={classes.header}>
        <h1>{t("habits.title")}</h1>
        <div className={classes.acts}>
          {habits.length > 0 ? (
            <Button variant="default" leftSection={<IconPlayerPause size={18} stroke={1.6} />} onClick={pause.open}>
              {t("habits.pause")}
            </Button>
          ) : null}
          <Button leftSection={<IconPlus size={18} stroke={1.75} />} onClick={make.open}>
            {t("habits.new")}
          </Button>
        </div>
      </header>
      {habits.length === 0 ? (
        <EmptyState title={t("habits.emptyTitle")} text={t("habits.emptyText")} />
      ) : (
        <>
          <Pauses today={today.date} />
          <section className={classes.section}>
            <div className={classes.line}>
              <h2>{t("habits.today")}</h2>
              {asked.length > 0 ? (
                <p className={classes.soft} role="status">
                  {t("habits.todayCount", { done: asked.filter(isDone).length, due: asked.length })}
                </p>
              ) : null}
            </div>
            {asked.length === 0 ? <p className={classes.soft}>{t("habits.todayNone")}</p> : null}
            <ul className={classes.today}>
              {asked.map((item) => (
                <TodayRow key={item.id} item={item} habit={known.get(item.id)} day={today.date} />
              ))}
            </ul>
          </section>
          <section className={classes.section}>
            <h2>{t("habits.all")}</h2>
            <ul>
              {habits.map((habit) => (
                <HabitRow key={habit.id} habit={habit} item={days.get(habit.id)} day={today.date} />
              ))}
            </ul>
          </section>
        </>
      )}
      <HabitForm opened={making} close={make.close} />
      <PauseForm opened={pausing} close={pause.close} habits={habits} today={today.date} />
    </div>
  )
}
