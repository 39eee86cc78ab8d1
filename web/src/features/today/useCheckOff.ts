/** Checking a task off: at once on the page, taken back where the server refuses. */

import { useMutation, useQueryClient } from "@tanstack/react-query"
import { api, must } from "@/api/client"
import { invalidate, TASK_VIEWS } from "@/api/invalidate"
import { isOffline } from "@/api/problems"
import { enqueue } from "@/features/offline/queue"
import { useReopen } from "@/features/tasks/useTaskActions"
import { t } from "@/i18n"
import { newKey } from "@/lib/keys"
import { praise } from "@/features/tasks/words"
import { toast, toastError } from "@/ui/toast"
import { todayOptions, type Item, type Today } from "./queries"

export function useCheckOff() {
  const client = useQueryClient()
  const key = todayOptions.queryKey

  const reopen = useReopen()

  return useMutation({
    mutationFn: ({ id }: Pick<Item["task"], "id" | "title">) =>
      must(
        api.POST("/api/v1/tasks/{task_id}/complete", {
          params: { path: { task_id: id } },
          body: {},
          headers: { "Idempotency-Key": newKey() },
        }),
      ),
    onMutate: async ({ id, title }) => {
      await client.cancelQueries({ queryKey: key })
      const before = client.getQueryData<Today>(key)
      if (before) client.setQueryData<Today>(key, checkedOff(before, id, title))
      return { before }
    },
    onError: (error, task, kept) => {
      if (isOffline(error)) {
        enqueue({ kind: "complete", id: task.id, title: task.title })
        toast(t("shell.kept"))
        return
      }
      if (kept?.before) client.setQueryData<Today>(key, kept.before)
      toastError(error)
    },
    onSuccess: (done) => toast(praise(done), () => reopen.mutate(done.id)),
    onSettled: (_, error) => (isOffline(error) ? undefined : invalidate(client, ...TASK_VIEWS)),
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
