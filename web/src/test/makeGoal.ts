import type { Schemas } from "@/api/client"
import { NOW } from "./make"

export function makeGoal(changes: Partial<Schemas["GoalOut"]> = {}): Schemas["GoalOut"] {
  return {
    id: "0198a000-0000-7000-8000-0000000000a1",
    version: 1,
    title: "Run ten kilometres",
    description: null,
    status: "active",
    horizon: "quarterly",
    context: "personal",
    category: null,
    source: "person",
    priority: 3,
    position: 0,
    area_id: null,
    parent_id: null,
    start_date: null,
    target_date: null,
    achieved_at: null,
    archived_at: null,
    weights: null,
    progress_pct: 40,
    progress_mode: "auto",
    health: "on_track",
    health_score: 72,
    criteria_count: 5,
    criteria_done: 2,
    computed_at: NOW,
    last_event_at: NOW,
    created_at: NOW,
    updated_at: NOW,
    ...changes,
  }
}
