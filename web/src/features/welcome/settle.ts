import { $api, api, must, type Schemas } from "@/api/client"
import { changed } from "@/api/session"

/** The areas of a new account, in their order. */
export const areasOptions = $api.queryOptions("get", "/api/v1/areas", { params: { query: { page_size: 100 } } })

/** Writes down what was chosen at the first start: areas that are not wanted go to the trash. */
export async function settle(
  unwanted: string[],
  calendar: Pick<Schemas["AccountPatch"], "timezone" | "day_start_hour">,
  plannedMinutes: number | null,
): Promise<void> {
  changed(await must(api.PATCH("/api/v1/auth/me", { body: calendar })))
  await must(api.PATCH("/api/v1/me/profile", { body: { planned_minutes: plannedMinutes, onboarding: { welcome: "done" } } }))
  for (const area_id of unwanted) await must(api.DELETE("/api/v1/areas/{area_id}", { params: { path: { area_id } } }))
}
