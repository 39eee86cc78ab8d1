import { Button, Modal } from "@mantine/core"
import { useDisclosure } from "@mantine/hooks"
import { IconArchive, IconFlag, IconPencil, IconRotate, IconTrash } from "@tabler/icons-react"
import { useNavigate } from "@tanstack/react-router"
import { t } from "@/i18n"
import { RowMenu } from "@/ui/RowMenu"
import { GoalForm } from "../GoalForm"
import type { Goal } from "../queries"
import { useAchieve, useArchive, useDelete, useReopen, useRestore } from "../useGoalActions"
import classes from "./GoalPage.module.css"

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
      <RowMenu
        acts={[
          { icon: IconPencil, text: t("goals.edit"), act: edit.open },
          closed
            ? { icon: IconRotate, text: t("goals.reopen"), act: () => reopen.mutate() }
            : { icon: IconFlag, text: t("goals.achieve"), act: () => achieve.mutate(false) },
          goal.archived_at
            ? { icon: IconArchive, text: t("goals.unarchive"), act: () => restore.mutate() }
            : { icon: IconArchive, text: t("goals.archive"), act: () => archive.mutate() },
          { icon: IconTrash, text: t("common.delete"), act: () => remove.mutate() },
        ]}
      />
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
