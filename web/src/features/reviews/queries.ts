/** What the room of reviews asks for, and what a change makes out of date. */

import { infiniteQueryOptions } from "@tanstack/react-query"
import { $api, api, must, type Schemas } from "@/api/client"

export type Review = Schemas["ReviewOut"]
export type Numbers = Schemas["ReviewNumbers"]
export type Metrics = Numbers["metrics"]
export type PutOff = Schemas["QuarantinedOut"]
export type Decision = Schemas["Decision"]
export type Period = Review["period_type"]

export const PERIODS = ["week", "month"] as const satisfies Period[]
const PAGE_SIZE = 30
const MANY = { params: { query: { page_size: 300 } } }

/** Reviews, the latest period first, page by page. */
export function reviewsOptions(period_type?: Period) {
  const query = { page_size: PAGE_SIZE, ...(period_type ? { period_type } : {}) }
  return infiniteQueryOptions({
    queryKey: ["get", "/api/v1/reviews", { pages: query }] as const,
    queryFn: ({ pageParam, signal }) => must(api.GET("/api/v1/reviews", { params: { query: { ...query, page: pageParam } }, signal })),
    initialPageParam: 1,
    getNextPageParam: ({ page, page_size, total }) => (page * page_size < total ? page + 1 : undefined),
  })
}

export const reviewOptions = (id: string) => $api.queryOptions("get", "/api/v1/reviews/{review_id}", { params: { path: { review_id: id } } })
export const putOffOptions = $api.queryOptions("get", "/api/v1/quarantine", { params: { query: { page_size: 50 } } })
export const metricNamesOptions = $api.queryOptions("get", "/api/v1/metrics", MANY)
export const goalNamesOptions = $api.queryOptions("get", "/api/v1/goals", MANY)
