import { Drawer, UnstyledButton } from "@mantine/core"
import { useDisclosure } from "@mantine/hooks"
import { IconDots } from "@tabler/icons-react"
import { Link, useLocation } from "@tanstack/react-router"
import { t } from "@/i18n"
import type { Place } from "./places"
import classes from "./BottomBar.module.css"

/** The rooms for which the bar has no place, on a sheet of their own. */
export function MoreRooms({ places }: { places: Place[] }) {
  const [opened, { open, close }] = useDisclosure(false)
  const { pathname } = useLocation()
  const here = places.some(({ to }) => pathname.startsWith(to))
  if (places.length === 0) return null
  return (
    <>
      <UnstyledButton className={classes.place} onClick={open} aria-haspopup="dialog" data-here={here || undefined}>
        <IconDots size={23} stroke={1.6} aria-hidden="true" />
        <span>{t("common.more")}</span>
      </UnstyledButton>
      <Drawer
        opened={opened}
        onClose={close}
        position="bottom"
        size="auto"
        title={t("shell.navigation")}
        classNames={{ content: classes.sheet }}
        closeButtonProps={{ "aria-label": t("common.close"), size: "lg" }}
      >
        <ul className={classes.rooms}>
          {places.map(({ to, label, icon: Icon }) => (
            <li key={to}>
              <Link to={to} className={classes.room} activeProps={{ "aria-current": "page" }} onClick={close}>
                <Icon size={23} stroke={1.6} />
                {t(label)}
              </Link>
            </li>
          ))}
        </ul>
      </Drawer>
    </>
  )
}
