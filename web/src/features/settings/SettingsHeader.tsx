import { t } from "@/i18n"
import { Views } from "@/ui/Views"
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
      <Views label={t("settings.views")} views={VIEWS} />
    </header>
  )
}
