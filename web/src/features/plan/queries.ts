/** What the plan asks for. */

import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query"
import { $api, api, must } from "@/api/client"
import type { Task } from "@/features/tasks/queries"
import { addDays } from "@/lib/dates"
import { weeksOf } from "./calendar/month"
import { listQuery, type ListSearch, type Status } from "./search"

const PAGE_SIZE = 200

/** The tasks that an address asks for, page by page. */
export function listOptions(search: ListSearch, today: string) {
  const query = listQuery(search, today)
  return infiniteQueryOptions({
    queryKey: ["get", "/api/v1/tasks", { pages: query }] as const,
    queryFn: ({ pageParam, signal }) =>
      must(api.GET("/api/v1/tasks", { params: { query: { ...query, page: pageParam, page_size: PAGE_SIZE } }, signal })),
    initialPageParam: 1,
    getNextPageParam: ({ page, page_size, total }) => (page * page_size < total ? page + 1 : undefined),
  })
}

/** What is open, in its place. */
export const hierarchyOptions = $api.queryOptions("get", "/api/v1/hierarchy", { params: { query: { open_only: true } } })
export const pillarsOptions = $api.queryOptions("get", "/api/v1/pillars", { params: { query: { page_size: 300 } } })

/** The columns of the board, in the order in which work goes. */
export const COLUMNS = ["backlog", "todo", "in_progress", "in_review", "blocked", "on_hold", "done"] as const
const COLUMN_SIZE = 50

/** The most urgent tasks of a column; of what is done, the latest. */
export const columnOptions = (status: Status) =>
  $api.queryOptions("get", "/api/v1/tasks", {
    params: { query: { status: [status], page_size: COLUMN_SIZE, sort: status === "done" ? "completed" : "priority" } },
  })

/** What is open and due, or planned, on the days that a calendar of the month shows. */
export function calendarOptions(month: string) {
  const days = weeksOf(month).flat()
  const first = days[0] ?? ""
  const end = addDays(days.at(-1) ?? "", 1)
  return queryOptions({
    queryKey: ["get", "/api/v1/tasks", { calendar: month }] as const,
    queryFn: async ({ signal }) => {
      const [due, planned] = await Promise.all([
        everyPage({ due_after: addDays(first, -1), due_before: end }, signal),
        everyPage({ scheduled_before: end }, signal),
      ])
      return { due, planned: planned.filter(({ scheduled_for }) => scheduled_for !== null && scheduled_for >= first) }
    },
  })
}

type Span = { due_after?: string; due_before?: string; scheduled_before?: string }

async function everyPage(span: Span, signal: AbortSignal): Promise<Task[]> {
  const tasks: Task[] = []
  for (let page = 1; ; page += 1) {
    const query = { ...span, open: true, page, page_size: PAGE_SIZE }
    const { items, total } = await must(api.GET("/api/v1/tasks", { params: { query }, signal }))
    tasks.push(...items)
    if (items.length === 0 || tasks.length >= total) return tasks
  }
}
