import { createFileRoute } from "@tanstack/react-router"
import { words } from "@/i18n"

export const Route = createFileRoute("/_app/rewards")({ loader: () => words("rewards") })
