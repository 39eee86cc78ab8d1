import { IconFileImport } from "@tabler/icons-react"
import { useSuspenseQuery } from "@tanstack/react-query"
import { useId, useState, type DragEvent } from "react"
import { t } from "@/i18n"
import { Refusal } from "@/ui/Refusal"
import classes from "./Imports.module.css"
import { formatsOptions } from "./queries"
import type { useLook } from "./useImportActions"

type Props = { look: ReturnType<typeof useLook>; choose: (file: File) => void }

/** Where a file is dropped, or chosen with finger or keyboard. */
export function Chooser({ look, choose }: Props) {
  const formats = useSuspenseQuery(formatsOptions).data.items
  const [over, setOver] = useState(false)
  const hint = useId()
  const drop = (event: DragEvent) => {
    event.preventDefault()
    setOver(false)
    const file = event.dataTransfer.files[0]
    if (file && !look.isPending) choose(file)
  }
  return (
    <section className={classes.section}>
      <Refusal error={look.error} />
      <label
        className={classes.drop}
        data-over={over || undefined}
        onDragOver={(event) => {
          event.preventDefault()
          setOver(true)
        }}
        onDragLeave={() => setOver(false)}
        onDrop={drop}
      >
        <IconFileImport size={32} stroke={1.4} aria-hidden="true" />
        {look.isPending ? (
          <span role="status">{t("imports.reading", { name: look.variables.file.name })}</span>
        ) : (
          <span>
            <span className={classes.strong}>{t("imports.drop")}</span> {t("imports.choose")}
          </span>
        )}
        <input
          className={classes.input}
          type="file"
          aria-label={t("imports.file")}
          aria-describedby={hint}
          disabled={look.isPending}
          onChange={({ currentTarget }) => {
            const file = currentTarget.files?.[0]
            // Emptied, so that the same file can be chosen again after it was mended.
            currentTarget.value = ""
            if (file) choose(file)
          }}
        />
      </label>
      <p className={classes.small} id={hint}>
        {t("imports.understood", { formats: formats.map(({ title }) => title).join(" · ") })}
      </p>
    </section>
  )
}
