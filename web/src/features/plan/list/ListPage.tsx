import { Button } from "@mantine/core"
import { IconSquareCheck } from "@tabler/icons-react"
import { useQuery, useSuspenseInfiniteQuery } from "@tanstack/react-query"
import { useNavigate, useSearch } from "@tanstack/react-router"
import { useMemo, useState } from "react"
import { useToday } from "@/features/account/useToday"
import { areasOptions, projectsOptions, type Task } from "@/features/tasks/queries"
import { useRowKeys } from "@/features/today/useRowKeys"
import { t } from "@/i18n"
import { EmptyState } from "@/ui/EmptyState"
import { VirtualRows } from "@/ui/VirtualRows"
import { PlanHeader } from "../PlanHeader"
import { listOptions } from "../queries"
import { NARROWING, readList } from "../search"
import { BulkBar } from "./BulkBar"
import { Lenses } from "./Lenses"
import classes from "./ListPage.module.css"
import { TaskLine } from "./TaskLine"
import { useListCheckOff } from "./useListCheckOff"

const ROW_PX = 70
const MOST = 500

/** Every task, narrowed as the address says. */
export function ListPage() {
  const search = readList(useSearch({ from: "/_app/plan/" }))
  const { day, zone } = useToday()
  const options = listOptions(search, day)
  const { data, hasNextPage, isFetchingNextPage, fetchNextPage } = useSuspenseInfiniteQuery(options)
  const tasks = useMemo(() => data.pages.flatMap(({ items }) => items), [data])
  const total = data.pages.at(-1)?.total ?? 0
  const check = useListCheckOff(options, search.show === undefined)
  const names = useNames()
  const choosing = useChoosing(tasks)
  const list = useRowKeys<HTMLDivElement>()
  const now = { date: day, timezone: zone, computed_at: new Date().toISOString() }
  const narrowed = search.q !== undefined || NARROWING.some((name) => search[name] !== undefined)
  return (
    <div ref={list}>
      <PlanHeader />
      <Lenses />
      {tasks.length === 0 ? (
        <Nothing narrowed={narrowed} />
      ) : (
        <>
          <div className={classes.line}>
            <p role="status">{t("plan.count", { count: total })}</p>
            {choosing.active ? null : (
              <Button variant="subtle" leftSection={<IconSquareCheck size={18} stroke={1.6} />} onClick={choosing.begin}>
                {t("plan.select")}
              </Button>
            )}
          </div>
          <VirtualRows
            label={t("plan.list")}
            items={tasks}
            total={total}
            guess={ROW_PX}
            gapClass={classes.gap}
            keyOf={({ id }) => id}
            nearEnd={hasNextPage && !isFetchingNextPage ? () => void fetchNextPage() : undefined}
            draw={(task, row) => (
              <TaskLine
                key={task.id}
                {...row}
                task={task}
                names={names}
                today={now}
                picked={choosing.active ? choosing.has(task) : undefined}
                pick={() => choosing.pick(task)}
                check={() => check(task)}
              />
            )}
          />
          {isFetchingNextPage ? <p className={classes.more}>{t("plan.loadingMore")}</p> : null}
        </>
      )}
      {choosing.active ? (
        <BulkBar tasks={choosing.tasks} archived={search.show === "archived"} today={day} all={choosing.all} end={choosing.end} />
      ) : null}
    </div>
  )
}

function useNames(): Map<string, string> {
  const areas = useQuery(areasOptions).data
  const projects = useQuery(projectsOptions).data
  return useMemo(
    () => new Map([...(areas?.items ?? []), ...(projects?.items ?? [])].map(({ id, name }) => [id, name])),
    [areas, projects],
  )
}

/** Which tasks are chosen; one that has left the list is not. */
function useChoosing(shown: Task[]) {
  const [ids, setIds] = useState<ReadonlySet<string> | null>(null)
  const tasks = ids ? shown.filter(({ id }) => ids.has(id)) : []
  const pick = ({ id }: Task) =>
    setIds((now) => {
      const next = new Set(now)
      if (!next.delete(id)) next.add(id)
      return next
    })
  return {
    active: ids !== null,
    tasks,
    has: ({ id }: Task) => ids?.has(id) ?? false,
    pick,
    all: () => setIds(new Set(shown.slice(0, MOST).map(({ id }) => id))),
    end: () => setIds(null),
    begin: () => setIds(new Set()),
  }
}

function Nothing({ narrowed }: { narrowed: boolean }) {
  const navigate = useNavigate({ from: "/plan/" })
  if (!narrowed) return <EmptyState title={t("plan.emptyTitle")} text={t("plan.emptyText")} />
  return (
    <EmptyState title={t("plan.filteredTitle")} text={t("plan.filteredText")}>
      <Button variant="default" onClick={() => void navigate({ search: ({ sort }) => ({ sort }) })}>
        {t("plan.clearFilters")}
      </Button>
    </EmptyState>
  )
}
