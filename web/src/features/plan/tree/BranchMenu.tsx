import { ActionIcon, Menu } from "@mantine/core"
import { IconArchive, IconDots, IconList, IconPencil, IconPlus } from "@tabler/icons-react"
import { useNavigate } from "@tanstack/react-router"
import { t } from "@/i18n"
import type { Naming } from "./NameForm"
import type { Node } from "./nodes"
import { useArchive } from "./useTreeActions"

const ICON = { size: 18, stroke: 1.6 }

export function BranchMenu({ node: { id, kind, name: title }, name }: { node: Node; name: (naming: Naming) => void }) {
  const navigate = useNavigate()
  const archive = useArchive()
  return (
    <Menu position="bottom-end" width={220} returnFocus>
      <Menu.Target>
        <ActionIcon aria-label={t("plan.moreOf", { name: title })} data-own>
          <IconDots size={20} stroke={1.75} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {kind === "pillar" ? (
          <Menu.Item leftSection={<IconPlus {...ICON} />} onClick={() => name({ kind: "area", within: id })}>
            {t("plan.newArea")}
          </Menu.Item>
        ) : null}
        {kind === "area" ? (
          <Menu.Item leftSection={<IconPlus {...ICON} />} onClick={() => name({ kind: "project", within: id })}>
            {t("plan.newProject")}
          </Menu.Item>
        ) : null}
        {kind === "area" || kind === "project" ? (
          <>
            <Menu.Item leftSection={<IconList {...ICON} />} onClick={() => void navigate({ to: "/plan", search: { [kind]: id } })}>
              {t("plan.asList")}
            </Menu.Item>
            <Menu.Item leftSection={<IconPencil {...ICON} />} onClick={() => name({ kind, id, name: title })}>
              {t("plan.rename")}
            </Menu.Item>
            <Menu.Item leftSection={<IconArchive {...ICON} />} onClick={() => archive.mutate({ kind, id, name: title })}>
              {t("plan.bulkArchive")}
            </Menu.Item>
          </>
        ) : null}
      </Menu.Dropdown>
    </Menu>
  )
}
