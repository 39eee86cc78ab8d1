import { Button } from "@mantine/core"
import { useSuspenseQuery } from "@tanstack/react-query"
import { useNavigate, useSearch } from "@tanstack/react-router"
import { Evening } from "@/features/reflection/day/Evening"
import { t } from "@/i18n"
import { EmptyState } from "@/ui/EmptyState"
import { Blocked } from "./Blocked"
import { Done } from "./Done"
import { Header } from "./Header"
import { TaskRow } from "./TaskRow"
import classes from "./TodayPage.module.css"
import { todayOptions } from "./queries"
import { useCheckOff } from "./useCheckOff"
import { useRowKeys } from "./useRowKeys"
import { useTimer } from "@/features/time/useTimer"

export function TodayPage() {
  const { data: today } = useSuspenseQuery(todayOptions)
  const { area } = useSearch({ from: "/_app/today" })
  const navigate = useNavigate({ from: "/today" })
  const list = useRowKeys<HTMLDivElement>()
  const checkOff = useCheckOff()
  const timer = useTimer()

  const items = area ? today.items.filter(({ task }) => task.area_id === area) : today.items
  const [first, ...rest] = items
  const fitting = rest.filter((item) => item.fits_capacity)
  const beyond = rest.filter((item) => !item.fits_capacity)
  const row = (item: (typeof items)[number], lead = false) => (
    <TaskRow key={item.task.id} item={item} today={today} lead={lead} timer={timer} checkOff={() => checkOff.mutate(item.task)} />
  )

  return (
    <div ref={list}>
      <Header today={today} />
      {first ? (
        <>
          <ol className={classes.list} aria-label={t("today.list")}>
            {row(first, true)}
            {fitting.map((item) => row(item))}
          </ol>
          {beyond.length > 0 ? (
            <section className={classes.section}>
              <h2 className={classes.over}>{t("today.over")}</h2>
              <ol className={classes.list}>{beyond.map((item) => row(item))}</ol>
            </section>
          ) : null}
        </>
      ) : area && today.items.length > 0 ? (
        <EmptyState title={t("today.filteredTitle")} text={t("today.filteredText")}>
          <Button variant="default" onClick={() => void navigate({ search: (now) => ({ ...now, area: undefined }) })}>
            {t("today.showAll")}
          </Button>
        </EmptyState>
      ) : today.done_today.length > 0 ? (
        <EmptyState title={t("today.allDoneTitle")} text={t("today.allDoneText")} />
      ) : (
        <EmptyState title={t("today.emptyTitle")} text={t("today.emptyText")} />
      )}
      <Evening today={today} />
      <Blocked today={today} />
      <Done today={today} />
    </div>
  )
}
