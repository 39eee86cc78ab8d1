import { createRouter } from "@tanstack/react-router"
import { ErrorState } from "@/ui/ErrorState"
import { LoadingState } from "@/ui/LoadingState"
import { NotFound } from "@/ui/NotFound"
import { routeTree } from "../routeTree.gen"
import { queries } from "./query"

export const router = createRouter({
  routeTree,
  context: { queries },
  defaultPreload: "intent",
  defaultPreloadStaleTime: 0,
  defaultPendingMs: 200,
  defaultPendingComponent: LoadingState,
  defaultErrorComponent: ({ error, reset }) => <ErrorState error={error} retry={reset} />,
  defaultNotFoundComponent: NotFound,
  scrollRestoration: true,
})

declare module "@tanstack/react-router" {
  interface Register {
    router: typeof router
  }
}
