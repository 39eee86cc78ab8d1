import { Link } from "@tanstack/react-router"
import { t } from "@/i18n"
import classes from "./Settings.module.css"

const VIEWS = [
  { to: "/settings", label: "settings.you" },
  { to: "/settings/security", label: "settings.security" },
  { to: "/settings/data", label: "settings.data" },
] as const

/** The name of the room, and its parts. */
export function SettingsHeader() {
  return (
    <header className={classes.header}>
      <h1>{t("settings.title")}</h1>
      <nav className={classes.views} aria-label={t("settings.views")}>
        {VIEWS.map(({ to, label }) => (
          <Link key={to} to={to} className={classes.view} activeOptions={{ exact: true, includeSearch: false }} activeProps={{ "aria-current": "page" }}>
            {t(label)}
          </Link>
        ))}
      </nav>
    </header>
  )
}
