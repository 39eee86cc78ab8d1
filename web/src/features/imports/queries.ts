import { $api, type Schemas } from "@/api/client"

export type Import = Schemas["ImportOut"]
export type Preview = Schemas["ImportPreviewOut"]
export type Table = Schemas["TableOut"]
export type Options = { columns: Record<string, string>; date_order: "dmy" | "mdy" | null }

const NEWEST = { params: { query: { page_size: 10 } } } as const

export const formatsOptions = $api.queryOptions("get", "/api/v1/imports/formats")
export const importsOptions = $api.queryOptions("get", "/api/v1/imports", NEWEST)
export const importOptions = (import_id: string) =>
  $api.queryOptions("get", "/api/v1/imports/{import_id}", { params: { path: { import_id } } })
