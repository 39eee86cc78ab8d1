/** What can be done with reviews and with what was put off; what takes something away offers to undo it. */

import { useMutation, useQueryClient } from "@tanstack/react-query"
import { api, must, type Schemas } from "@/api/client"
import { invalidate, TASK_VIEWS } from "@/api/invalidate"
import { t } from "@/i18n"
import { shortDay } from "@/lib/dates"
import { newKey } from "@/lib/keys"
import { toast, toastError } from "@/ui/toast"
import type { Decision, Period, PutOff, Review } from "./queries"

const at = (review_id: string) => ({ params: { path: { review_id } } })
const once = () => ({ headers: { "Idempotency-Key": newKey() } })

function useSettled(...also: string[]) {
  const client = useQueryClient()
  return { onError: toastError, onSettled: () => invalidate(client, "reviews", ...also) }
}

/** Drafts the review of the period that ended last, or of the one that a day belongs to. */
export function useDraft(open?: (review: Review) => void) {
  return useMutation({
    mutationFn: ({ period_type, day = null }: { period_type: Period; day?: string | null }) =>
      must(api.POST("/api/v1/reviews", { ...once(), body: { period_type, day } })),
    onSuccess: (review) => {
      toast(t("reviews.drafted"))
      open?.(review)
    },
    ...useSettled("quarantine"),
  })
}

export function useReview(id: string) {
  const settled = useSettled()
  const write = useMutation({
    mutationFn: (body: Schemas["ReviewPatch"]) => must(api.PATCH("/api/v1/reviews/{review_id}", { ...at(id), body })),
    ...settled,
  })
  const plan = useMutation({
    mutationFn: (focus: string) => must(api.POST("/api/v1/reviews/{review_id}/plan", { ...at(id), ...once(), body: { focus } })),
    onSuccess: () => toast(t("reviews.planned")),
    ...settled,
  })
  const complete = useMutation({
    mutationFn: () => must(api.POST("/api/v1/reviews/{review_id}/complete", { ...at(id), ...once() })),
    onSuccess: () => toast(t("reviews.completed")),
    ...settled,
  })
  return { write, plan, complete }
}

/** Puts a review in the trash; its page is left before anything asks for it again. */
export function useDelete(id: string, leave: () => Promise<void>) {
  const client = useQueryClient()
  const restore = useMutation({ mutationFn: () => must(api.POST("/api/v1/reviews/{review_id}/restore", at(id))), ...useSettled() })
  return useMutation({
    mutationFn: () => must(api.DELETE("/api/v1/reviews/{review_id}", at(id))),
    onSuccess: async () => {
      toast(t("reviews.deleted"), () => restore.mutate())
      await leave()
      await invalidate(client, "reviews")
    },
    onError: toastError,
  })
}

type Decided = { task: PutOff; decision: Decision["decision"]; day?: string; today: string }

/** Decides about one task that was put off. Letting go and another day can be taken back; to keep takes nothing. */
export function useDecide() {
  const settled = useSettled("quarantine", ...TASK_VIEWS)
  const back = useMutation({
    mutationFn: ({ task_id, body }: { task_id: string; body: Schemas["TaskPatch"] }) =>
      must(api.PATCH("/api/v1/tasks/{task_id}", { params: { path: { task_id } }, body })),
    ...settled,
  })
  return useMutation({
    mutationFn: async ({ task: { task_id }, decision, day }: Decided) => {
      const before = await must(api.GET("/api/v1/tasks/{task_id}", { params: { path: { task_id } } }))
      await must(api.POST("/api/v1/quarantine/decisions", { ...once(), body: { decisions: [{ task_id, decision, scheduled_for: day ?? null }] } }))
      return before
    },
    onSuccess: ({ id: task_id, status, scheduled_for }, { decision, day = "", today }) => {
      if (decision === "keep") toast(t("reviews.kept"))
      else if (decision === "drop") toast(t("reviews.dropped"), () => back.mutate({ task_id, body: { status } }))
      else toast(t("reviews.rescheduled", { day: shortDay(day, today) }), () => back.mutate({ task_id, body: { scheduled_for } }))
    },
    ...settled,
  })
}
