import { createFileRoute } from "@tanstack/react-router"
import { HabitPage } from "@/features/habits/detail/HabitPage"
import { habitOptions, logsOptions } from "@/features/habits/queries"

export const Route = createFileRoute("/_app/habits/$habit")({
  loader: ({ context: { queries }, params: { habit } }) => {
    void queries.prefetchQuery(logsOptions(habit))
    return queries.ensureQueryData(habitOptions(habit))
  },
  component: HabitPage,
})
