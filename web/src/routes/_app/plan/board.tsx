import { createFileRoute } from "@tanstack/react-router"
import { BoardPage } from "@/features/plan/board/BoardPage"
import { COLUMNS, columnOptions } from "@/features/plan/queries"

export const Route = createFileRoute("/_app/plan/board")({
  loader: ({ context }) => Promise.all(COLUMNS.map((status) => context.queries.ensureQueryData(columnOptions(status)))),
  component: BoardPage,
})
