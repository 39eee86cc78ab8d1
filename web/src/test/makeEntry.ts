/** Builders of what the API tells of the journal. */

import type { Schemas } from "@/api/client"
import { DAY, NOW } from "./make"

export function makeEntry(changes: Partial<Schemas["JournalEntryOut"]> = {}): Schemas["JournalEntryOut"] {
  return {
    id: "0198a000-0000-7000-8000-0000000000d1",
    version: 1,
    occurred_at: NOW,
    local_date: DAY,
    timezone: "Europe/Berlin",
    title: null,
    content: "Rain, and then none.",
    mood: null,
    mood_label: null,
    energy: null,
    tags: [],
    template: null,
    links: [],
    archived_at: null,
    created_at: NOW,
    updated_at: NOW,
    ...changes,
  }
}
