import { createFileRoute } from "@tanstack/react-router"
import { ProfilePage } from "@/features/settings/ProfilePage"
import { meOptions, profileOptions } from "@/features/settings/queries"

export const Route = createFileRoute("/_app/settings/")({
  loader: ({ context: { queries } }) => Promise.all([queries.ensureQueryData(meOptions), queries.ensureQueryData(profileOptions)]),
  component: ProfilePage,
})
