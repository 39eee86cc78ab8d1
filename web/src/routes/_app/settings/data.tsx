import { createFileRoute } from "@tanstack/react-router"
import { DataPage } from "@/features/settings/DataPage"
import { consentsOptions, exportOptions } from "@/features/settings/queries"

export const Route = createFileRoute("/_app/settings/data")({
  loader: ({ context: { queries } }) =>
    Promise.all([queries.ensureQueryData(consentsOptions), queries.ensureQueryData(exportOptions)]),
  component: DataPage,
})
