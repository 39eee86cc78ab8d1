/** Builders of what the API tells of rewards. */

import type { Schemas } from "@/api/client"
import { NOW } from "./make"

const ID = "0198a000-0000-7000-8000-0000000000c1"

export function makeReward(changes: Partial<Schemas["RewardOut"]> = {}): Schemas["RewardOut"] {
  return {
    id: ID,
    version: 1,
    name: "Coffee in town",
    cost: 90,
    description: null,
    category: "quick_treat",
    icon: null,
    cooldown_hours: null,
    max_per_day: null,
    status: "active",
    automation: null,
    position: 0,
    redeemed_count: 0,
    last_redeemed_at: null,
    archived_at: null,
    created_at: NOW,
    updated_at: NOW,
    ...changes,
  }
}

export function makeAvailability(changes: Partial<Schemas["AvailabilityOut"]> = {}): Schemas["AvailabilityOut"] {
  return { reward_id: ID, can_redeem: true, reason: null, available_at: null, missing_points: null, left_today: null, days_to_earn: 0.5, ...changes }
}
