import { $api, type Schemas } from "@/api/client"

export type Task = Schemas["TaskOut"]
export type TaskPatch = Schemas["TaskPatch"]

const ALL = { params: { query: { page_size: 300 } } } as const

export const areasOptions = $api.queryOptions("get", "/api/v1/areas", ALL)
export const projectsOptions = $api.queryOptions("get", "/api/v1/projects", ALL)

const at = (task_id: string) => ({ params: { path: { task_id } } })

export const taskOptions = (id: string) => $api.queryOptions("get", "/api/v1/tasks/{task_id}", at(id))
export const dependenciesOptions = (id: string) =>
  $api.queryOptions("get", "/api/v1/tasks/{task_id}/dependencies", at(id))
export const historyOptions = (id: string) => $api.queryOptions("get", "/api/v1/tasks/{task_id}/history", at(id))
export const partsOptions = (parent_id: string) =>
  $api.queryOptions("get", "/api/v1/tasks", { params: { query: { parent_id, page_size: 100, sort: "position" } } })
export const searchOptions = (q: string) =>
  $api.queryOptions("get", "/api/v1/tasks", { params: { query: { q, open: true, page_size: 20 } } }, { enabled: q.length > 1 })
