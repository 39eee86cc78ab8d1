/** What the room of rewards asks for, and what a change makes out of date. */

import { infiniteQueryOptions } from "@tanstack/react-query"
import { $api, api, must, type Schemas } from "@/api/client"

export type Reward = Schemas["RewardOut"]
export type Kind = Reward["category"]
export type Availability = Schemas["AvailabilityOut"]
export type Redemption = Schemas["RedemptionOut"]
export type Movement = Schemas["LedgerEntryOut"]
export type Guide = Schemas["PriceGuideOut"]
export type Currency = Movement["currency"]
export type MovementType = Movement["type"]

export const KINDS = ["quick_treat", "daily_delight", "big_unlock", "custom"] as const satisfies Kind[]
export const SHOWS = ["all", ...KINDS, "archived"] as const
export type Show = (typeof SHOWS)[number]
export const CURRENCIES = ["points", "alignment"] as const satisfies Currency[]
export const TYPES = ["earn", "spend", "refund", "clawback", "adjustment"] as const satisfies MovementType[]

/** What a change to rewards shows in. */
export const REWARD_VIEWS = ["rewards", "redemptions", "wallet", "statistics"]

const MANY = 300
const FEW = 12
const STRETCH = 60

export function rewardsOptions(show: Show) {
  const narrowed = show === "all" ? {} : show === "archived" ? { archived: true } : { category: show }
  return $api.queryOptions("get", "/api/v1/rewards", { params: { query: { page_size: MANY, sort: "position", ...narrowed } } })
}

export const shelfOptions = $api.queryOptions("get", "/api/v1/rewards/shelf")
export const guideOptions = $api.queryOptions("get", "/api/v1/rewards/price-guide")
export const walletOptions = $api.queryOptions("get", "/api/v1/wallet")
export const alignmentOptions = $api.queryOptions("get", "/api/v1/wallet/alignment")

/** What was had, the latest first, stretch by stretch. */
export const hadOptions = infiniteQueryOptions({
  queryKey: ["get", "/api/v1/redemptions", { stretches: FEW }] as const,
  queryFn: ({ pageParam, signal }) =>
    must(api.GET("/api/v1/redemptions", { params: { query: { limit: FEW, ...(pageParam ? { cursor: pageParam } : {}) } }, signal })),
  initialPageParam: null as string | null,
  getNextPageParam: ({ next_cursor }) => next_cursor,
})

export type Narrowing = { currency?: Currency; type?: MovementType }

/** The movements of the wallet, the latest first, stretch by stretch. */
export function ledgerOptions({ currency, type }: Narrowing) {
  const query = { limit: STRETCH, ...(currency ? { currency } : {}), ...(type ? { type } : {}) }
  return infiniteQueryOptions({
    queryKey: ["get", "/api/v1/wallet/transactions", { stretches: query }] as const,
    queryFn: ({ pageParam, signal }) =>
      must(api.GET("/api/v1/wallet/transactions", { params: { query: { ...query, ...(pageParam ? { cursor: pageParam } : {}) } }, signal })),
    initialPageParam: null as string | null,
    getNextPageParam: ({ next_cursor }) => next_cursor,
  })
}
