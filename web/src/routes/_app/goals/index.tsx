import { createFileRoute } from "@tanstack/react-router"
import { GoalsPage } from "@/features/goals/GoalsPage"
import { goalsOptions, SHOWS, type Show } from "@/features/goals/queries"

type Search = { show?: Show; area?: string }

export const Route = createFileRoute("/_app/goals/")({
  validateSearch: ({ show, area }: Record<string, unknown>): Search => ({
    ...(SHOWS.includes(show as Show) ? { show: show as Show } : {}),
    ...(typeof area === "string" ? { area } : {}),
  }),
  loaderDeps: ({ search: { show, area } }) => ({ show, area }),
  loader: ({ context, deps }) => context.queries.ensureQueryData(goalsOptions(deps.show ?? "now", deps.area)),
  component: GoalsPage,
})
