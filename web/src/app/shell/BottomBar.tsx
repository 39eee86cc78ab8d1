import { UnstyledButton } from "@mantine/core"
import { IconPlus } from "@tabler/icons-react"
import { Link } from "@tanstack/react-router"
import { t } from "@/i18n"
import { AccountMenu } from "./AccountMenu"
import { MoreRooms } from "./MoreRooms"
import { PLACES } from "./places"
import classes from "./BottomBar.module.css"

const FIRST = PLACES.slice(0, 3)
const MORE = PLACES.slice(FIRST.length)

/** What a thumb reaches: the rooms left and right of the one thing that is done from everywhere. */
export function BottomBar({ add }: { add: () => void }) {
  const half = Math.ceil(FIRST.length / 2)
  return (
    <nav className={classes.bar} aria-label={t("shell.navigation")}>
      <Places places={FIRST.slice(0, half)} />
      <UnstyledButton className={classes.add} onClick={add} aria-label={t("shell.addTask")}>
        <IconPlus size={26} stroke={1.75} aria-hidden="true" />
      </UnstyledButton>
      <Places places={FIRST.slice(half)} />
      <MoreRooms places={MORE} />
      <AccountMenu position="top-end" />
    </nav>
  )
}

function Places({ places }: { places: typeof PLACES }) {
  return places.map(({ to, label, icon: Icon }) => (
    <Link key={to} to={to} className={classes.place} activeProps={{ "aria-current": "page" }}>
      <Icon size={23} stroke={1.6} />
      <span>{t(label)}</span>
    </Link>
  ))
}
