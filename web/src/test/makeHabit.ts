/** Builders of what the API tells of habits. */

import type { Schemas } from "@/api/client"
import { DAY, NOW } from "./make"

export function makeStanding(changes: Partial<Schemas["StandingOut"]> = {}): Schemas["StandingOut"] {
  return {
    local_date: DAY,
    unit: "day",
    algorithm_version: "streak-1",
    current: 5,
    longest: 46,
    strength: 0.78,
    grace_used: [],
    grace_left: 1,
    due: true,
    mark: "pending",
    need: 1,
    got: 0,
    last_success: "2026-11-24",
    ...changes,
  }
}

export function makeHabitToday(changes: Partial<Schemas["HabitTodayItem"]> = {}): Schemas["HabitTodayItem"] {
  return {
    id: "0198a000-0000-7000-8000-00000000000a",
    version: 1,
    name: "Stretch",
    kind: "build",
    unit: null,
    steps: [],
    routine_id: null,
    colour: null,
    icon: null,
    position: 0,
    day_amount: 0,
    log_ids: [],
    paused: null,
    standing: makeStanding(),
    recent: [],
    ...changes,
  }
}

export function makeHabitsToday(changes: Partial<Schemas["HabitsTodayOut"]> = {}): Schemas["HabitsTodayOut"] {
  return { date: DAY, timezone: "Europe/Berlin", computed_at: NOW, due_count: 1, done_count: 0, items: [makeHabitToday()], routines: [], ...changes }
}
