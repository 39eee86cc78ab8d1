import { createFileRoute } from "@tanstack/react-router"
import { ForgottenPage } from "@/features/account/ForgottenPage"

export const Route = createFileRoute("/forgotten")({ component: ForgottenPage })
