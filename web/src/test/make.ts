/** Small builders of answers, typed by the API's description: each field can be given, none has to be. */

import type { Schemas } from "@/api/client"

const ID = "0198a000-0000-7000-8000-000000000001"
export const NOW = "2026-11-25T08:00:00Z"
export const DAY = "2026-11-25"

export function makeRanked(changes: Partial<Schemas["RankedTaskOut"]> = {}): Schemas["RankedTaskOut"] {
  return {
    id: ID,
    version: 1,
    title: "Prune the apple tree",
    status: "todo",
    priority: 3,
    due_date: null,
    due_at: null,
    scheduled_for: null,
    estimate_minutes: null,
    remaining_minutes: null,
    tags: [],
    project_id: null,
    project_name: null,
    area_id: null,
    area_name: null,
    ...changes,
  }
}

export function makeItem(changes: Partial<Schemas["TodayItemOut"]> = {}): Schemas["TodayItemOut"] {
  return {
    rank: 1,
    task: makeRanked(),
    score: 0.62,
    score_pct: 62,
    contributions: [
      { factor: "urgency", value_score: 0.9, weight: 0.3, contribution: 0.15, reason: "due today" },
      { factor: "energy", value_score: 0.4, weight: 0.3, contribution: -0.03, reason: "does not fit your energy now" },
    ],
    why: "Due today.",
    fits_capacity: true,
    ...changes,
  }
}

export function makeToday(changes: Partial<Schemas["TodayOut"]> = {}): Schemas["TodayOut"] {
  return {
    date: DAY,
    timezone: "Europe/Berlin",
    preset: "balance",
    weights: {},
    capacity: { planned_minutes: 360, committed_minutes: 90, fits: 1, fits_minutes: 30, over_minutes: 0 },
    candidate_count: 1,
    items: [makeItem()],
    blocked: [],
    blocked_count: 0,
    overdue_count: 0,
    done_today: [],
    points_today: 0,
    habits: [],
    reflection: { has_day_entry: false, mood: null, energy: null, focus: null, question: "What did you finish?" },
    computed_at: NOW,
    rule_version: "test",
    ...changes,
  }
}

export function makeProblem(changes: Partial<Schemas["Problem"]> = {}): Schemas["Problem"] {
  return { type: "/problems/unavailable", title: "Not now", status: 503, instance: "/api/v1/today", ...changes }
}
