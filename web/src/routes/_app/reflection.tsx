import { createFileRoute } from "@tanstack/react-router"
import { localToday } from "@/features/account/useToday"
import { DayPage } from "@/features/reflection/day/DayPage"
import { dayOf, stripOf } from "@/features/reflection/day/strip"
import { daysOptions } from "@/features/reflection/queries"
import { words } from "@/i18n"

export const Route = createFileRoute("/_app/reflection")({
  validateSearch: ({ day }: Record<string, unknown>): { day?: string } => (typeof day === "string" ? { day } : {}),
  loaderDeps: ({ search: { day } }) => ({ day }),
  loader: ({ context: { queries }, deps: { day } }) => {
    const { first, last } = stripOf(dayOf(day, localToday().day), localToday().day)
    return Promise.all([words("reflection", "journal"), queries.ensureQueryData(daysOptions(first, last))])
  },
  component: DayPage,
})
