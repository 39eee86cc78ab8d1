/** What can be done with areas and projects; what hides one offers to bring it back. */

import { useMutation, useQueryClient } from "@tanstack/react-query"
import { api, must } from "@/api/client"
import { invalidate, TASK_VIEWS } from "@/api/invalidate"
import { t } from "@/i18n"
import { newKey } from "@/lib/keys"
import { toast, toastError } from "@/ui/toast"

export type Place = { kind: "area" | "project"; id: string; name: string }

const once = () => ({ headers: { "Idempotency-Key": newKey() } })
const area = (area_id: string) => ({ params: { path: { area_id } } })
const project = (project_id: string) => ({ params: { path: { project_id } } })

export function useSettled() {
  const client = useQueryClient()
  return { onError: toastError, onSettled: () => invalidate(client, "areas", ...TASK_VIEWS) }
}

export function useArchive() {
  const settled = useSettled()
  const restore = useMutation({
    mutationFn: async ({ kind, id }: Place) => {
      if (kind === "area") await must(api.POST("/api/v1/areas/{area_id}/restore", { ...area(id), ...once() }))
      else await must(api.POST("/api/v1/projects/{project_id}/restore", { ...project(id), ...once() }))
    },
    ...settled,
  })
  return useMutation({
    mutationFn: async ({ kind, id }: Place) => {
      if (kind === "area") await must(api.POST("/api/v1/areas/{area_id}/archive", { ...area(id), ...once() }))
      else await must(api.POST("/api/v1/projects/{project_id}/archive", { ...project(id), ...once() }))
    },
    onSuccess: (_, place) => toast(t("plan.archivedOne", { name: place.name }), () => restore.mutate(place)),
    ...settled,
  })
}

export async function rename({ kind, id, name }: Place): Promise<void> {
  if (kind === "area") await must(api.PATCH("/api/v1/areas/{area_id}", { ...area(id), body: { name } }))
  else await must(api.PATCH("/api/v1/projects/{project_id}", { ...project(id), body: { name } }))
}

/** Makes an area on a pillar, or a project of an area; `within` names that, where there is one. */
export async function make(kind: Place["kind"], name: string, within: string | null): Promise<void> {
  if (kind === "area") await must(api.POST("/api/v1/areas", { body: { name, pillar_id: within }, ...once() }))
  else await must(api.POST("/api/v1/projects", { body: { name, area_id: within }, ...once() }))
}
