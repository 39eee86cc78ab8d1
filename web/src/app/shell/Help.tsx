import { Modal } from "@mantine/core"
import { t } from "@/i18n"
import { KEYS } from "./commands"
import classes from "./Help.module.css"
import { PLACES } from "./places"

export function Help({ opened, close }: { opened: boolean; close: () => void }) {
  const rooms = PLACES.map(({ letter, label }): [string, typeof label] => [`g ${letter}`, label])
  return (
    <Modal
      opened={opened}
      onClose={close}
      title={t("shell.shortcuts")}
      classNames={{ content: classes.content, header: classes.content, title: classes.title }}
      closeButtonProps={{ "aria-label": t("common.close") }}
    >
      <dl className={classes.keys}>
        {[...KEYS, ...rooms].map(([keys, label]) => (
          <div key={keys}>
            <dt>
              <kbd>{keys}</kbd>
            </dt>
            <dd>{t(label)}</dd>
          </div>
        ))}
      </dl>
    </Modal>
  )
}
