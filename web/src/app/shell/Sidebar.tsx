import { Tooltip, UnstyledButton } from "@mantine/core"
import { IconPlus, IconSearch } from "@tabler/icons-react"
import { Link } from "@tanstack/react-router"
import { t } from "@/i18n"
import { Mark } from "@/ui/Mark"
import { AccountMenu } from "./AccountMenu"
import { PLACES } from "./places"
import classes from "./Sidebar.module.css"

const MOD_KEY = /Mac|iPhone|iPad/.test(navigator.userAgent) ? "⌘ K" : "Ctrl K"

export function Sidebar({ add, palette }: { add: () => void; palette: () => void }) {
  return (
    <nav className={classes.sidebar} aria-label={t("shell.navigation")}>
      <Link to="/today" className={classes.brand}>
        <Mark />
        <span className={classes.word}>{t("common.app")}</span>
      </Link>
      <UnstyledButton className={classes.add} onClick={add} aria-keyshortcuts="n" aria-label={t("shell.addTask")}>
        <IconPlus size={20} stroke={1.75} aria-hidden="true" />
        <span className={classes.word}>{t("shell.addTask")}</span>
        <span className={classes.key} data-key="n" />
      </UnstyledButton>
        <ul className={classes.places}>
          {PLACES.map(({ to, label, icon: Icon }) => (
            <li key={to}>
              <Tooltip label={t(label)} position="right" events={{ hover: true, focus: false, touch: false }}>
                <Link to={to} className={classes.place} activeProps={{ "aria-current": "page" }}>
                  <Icon size={21} stroke={1.6} />
                  <span className={classes.word}>{t(label)}</span>
                </Link>
              </Tooltip>
            </li>
          ))}
        </ul>
      <div className={classes.foot}>
        <UnstyledButton className={classes.place} onClick={palette} aria-label={t("shell.commands")} aria-keyshortcuts="Control+K">
          <IconSearch size={21} stroke={1.6} aria-hidden="true" />
          <span className={classes.word}>{t("shell.find")}</span>
          <span className={classes.key} data-key={MOD_KEY} />
        </UnstyledButton>
        <AccountMenu position="right-end" />
      </div>
    </nav>
  )
}
