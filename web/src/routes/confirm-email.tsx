import { createFileRoute } from "@tanstack/react-router"
import { ConfirmPage } from "@/features/account/ConfirmPage"

export const Route = createFileRoute("/confirm-email")({ component: ConfirmPage })
