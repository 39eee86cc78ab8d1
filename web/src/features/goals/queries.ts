/** What the room of goals asks for, and what a change makes out of date. */

import { $api, type Schemas } from "@/api/client"

export type Goal = Schemas["GoalOut"]
export type Progress = Schemas["GoalProgressOut"]
export type Criterion = Schemas["CriterionOut"]
export type Link = Schemas["LinkOut"]
export type Note = Schemas["NoteOut"]
export type Snapshot = Schemas["GoalSnapshotOut"]
export type Health = NonNullable<Goal["health"]>

/** Which goals a list shows: by where they stand. */
export const SHOWS = ["now", "later", "achieved", "dropped"] as const
export type Show = (typeof SHOWS)[number]
const STATES: Record<Show, Goal["status"][]> = {
  now: ["active"],
  later: ["planning", "paused"],
  achieved: ["achieved"],
  dropped: ["abandoned"],
}

const MANY = 200
const ALL_SNAPSHOTS = 200

export const goalsOptions = (show: Show, area?: string) =>
  $api.queryOptions("get", "/api/v1/goals", {
    params: { query: { status: STATES[show], area_id: area, page_size: MANY, sort: "target" } },
  })

const at = (goal_id: string) => ({ params: { path: { goal_id } } })
const pageOf = (goal_id: string, page_size = MANY) => ({ params: { path: { goal_id }, query: { page_size } } })

export const goalOptions = (id: string) => $api.queryOptions("get", "/api/v1/goals/{goal_id}", at(id))
export const progressOptions = (id: string) => $api.queryOptions("get", "/api/v1/goals/{goal_id}/progress", at(id))
export const criteriaOptions = (id: string) => $api.queryOptions("get", "/api/v1/goals/{goal_id}/criteria", pageOf(id))
export const linksOptions = (id: string) => $api.queryOptions("get", "/api/v1/goals/{goal_id}/links", pageOf(id))
export const notesOptions = (id: string) => $api.queryOptions("get", "/api/v1/goals/{goal_id}/notes", pageOf(id))
export const snapshotsOptions = (id: string) =>
  $api.queryOptions("get", "/api/v1/goals/{goal_id}/snapshots", pageOf(id, ALL_SNAPSHOTS))
