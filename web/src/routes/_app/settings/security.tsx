import { createFileRoute } from "@tanstack/react-router"
import { factorOptions, sessionsOptions, tokensOptions } from "@/features/settings/queries"
import { SecurityPage } from "@/features/settings/SecurityPage"

export const Route = createFileRoute("/_app/settings/security")({
  loader: ({ context: { queries } }) =>
    Promise.all([
      queries.ensureQueryData(factorOptions),
      queries.ensureQueryData(sessionsOptions),
      queries.ensureQueryData(tokensOptions),
    ]),
  component: SecurityPage,
})
