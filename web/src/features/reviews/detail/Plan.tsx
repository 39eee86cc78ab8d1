import { Button, Textarea } from "@mantine/core"
import { useState } from "react"
import { t } from "@/i18n"
import type { Review } from "../queries"
import classes from "./ReviewPage.module.css"

type Props = { review: Review; plan: (focus: string) => void; write: (focus: string) => void }

/** What the next period is for; said once it makes the review planned. */
export function Plan({ review, plan, write }: Props) {
  const [focus, setFocus] = useState(review.focus ?? "")
  const said = focus.trim()
  const changed = said !== "" && said !== review.focus
  return (
    <section className={classes.section}>
      <h2>{t("reviews.next")}</h2>
      <form
        className={classes.plan}
        onSubmit={(event) => {
          event.preventDefault()
          if (!changed) return
          // A completed review keeps its plan's moment; its words can be changed.
          if (review.status === "completed") write(said)
          else plan(said)
        }}
      >
        <Textarea label={t("reviews.focus")} autosize minRows={2} maxRows={10} maxLength={50_000} value={focus} onChange={(event) => setFocus(event.currentTarget.value)} />
        <Button type="submit" variant="default" disabled={!changed}>
          {t(review.focus ? "reviews.planAgain" : "reviews.plan")}
        </Button>
      </form>
    </section>
  )
}
