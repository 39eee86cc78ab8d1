/** What journal and days are asked for, and what a change makes out of date. */

import { infiniteQueryOptions, keepPreviousData } from "@tanstack/react-query"
import { $api, api, must, type Schemas } from "@/api/client"

export type Entry = Schemas["JournalEntryOut"]
export type Draft = Schemas["JournalEntryCreate"]
export type Day = Schemas["DayEntryOut"]
export type DayChange = Schemas["DayEntryPatch"]
export type Hit = Schemas["FoundOut"]
export type Moment = Schemas["Moment"]
export type Linked = Schemas["LinkedOut"]

export const JOURNAL_VIEWS = ["journal", "links", "days"]
export const DAY_VIEWS = ["days", "today", "journal", "statistics"]

const STRETCH = 40
const PAGE_SIZE = 30

export type Narrowing = { tag?: string; mood?: number }

/** The journal, what happened last first, stretch by stretch. */
export function timelineOptions({ tag, mood }: Narrowing) {
  const query = { limit: STRETCH, ...(tag ? { tag: [tag] } : {}), ...(mood ? { mood } : {}) }
  return infiniteQueryOptions({
    queryKey: ["get", "/api/v1/journal", { stretches: query }] as const,
    queryFn: ({ pageParam, signal }) =>
      must(api.GET("/api/v1/journal", { params: { query: { ...query, ...(pageParam ? { cursor: pageParam } : {}) } }, signal })),
    initialPageParam: null as string | null,
    getNextPageParam: ({ next_cursor }) => next_cursor,
  })
}

/** Where words occur, the best place first. */
export function foundOptions(q: string) {
  return infiniteQueryOptions({
    queryKey: ["get", "/api/v1/journal/search", { q }] as const,
    queryFn: ({ pageParam, signal }) =>
      must(api.GET("/api/v1/journal/search", { params: { query: { q, page: pageParam, page_size: PAGE_SIZE } }, signal })),
    initialPageParam: 1,
    getNextPageParam: ({ page, page_size, total }) => (page * page_size < total ? page + 1 : undefined),
  })
}

const at = (entry_id: string) => ({ params: { path: { entry_id } } })

export const entryOptions = (id: string) => $api.queryOptions("get", "/api/v1/journal/{entry_id}", at(id))
export const onThisDayOptions = (day: string) => $api.queryOptions("get", "/api/v1/journal/on-this-day", { params: { query: { day } } })
export const promptOptions = (day: string) => $api.queryOptions("get", "/api/v1/journal/prompt", { params: { query: { day } } })
export const templatesOptions = $api.queryOptions("get", "/api/v1/journal/templates", undefined, { staleTime: Infinity })
export const scalesOptions = $api.queryOptions("get", "/api/v1/days/scales", undefined, { staleTime: Infinity })
export const targetsOptions = (q: string) =>
  $api.queryOptions("get", "/api/v1/links/targets", { params: { query: { q } } }, { enabled: q.length > 1, placeholderData: keepPreviousData })

/** The entries of days that are asked for, by their day. */
export const daysOptions = (from: string, to: string) =>
  $api.queryOptions("get", "/api/v1/days", { params: { query: { from, to, page_size: 60 } } })
