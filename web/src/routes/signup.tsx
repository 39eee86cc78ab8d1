import { createFileRoute } from "@tanstack/react-router"
import { signedOut } from "@/features/account/guard"
import { SignUpPage } from "@/features/account/SignUpPage"

export const Route = createFileRoute("/signup")({
  validateSearch: (search: Record<string, unknown>): { invite?: string } =>
    typeof search.invite === "string" ? { invite: search.invite } : {},
  beforeLoad: () => signedOut("/welcome"),
  component: SignUpPage,
})
