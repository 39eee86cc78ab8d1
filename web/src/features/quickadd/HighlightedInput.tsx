import { useEffect, useRef } from "react"
import type { Schemas } from "@/api/client"
import { t } from "@/i18n"
import classes from "./QuickAdd.module.css"
import { pieces } from "./pieces"

type Props = { value: string; onChange: (value: string) => void; reading: Schemas["QuickOut"] | undefined }

/** A line to type in, over a copy of it in which the understood parts are marked. */
export function HighlightedInput({ value, onChange, reading }: Props) {
  const input = useRef<HTMLInputElement>(null)
  const mirror = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (input.current && mirror.current) mirror.current.scrollLeft = input.current.scrollLeft
  })
  return (
    <div className={classes.field}>
      <div ref={mirror} className={classes.mirror} aria-hidden="true" data-own>
        {pieces(value, reading).map(({ text, kind }, index) =>
          kind ? (
            <mark key={index} className={classes.mark} data-kind={kind}>
              {text}
            </mark>
          ) : (
            <span key={index}>{text}</span>
          ),
        )}
      </div>
      <input
        ref={input}
        data-autofocus
        className={classes.input}
        value={value}
        maxLength={500}
        aria-label={t("tasks.quickLabel")}
        placeholder={t("tasks.quickPlaceholder")}
        autoComplete="off"
        enterKeyHint="done"
        onChange={(event) => onChange(event.currentTarget.value)}
        onScroll={(event) => {
          if (mirror.current) mirror.current.scrollLeft = event.currentTarget.scrollLeft
        }}
      />
    </div>
  )
}
