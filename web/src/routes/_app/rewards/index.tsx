import { createFileRoute } from "@tanstack/react-router"
import { rewardsOptions, shelfOptions, SHOWS, type Show } from "@/features/rewards/queries"
import { RewardsPage } from "@/features/rewards/RewardsPage"

export const Route = createFileRoute("/_app/rewards/")({
  validateSearch: ({ show }: Record<string, unknown>): { show?: Show } => (SHOWS.includes(show as Show) && show !== "all" ? { show: show as Show } : {}),
  loaderDeps: ({ search: { show } }) => ({ show }),
  loader: ({ context: { queries }, deps: { show = "all" } }) => Promise.all([queries.ensureQueryData(rewardsOptions(show)), queries.ensureQueryData(shelfOptions)]),
  component: RewardsPage,
})
