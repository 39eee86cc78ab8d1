/** Checking a task of the list off: at once on the page, taken back where the server refuses. */

import { useMutation, useQueryClient, type InfiniteData } from "@tanstack/react-query"
import { api, must, type Schemas } from "@/api/client"
import { invalidate, TASK_VIEWS } from "@/api/invalidate"
import { isOffline } from "@/api/problems"
import { enqueue } from "@/features/offline/queue"
import type { Task } from "@/features/tasks/queries"
import { useReopen } from "@/features/tasks/useTaskActions"
import { praise } from "@/features/tasks/words"
import { t } from "@/i18n"
import { newKey } from "@/lib/keys"
import { toast, toastError } from "@/ui/toast"
import type { listOptions } from "../queries"

type Pages = InfiniteData<Schemas["Page_TaskOut_"], number>

export function useListCheckOff(options: ReturnType<typeof listOptions>, leaves: boolean) {
  const client = useQueryClient()
  const key = options.queryKey
  const reopen = useReopen()
  const complete = useMutation({
    mutationFn: ({ id }: Task) =>
      must(
        api.POST("/api/v1/tasks/{task_id}/complete", {
          params: { path: { task_id: id } },
          body: {},
          headers: { "Idempotency-Key": newKey() },
        }),
      ),
    onMutate: async ({ id }) => {
      await client.cancelQueries({ queryKey: key })
      const before = client.getQueryData<Pages>(key)
      if (before) client.setQueryData<Pages>(key, checkedOff(before, id, leaves))
      return { before }
    },
    onError: (error, task, kept) => {
      if (isOffline(error)) {
        enqueue({ kind: "complete", id: task.id, title: task.title })
        toast(t("shell.kept"))
        return
      }
      if (kept?.before) client.setQueryData<Pages>(key, kept.before)
      toastError(error)
    },
    onSuccess: (done) => toast(praise(done), () => reopen.mutate(done.id)),
    onSettled: (_, error) => (isOffline(error) ? undefined : invalidate(client, ...TASK_VIEWS)),
  })
  return (task: Task) => (task.status === "done" ? reopen.mutate(task.id) : complete.mutate(task))
}

/** The list once a task is done: without it where only open ones are shown. */
export function checkedOff(list: Pages, id: string, leaves: boolean): Pages {
  const pages = list.pages.map((page) => ({
    ...page,
    total: leaves ? Math.max(page.total - 1, 0) : page.total,
    items: leaves
      ? page.items.filter((task) => task.id !== id)
      : page.items.map((task) => (task.id === id ? { ...task, status: "done" as const } : task)),
  }))
  return { ...list, pages }
}
