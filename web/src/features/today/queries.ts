import { $api, type Schemas } from "@/api/client"

export type Today = Schemas["TodayOut"]
export type Item = Schemas["TodayItemOut"]
export type Preset = Schemas["TodayOut"]["preset"]

export const PRESETS: Preset[] = ["balance", "focus", "exploration", "efficiency", "wellbeing"]
const LIMIT = 50

export const todayOptions = $api.queryOptions("get", "/api/v1/today", { params: { query: { limit: LIMIT } } })
