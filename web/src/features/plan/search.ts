/** What an address of the plan says: which tasks a list shows, and in which order. */

import type { Schemas } from "@/api/client"
import { addDays } from "@/lib/dates"

export const STATES = ["todo", "in_progress", "in_review", "blocked", "on_hold", "backlog", "done", "cancelled"] as const
export const SHOWS = ["all", ...STATES, "archived"] as const
export const DUES = ["overdue", "today", "week", "none"] as const
export const READIES = ["ready", "waiting"] as const
export const SORTS = ["due", "priority", "created", "updated", "title"] as const

const PRIORITIES = [1, 2, 3, 4]
const WEEK_DAYS = 7
const LONGEST_QUERY = 200
const LONGEST_TAG = 60

export type Status = Schemas["TaskOut"]["status"]
export type ListSearch = {
  q?: string
  /** Open tasks where nothing is said. */
  show?: (typeof SHOWS)[number]
  area?: string
  project?: string
  tag?: string
  priority?: number
  due?: (typeof DUES)[number]
  ready?: (typeof READIES)[number]
  /** By the day on which they are due where nothing is said. */
  sort?: (typeof SORTS)[number]
}

/** What narrows a list, without what is always seen: the text, and the order. */
export const NARROWING = ["show", "area", "project", "tag", "priority", "due", "ready"] as const

/** What can be read of an address; what cannot is left out, not refused. */
export function readList(given: Record<string, unknown>): ListSearch {
  return tidy({
    q: text(given.q, LONGEST_QUERY),
    show: one(SHOWS, given.show),
    area: text(given.area),
    project: text(given.project),
    tag: text(given.tag, LONGEST_TAG),
    priority: one(PRIORITIES, given.priority),
    due: one(DUES, given.due),
    ready: one(READIES, given.ready),
    sort: one(SORTS, given.sort),
  })
}

/** The same question as the API understands it, on a person's day. */
export function listQuery({ q, show, area, project, tag, priority, due, ready, sort }: ListSearch, today: string) {
  return tidy({
    q,
    open: show === undefined ? true : undefined,
    archived: show === "archived" ? true : undefined,
    status: STATES.some((state) => state === show) ? [show as Status] : undefined,
    area_id: area,
    project_id: project,
    tag: tag ? [tag] : undefined,
    priority: priority ? [priority] : undefined,
    overdue: due === "overdue" ? true : undefined,
    due_on: due === "today" ? today : undefined,
    due_after: due === "week" ? addDays(today, -1) : undefined,
    due_before: due === "week" ? addDays(today, WEEK_DAYS) : undefined,
    no_due: due === "none" ? true : undefined,
    ready: ready ? ready === "ready" : undefined,
    sort: sort ?? ("due" as const),
  })
}

function one<T>(known: readonly T[], given: unknown): T | undefined {
  return known.find((value) => value === given)
}

/** An address gives a word of digits as a number. */
function text(given: unknown, longest = LONGEST_QUERY): string | undefined {
  const said = typeof given === "number" ? String(given) : given
  return typeof said === "string" && said.trim() ? said.trim().slice(0, longest) : undefined
}

function tidy<T extends object>(values: T): T {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as T
}
