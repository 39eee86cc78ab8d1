import { createFileRoute } from "@tanstack/react-router"
import { EntryPage } from "@/features/reflection/journal/EntryPage"
import { entryOptions } from "@/features/reflection/queries"

export const Route = createFileRoute("/_app/journal/$entry")({
  loader: ({ context: { queries }, params: { entry } }) => queries.ensureQueryData(entryOptions(entry)),
  component: EntryPage,
})
