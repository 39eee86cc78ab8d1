import { createFileRoute } from "@tanstack/react-router"
import { localToday } from "@/features/account/useToday"
import { CalendarPage } from "@/features/plan/calendar/CalendarPage"
import { isMonth } from "@/features/plan/calendar/month"
import { calendarOptions } from "@/features/plan/queries"

export const Route = createFileRoute("/_app/plan/calendar")({
  validateSearch: ({ month }: Record<string, unknown>): { month?: string } => (isMonth(month) ? { month } : {}),
  loaderDeps: ({ search: { month } }) => ({ month }),
  loader: ({ context, deps: { month } }) => context.queries.ensureQueryData(calendarOptions(month ?? localToday().day.slice(0, 7))),
  component: CalendarPage,
})
