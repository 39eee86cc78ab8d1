import { Button, Modal } from "@mantine/core"
import { useDisclosure } from "@mantine/hooks"
import type { ReactNode } from "react"
import { t } from "@/i18n"
import classes from "./Ask.module.css"

type Props = { title: string; text: ReactNode; yes: string; act: () => void; children: (ask: () => void) => ReactNode }

/** Asks before what cannot be undone; `children` draws what is pressed. */
export function Ask({ title, text, yes, act, children }: Props) {
  const [asking, { open, close }] = useDisclosure(false)
  return (
    <>
      {children(open)}
      <Modal opened={asking} onClose={close} title={title} closeButtonProps={{ "aria-label": t("common.close") }}>
        <p className={classes.text}>{text}</p>
        <div className={classes.answers}>
          <Button variant="default" onClick={close}>
            {t("common.cancel")}
          </Button>
          <Button
            onClick={() => {
              close()
              act()
            }}
          >
            {yes}
          </Button>
        </div>
      </Modal>
    </>
  )
}
