import { Menu, SegmentedControl, UnstyledButton, useMantineColorScheme, type MantineColorScheme } from "@mantine/core"
import type { FloatingPosition } from "@mantine/core"
import { IconFileImport, IconLogout, IconSettings, IconUserCircle } from "@tabler/icons-react"
import { useQuery } from "@tanstack/react-query"
import { Link } from "@tanstack/react-router"
import { $api } from "@/api/client"
import { account, end } from "@/api/session"
import { t } from "@/i18n"
import { toastError } from "@/ui/toast"
import classes from "./AccountMenu.module.css"

export function AccountMenu({ position }: { position: FloatingPosition }) {
  const profile = useQuery($api.queryOptions("get", "/api/v1/me/profile"))
  const { colorScheme, setColorScheme } = useMantineColorScheme()
  const name = profile.data?.display_name ?? account()?.email ?? ""
  const schemes: { value: MantineColorScheme; label: string }[] = [
    { value: "light", label: t("shell.light") },
    { value: "dark", label: t("shell.dark") },
    { value: "auto", label: t("shell.system") },
  ]
  return (
    <Menu position={position} width={300} shadow="md">
      <Menu.Target>
        <UnstyledButton className={classes.target} aria-label={t("shell.accountMenu", { name })} data-own>
          <IconUserCircle size={23} stroke={1.6} aria-hidden="true" />
          <span className={classes.name} data-own>{name}</span>
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown className={classes.dropdown}>
        <Menu.Label>{t("shell.appearance")}</Menu.Label>
        <SegmentedControl
          fullWidth
          aria-label={t("shell.appearance")}
          data={schemes}
          value={colorScheme}
          onChange={(value) => setColorScheme(value as MantineColorScheme)}
        />
        <Menu.Divider />
        <Menu.Item component={Link} to="/settings" leftSection={<IconSettings size={18} stroke={1.6} />}>
          {t("shell.settings")}
        </Menu.Item>
        <Menu.Item component={Link} to="/import" leftSection={<IconFileImport size={18} stroke={1.6} />}>
          {t("shell.import")}
        </Menu.Item>
        <Menu.Divider />
        <Menu.Item leftSection={<IconLogout size={18} stroke={1.6} />} onClick={() => void end().catch(toastError)}>
          {t("shell.signOut")}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}
