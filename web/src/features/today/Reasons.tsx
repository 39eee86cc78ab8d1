import { Button } from "@mantine/core"
import { useMutation, useQueryClient } from "@tanstack/react-query"
import { api, must, type Schemas } from "@/api/client"
import { invalidate } from "@/api/invalidate"
import { t, type Key } from "@/i18n"
import { number } from "@/lib/units"
import { toast, toastError } from "@/ui/toast"
import classes from "./Reasons.module.css"
import type { Item } from "./queries"

const HALF = 50

/** What speaks for a task and what against it, factor by factor, in the points that make up its score. */
export function Reasons({ item }: { item: Item }) {
  const parts = [...item.contributions].sort((a, b) => Math.abs(b.contribution) - Math.abs(a.contribution))
  const most = Math.max(...parts.map(({ contribution }) => Math.abs(contribution)), 0.01)
  return (
    <section className={classes.reasons} aria-label={t("today.whyTitle")}>
      <ul>
        {parts.map((part) => (
          <li key={part.factor} className={classes.part}>
            <span className={classes.factor}>{t(`today.factor_${part.factor}` as Key)}</span>
            <Bar share={part.contribution / most} />
            <span className={classes.points}>{signed(part.contribution * 100)}</span>
            <span className={classes.reason}>{part.reason}</span>
          </li>
        ))}
      </ul>
      <p className={classes.score}>{t("today.whyScore", { score: number(item.score_pct, 1) })}</p>
      <Opinion id={item.task.id} />
    </section>
  )
}

function Bar({ share }: { share: number }) {
  const width = Math.abs(share) * HALF
  return (
    <svg className={classes.bar} viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true">
      <rect className={classes.track} width="100" height="8" rx="1" />
      <rect className={share < 0 ? classes.against : classes.for} x={share < 0 ? HALF - width : HALF} width={width} height="8" />
      <rect className={classes.middle} x={HALF - 0.4} width="0.8" height="8" />
    </svg>
  )
}

function Opinion({ id }: { id: string }) {
  const client = useQueryClient()
  const answer = useMutation({
    mutationFn: (kind: Schemas["Feedback"]["kind"]) =>
      must(api.POST("/api/v1/today/feedback", { body: { task_id: id, kind } })),
    onSuccess: () => toast(t("today.feedbackThanks")),
    onError: toastError,
    onSettled: () => invalidate(client, "today"),
  })
  const button = (kind: Schemas["Feedback"]["kind"], label: string) => (
    <Button variant="default" size="compact-md" disabled={answer.isPending} onClick={() => answer.mutate(kind)}>
      {label}
    </Button>
  )
  return (
    <div className={classes.opinion}>
      {button("priority_right", t("today.feedbackRight"))}
      {button("priority_wrong", t("today.feedbackWrong"))}
      {button("not_now", t("today.feedbackLater"))}
    </div>
  )
}

function signed(points: number): string {
  const text = number(Math.abs(points), 1)
  return points < 0 ? `−${text}` : `+${text}`
}
