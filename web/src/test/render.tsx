/** A component in everything that it finds around itself in the page. */

import { createMemoryHistory, createRootRoute, createRoute, createRouter, Outlet, RouterProvider } from "@tanstack/react-router"
import { render } from "@testing-library/react"
import { Suspense, type ComponentType } from "react"
import { Providers } from "@/app/providers"
import { LoadingState } from "@/ui/LoadingState"

/** Renders `Page` as the route with that id (`/_app/today`) at an address. */
export function renderAt(address: string, id: string, Page: ComponentType) {
  const root = createRootRoute({ component: Outlet })
  const layout = createRoute({ getParentRoute: () => root, id: "_app", component: Outlet })
  const page = createRoute({
    getParentRoute: () => layout,
    path: id.replace("/_app", ""),
    validateSearch: (search: Record<string, unknown>) => search,
    component: () => (
      <Suspense fallback={<LoadingState />}>
        <Page />
      </Suspense>
    ),
  })
  const router = createRouter({
    routeTree: root.addChildren([layout.addChildren([page])]),
    history: createMemoryHistory({ initialEntries: [address] }),
  })
  return render(
    <Providers env="test">
      <RouterProvider router={router as never} />
    </Providers>,
  )
}
