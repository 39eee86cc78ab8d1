import { Modal } from "@mantine/core"
import { t } from "@/i18n"
import { QuickAddForm } from "./QuickAddForm"
import classes from "./QuickAdd.module.css"

export function QuickAdd({ opened, close }: { opened: boolean; close: () => void }) {
  return (
    <Modal
      opened={opened}
      onClose={close}
      title={t("tasks.quickTitle")}
      size="lg"
      yOffset="12vh"
      centered={false}
      classNames={{ content: classes.content, header: classes.header, title: classes.title }}
      closeButtonProps={{ "aria-label": t("common.close") }}
    >
      <QuickAddForm close={close} />
    </Modal>
  )
}
