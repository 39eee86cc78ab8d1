import { Button } from "@mantine/core"
import { useClipboard } from "@mantine/hooks"
import { t } from "@/i18n"
import classes from "./Settings.module.css"

/** A text to be taken along. Copying needs a page with TLS; without it the text can be marked all the same. */
export function Secret({ text, label }: { text: string; label: string }) {
  return (
    <div className={classes.secret} role="group" aria-label={label}>
      <code data-own>{text}</code>
      <Copy text={text} />
    </div>
  )
}

export function Copy({ text }: { text: string }) {
  const { copy, copied } = useClipboard()
  if (!window.isSecureContext) return null
  return (
    <Button variant="subtle" onClick={() => copy(text)}>
      {copied ? t("settings.copied") : t("settings.copy")}
    </Button>
  )
}
