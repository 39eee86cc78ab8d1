import type { ReactNode } from "react"
import { t } from "@/i18n"
import { Views } from "@/ui/Views"
import classes from "./PlanHeader.module.css"

const VIEWS = [
  { to: "/plan", label: "plan.list" },
  { to: "/plan/tree", label: "plan.tree" },
  { to: "/plan/board", label: "plan.board" },
  { to: "/plan/calendar", label: "plan.calendar" },
] as const

/** The name of the room, the ways to look at it, and what can be done in this one. */
export function PlanHeader({ children }: { children?: ReactNode }) {
  return (
    <header className={classes.header}>
      <h1>{t("plan.title")}</h1>
      {children}
      <Views label={t("plan.views")} views={VIEWS} />
    </header>
  )
}
