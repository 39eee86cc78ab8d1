import { Button } from "@mantine/core"
import { useDisclosure } from "@mantine/hooks"
import { IconPlus } from "@tabler/icons-react"
import { useQuery, useSuspenseQuery } from "@tanstack/react-query"
import { useNavigate, useSearch } from "@tanstack/react-router"
import { useToday } from "@/features/account/useToday"
import { areasOptions } from "@/features/tasks/queries"
import { useRowKeys } from "@/features/today/useRowKeys"
import { t } from "@/i18n"
import { EmptyState } from "@/ui/EmptyState"
import { Lens } from "@/ui/Lens"
import { GoalForm } from "./GoalForm"
import { GoalRow } from "./GoalRow"
import classes from "./GoalsPage.module.css"
import { grouped } from "./pace"
import { goalsOptions, SHOWS, type Goal, type Show } from "./queries"

const ALL = "all"

export function GoalsPage() {
  const { show = "now", area } = useSearch({ from: "/_app/goals/" })
  const { data } = useSuspenseQuery(goalsOptions(show, area))
  const [making, { open, close }] = useDisclosure(false)
  const list = useRowKeys<HTMLDivElement>()
  return (
    <div ref={list}>
      <header className={classes.header}>
        <h1>{t("goals.title")}</h1>
        <Button leftSection={<IconPlus size={18} stroke={1.75} />} onClick={open}>
          {t("goals.new")}
        </Button>
      </header>
      <Lenses show={show} area={area} />
      {data.items.length > 0 ? <Goals goals={data.items} show={show} /> : <Nothing show={show} area={area} make={open} />}
      <GoalForm opened={making} close={close} />
    </div>
  )
}

function Lenses({ show, area }: { show: Show; area?: string }) {
  const navigate = useNavigate({ from: "/goals/" })
  const areas = useQuery(areasOptions).data?.items ?? []
  return (
    <div className={classes.lenses}>
      <Lens
        label={t("goals.show")}
        value={show}
        options={SHOWS.map((value) => [value, t(`goals.show_${value}`)])}
        set={(value) => void navigate({ search: (now) => ({ ...now, show: value === "now" ? undefined : value }) })}
      />
      <Lens
        label={t("goals.area")}
        value={area ?? ALL}
        options={[[ALL, t("goals.allAreas")], ...areas.map(({ id, name }) => [id, name] as const)]}
        set={(value) => void navigate({ search: (now) => ({ ...now, area: value === ALL ? undefined : value }) })}
        own
      />
    </div>
  )
}

function Goals({ goals, show }: { goals: Goal[]; show: Show }) {
  const areas = useQuery(areasOptions).data?.items ?? []
  const { day } = useToday()
  const names = new Map(areas.map(({ id, name }) => [id, name]))
  const row = (goal: Goal) => (
    <GoalRow key={goal.id} goal={goal} area={goal.area_id ? names.get(goal.area_id) : undefined} today={day} />
  )
  if (show !== "now") return <ul aria-label={t(`goals.show_${show}`)}>{goals.map(row)}</ul>
  return grouped(goals).map(({ name, goals: own }) => (
    <section key={name} className={classes.group}>
      <h2>{t(`goals.${name}`)}</h2>
      <ul>{own.map(row)}</ul>
    </section>
  ))
}

function Nothing({ show, area, make }: { show: Show; area?: string; make: () => void }) {
  const navigate = useNavigate({ from: "/goals/" })
  if (area)
    return (
      <EmptyState title={t("goals.filteredTitle")} text={t("goals.filteredText")}>
        <Button variant="default" onClick={() => void navigate({ search: (now) => ({ ...now, area: undefined }) })}>
          {t("goals.showAll")}
        </Button>
      </EmptyState>
    )
  if (show !== "now") return <EmptyState title={t(`goals.show_${show}`)} text={t("goals.emptyOther")} />
  return (
    <EmptyState title={t("goals.emptyTitle")} text={t("goals.emptyText")}>
      <Button onClick={make}>{t("goals.new")}</Button>
    </EmptyState>
  )
}
