import { ActionIcon, Menu } from "@mantine/core"
import { IconDots } from "@tabler/icons-react"
import type { ComponentType } from "react"
import { t } from "@/i18n"

export type Act = { icon: ComponentType<{ size?: number; stroke?: number }>; text: string; act: () => void }

/** What can be done with one thing, behind three dots. `label` tells it apart where there are many. */
export function RowMenu({ label, acts }: { label?: string; acts: (Act | null)[] }) {
  return (
    <Menu position="bottom-end" width={220}>
      <Menu.Target>
        <ActionIcon aria-label={label ?? t("common.more")}>
          <IconDots size={20} stroke={1.75} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {acts.map((one) =>
          one ? (
            <Menu.Item key={one.text} leftSection={<one.icon size={18} stroke={1.6} />} onClick={one.act}>
              {one.text}
            </Menu.Item>
          ) : null,
        )}
      </Menu.Dropdown>
    </Menu>
  )
}
