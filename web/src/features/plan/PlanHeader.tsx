import { Link } from "@tanstack/react-router"
import type { ReactNode } from "react"
import { t } from "@/i18n"
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
      <nav className={classes.views} aria-label={t("plan.views")}>
        {VIEWS.map(({ to, label }) => (
          <Link key={to} to={to} className={classes.view} activeOptions={{ exact: true, includeSearch: false }} activeProps={{ "aria-current": "page" }}>
            {t(label)}
          </Link>
        ))}
      </nav>
    </header>
  )
}
