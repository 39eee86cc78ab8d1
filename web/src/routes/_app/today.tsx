import { createFileRoute } from "@tanstack/react-router"
import { timerOptions } from "@/features/time/useTimer"
import { todayOptions } from "@/features/today/queries"
import { TodayPage } from "@/features/today/TodayPage"

export const Route = createFileRoute("/_app/today")({
  validateSearch: (search: Record<string, unknown>): { area?: string } =>
    typeof search.area === "string" ? { area: search.area } : {},
  loader: ({ context }) => {
    void context.queries.prefetchQuery(timerOptions)
    return context.queries.ensureQueryData(todayOptions)
  },
  component: TodayPage,
})
