import { createFileRoute } from "@tanstack/react-router"
import { HabitsPage } from "@/features/habits/HabitsPage"
import { habitsOptions, habitsTodayOptions } from "@/features/habits/queries"

export const Route = createFileRoute("/_app/habits/")({
  loader: ({ context: { queries } }) => Promise.all([queries.ensureQueryData(habitsOptions), queries.ensureQueryData(habitsTodayOptions)]),
  component: HabitsPage,
})
