import { createFileRoute } from "@tanstack/react-router"
import { signedOut } from "@/features/account/guard"
import { SignUpPage } from "@/features/account/SignUpPage"

export const Route = createFileRoute("/sign-up")({
  beforeLoad: () => signedOut("/welcome"),
  component: SignUpPage,
})
