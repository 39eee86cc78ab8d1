/** Checking a task off: at once on the page, taken back where the server refuses. */

import { useMutation, useQueryClient } from "@tanstack/react-query"
import { api, must, type Schemas } from "@/api/client"
import { invalidate, TASK_VIEWS } from "@/api/invalidate"
import { t } from "@/i18n"
import { toast, toastError } from "@/ui/toast"
import { todayOptions, type Today } from "./queries"

type Done = Schemas["CompletedTaskOut"]

export function useCheckOff() {
  const client = useQueryClient()
  const key = todayOptions.queryKey

  const reopen = useMutation({
    mutationFn: (task_id: string) =>
      must(api.POST("/api/v1/tasks/{task_id}/reopen", { params: { path: { task_id } } })),
    onSuccess: () => toast(t("today.reopened")),
    onError: toastError,
    onSettled: () => invalidate(client, ...TASK_VIEWS),
  })

  return useMutation({
    mutationFn: ({ id }: { id: string; title: string }) =>
      must(
        api.POST("/api/v1/tasks/{task_id}/complete", {
          params: { path: { task_id: id } },
          body: {},
          headers: { "Idempotency-Key": crypto.randomUUID() },
        }),
      ),
    onMutate: async ({ id, title }) => {
      await client.cancelQueries({ queryKey: key })
      const before = client.getQueryData<Today>(key)
      if (before) client.setQueryData<Today>(key, checkedOff(before, id, title))
      return { before }
    },
    onError: (error, _, kept) => {
      if (kept?.before) client.setQueryData<Today>(key, kept.before)
      toastError(error)
    },
    onSuccess: (done) => toast(praise(done), () => reopen.mutate(done.id)),
    onSettled: () => invalidate(client, ...TASK_VIEWS),
  })
}

/** The day as it is once the task is done; its points come with the server's answer. */
export function checkedOff(today: Today, id: string, title: string): Today {
  return {
    ...today,
    items: today.items.filter(({ task }) => task.id !== id),
    candidate_count: Math.max(today.candidate_count - 1, 0),
    done_today: [{ id, title, completed_at: new Date().toISOString() }, ...today.done_today],
  }
}

function praise(done: Done): string {
  const points = done.earned_points > 0 ? t("today.points", { count: done.earned_points }) : t("today.noPoints")
  const text = t("today.completed", { points })
  return done.next_task_id ? `${text} ${t("today.nextMade")}` : text
}
