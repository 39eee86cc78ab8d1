import { createFileRoute, Outlet } from "@tanstack/react-router"
import { Shell } from "@/app/shell/Shell"
import { signedIn } from "@/features/account/guard"

/** Everything that needs somebody who is signed in, inside the frame. `task` opens one over any room. */
export const Route = createFileRoute("/_app")({
  validateSearch: (search: Record<string, unknown>): { task?: string } =>
    typeof search.task === "string" ? { task: search.task } : {},
  beforeLoad: ({ context, location }) => signedIn(location.href, context.queries),
  component: () => (
    <Shell>
      <Outlet />
    </Shell>
  ),
})
