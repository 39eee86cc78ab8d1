import { createFileRoute } from "@tanstack/react-router"
import { signedOut } from "@/features/account/guard"
import { LoginPage } from "@/features/account/LoginPage"

export const Route = createFileRoute("/login")({
  validateSearch: (search: Record<string, unknown>): { next?: string } =>
    typeof search.next === "string" ? { next: search.next } : {},
  beforeLoad: ({ search }) => signedOut(search.next),
  component: LoginPage,
})
