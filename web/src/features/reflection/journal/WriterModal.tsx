import { Modal } from "@mantine/core"
import { t } from "@/i18n"
import type { Entry } from "../queries"
import { Writer } from "./Writer"

type Props = { opened: boolean; close: () => void; entry?: Entry }

/** The page to write on, over whatever room one is in. */
export default function WriterModal({ opened, close, entry }: Props) {
  return (
    <Modal
      opened={opened}
      onClose={close}
      size="xl"
      title={entry ? t("journal.change") : t("journal.write")}
      closeButtonProps={{ "aria-label": t("common.close") }}
    >
      <Writer close={close} entry={entry} />
    </Modal>
  )
}
