import { createFileRoute } from "@tanstack/react-router"
import { signedIn } from "@/features/account/guard"
import { WelcomePage } from "@/features/welcome/WelcomePage"

export const Route = createFileRoute("/welcome")({
  beforeLoad: ({ context, location }) => signedIn(location.href, context.queries),
  component: WelcomePage,
})
