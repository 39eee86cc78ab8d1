import { createFileRoute } from "@tanstack/react-router"
import { hierarchyOptions } from "@/features/plan/queries"
import { TreePage } from "@/features/plan/tree/TreePage"

export const Route = createFileRoute("/_app/plan/tree")({
  loader: ({ context }) => context.queries.ensureQueryData(hierarchyOptions),
  component: TreePage,
})
