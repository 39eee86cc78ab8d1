import { $api, type Schemas } from "@/api/client"

export type Session = Schemas["SessionOut"]
export type Token = Schemas["TokenOut"]
export type Consent = Schemas["ConsentStateOut"]
export type Export = Schemas["DataRequestOut"]

const ALL = { params: { query: { page_size: 100 } } } as const
const LATEST = { params: { query: { kind: "access_export", page_size: 1 } } } as const
const AGAIN_MS = 2_000

export const meOptions = $api.queryOptions("get", "/api/v1/auth/me")
export const profileOptions = $api.queryOptions("get", "/api/v1/me/profile")
export const factorOptions = $api.queryOptions("get", "/api/v1/auth/totp")
export const sessionsOptions = $api.queryOptions("get", "/api/v1/auth/sessions", ALL)
export const tokensOptions = $api.queryOptions("get", "/api/v1/auth/tokens", ALL)
export const consentsOptions = $api.queryOptions("get", "/api/v1/me/consents")

/** The newest export; asked for again as long as it is being made. */
export const exportOptions = $api.queryOptions("get", "/api/v1/data/requests", LATEST, {
  refetchInterval: ({ state }) => (isUnderWay(state.data?.items[0]) ? AGAIN_MS : false),
})

export function isUnderWay(request: Export | undefined): boolean {
  return request?.status === "pending" || request?.status === "processing"
}
