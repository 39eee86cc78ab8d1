import { createFileRoute } from "@tanstack/react-router"
import { localToday } from "@/features/account/useToday"
import { ListPage } from "@/features/plan/list/ListPage"
import { listOptions } from "@/features/plan/queries"
import { readList } from "@/features/plan/search"

export const Route = createFileRoute("/_app/plan/")({
  validateSearch: readList,
  loaderDeps: ({ search }) => readList(search),
  loader: ({ context, deps }) => context.queries.ensureInfiniteQueryData(listOptions(deps, localToday().day)),
  component: ListPage,
})
