/** Short messages at the foot of the page; a change that takes something away offers to undo it. */

import { Button } from "@mantine/core"
import { notifications } from "@mantine/notifications"
import { isOffline, sentence } from "@/api/problems"
import { t } from "@/i18n"
import { newKey } from "@/lib/keys"
import classes from "./toast.module.css"

export function toast(message: string, undo?: () => void): void {
  const id = newKey()
  const taken = () => {
    notifications.hide(id)
    undo?.()
  }
  notifications.show({
    id,
    classNames: classes,
    closeButtonProps: { "aria-label": t("common.close") },
    message: undo ? (
      <div className={classes.row}>
        <span>{message}</span>
        <Button variant="subtle" size="compact-md" onClick={taken}>
          {t("common.undo")}
        </Button>
      </div>
    ) : (
      message
    ),
  })
}

/** What went wrong with something that a person did. */
export function toastError(error: unknown): void {
  toast(isOffline(error) ? t("common.offlineText") : sentence(error) || t("common.errorUnknown"))
}
