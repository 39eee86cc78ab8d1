import { Link, type LinkProps } from "@tanstack/react-router"
import { t, type Key } from "@/i18n"
import classes from "./Views.module.css"

export type View = { to: LinkProps["to"]; label: Key }

/** The parts of a room, or the ways to look at it. */
export function Views({ label, views }: { label: string; views: readonly View[] }) {
  return (
    <nav className={classes.views} aria-label={label}>
      {views.map((view) => (
        <Link key={view.to} to={view.to} className={classes.view} activeOptions={{ exact: true, includeSearch: false }} activeProps={{ "aria-current": "page" }}>
          {t(view.label)}
        </Link>
      ))}
    </nav>
  )
}
