import { ActionIcon, Button, Menu, Modal } from "@mantine/core"
import { useDisclosure } from "@mantine/hooks"
import { IconArchive, IconDots, IconFlag, IconPencil, IconRotate, IconTrash } from "@tabler/icons-react"
import { useNavigate } from "@tanstack/react-router"
import { t } from "@/i18n"
import { GoalForm } from "../GoalForm"
import type { Goal } from "../queries"
import { useAchieve, useArchive, useDelete, useReopen, useRestore } from "../useGoalActions"
import classes from "./GoalPage.module.css"

const ICON = { size: 18, stroke: 1.6 }

export function GoalMenu({ goal }: { goal: Goal }) {
  const navigate = useNavigate()
  const [editing, edit] = useDisclosure(false)
  const [asking, ask] = useDisclosure(false)
  const achieve = useAchieve(goal.id, ask.open)
  const reopen = useReopen(goal.id)
  const archive = useArchive(goal.id)
  const restore = useRestore(goal.id)
  const remove = useDelete(goal.id, () => navigate({ to: "/goals" }))
  const closed = goal.status === "achieved"
  return (
    <>
      <Menu position="bottom-end" width={220}>
        <Menu.Target>
          <ActionIcon aria-label={t("common.more")}>
            <IconDots size={20} stroke={1.75} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item leftSection={<IconPencil {...ICON} />} onClick={edit.open}>
            {t("goals.edit")}
          </Menu.Item>
          {closed ? (
            <Menu.Item leftSection={<IconRotate {...ICON} />} onClick={() => reopen.mutate()}>
              {t("goals.reopen")}
            </Menu.Item>
          ) : (
            <Menu.Item leftSection={<IconFlag {...ICON} />} onClick={() => achieve.mutate(false)}>
              {t("goals.achieve")}
            </Menu.Item>
          )}
          <Menu.Item
            leftSection={<IconArchive {...ICON} />}
            onClick={() => (goal.archived_at ? restore.mutate() : archive.mutate())}
          >
            {goal.archived_at ? t("goals.unarchive") : t("goals.archive")}
          </Menu.Item>
          <Menu.Item leftSection={<IconTrash {...ICON} />} onClick={() => remove.mutate()}>
            {t("common.delete")}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <GoalForm key={goal.version} opened={editing} close={edit.close} goal={goal} />
      <Modal opened={asking} onClose={ask.close} title={t("goals.achieve")} closeButtonProps={{ "aria-label": t("common.close") }}>
        <p className={classes.description}>{t("goals.achieveOpen")}</p>
        <div className={classes.answers}>
          <Button variant="default" onClick={ask.close}>
            {t("common.cancel")}
          </Button>
          <Button
            onClick={() => {
              ask.close()
              achieve.mutate(true)
            }}
          >
            {t("goals.achieveYes")}
          </Button>
        </div>
      </Modal>
    </>
  )
}
