import type { QueryClient } from "@tanstack/react-query"
import { createRootRouteWithContext, Outlet, useRouter } from "@tanstack/react-router"
import { useEffect } from "react"
import { onSession } from "@/api/session"
import { reread } from "@/features/offline/queue"

export const Route = createRootRouteWithContext<{ queries: QueryClient }>()({ component: Root })

/** Where somebody signs in or out, each route decides again whom it lets in; nothing of the last person stays. */
function Root() {
  const router = useRouter()
  const { queries } = Route.useRouteContext()
  useEffect(
    () =>
      onSession((account) => {
        if (!account) queries.clear()
        reread()
        void router.invalidate()
      }),
    [router, queries],
  )
  return <Outlet />
}
