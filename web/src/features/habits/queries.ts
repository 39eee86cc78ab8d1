/** What the room of habits asks for, and what a change makes out of date. */

import { $api, type Schemas } from "@/api/client"

export type Habit = Schemas["HabitOut"]
export type Standing = Schemas["StandingOut"]
export type HabitsToday = Schemas["HabitsTodayOut"]
export type TodayHabit = Schemas["HabitTodayItem"]
export type Pause = Schemas["PauseOut"]
export type Heatmap = Schemas["HeatmapOut"]
export type HabitLog = Schemas["HabitLogOut"]

/** What a change to habits shows in. */
export const HABIT_VIEWS = ["habits", "today", "goals", "wallet", "statistics"]

const MANY = 300
const NEWEST = 20

const at = (habit_id: string) => ({ params: { path: { habit_id } } })

export const habitsOptions = $api.queryOptions("get", "/api/v1/habits", { params: { query: { page_size: MANY } } })
export const habitsTodayOptions = $api.queryOptions("get", "/api/v1/habits/today")
export const habitOptions = (id: string) => $api.queryOptions("get", "/api/v1/habits/{habit_id}", at(id))
export const pausesOptions = (on: string) => $api.queryOptions("get", "/api/v1/habits/pauses", { params: { query: { on, page_size: MANY } } })
export const heatmapOptions = (id: string, from: string, to: string) =>
  $api.queryOptions("get", "/api/v1/habits/{habit_id}/heatmap", { params: { path: { habit_id: id }, query: { from, to } } })
export const logsOptions = (id: string) =>
  $api.queryOptions("get", "/api/v1/habits/{habit_id}/logs", { params: { path: { habit_id: id }, query: { limit: NEWEST } } })
