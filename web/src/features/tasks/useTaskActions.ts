/** What can be done with a task from anywhere; each act that takes something away offers to undo it. */

import { useMutation, useQueryClient } from "@tanstack/react-query"
import { api, must } from "@/api/client"
import { invalidate, TASK_VIEWS } from "@/api/invalidate"
import { t } from "@/i18n"
import { newKey } from "@/lib/keys"
import { toast, toastError } from "@/ui/toast"
import { praise } from "./words"
import { taskOptions, type TaskPatch } from "./queries"

const at = (task_id: string) => ({ params: { path: { task_id } } })
const once = () => ({ headers: { "Idempotency-Key": newKey() } })

/** Refreshes every view of tasks, and says what went wrong. */
export function useSettled() {
  const client = useQueryClient()
  return { onError: toastError, onSettled: () => invalidate(client, ...TASK_VIEWS) }
}

export function useReopen() {
  return useMutation({
    mutationFn: (id: string) => must(api.POST("/api/v1/tasks/{task_id}/reopen", { ...at(id), ...once() })),
    onSuccess: () => toast(t("tasks.reopened")),
    ...useSettled(),
  })
}

export function useComplete() {
  const reopen = useReopen()
  return useMutation({
    mutationFn: (id: string) => must(api.POST("/api/v1/tasks/{task_id}/complete", { ...at(id), ...once(), body: {} })),
    onSuccess: (done) => toast(praise(done), () => reopen.mutate(done.id)),
    ...useSettled(),
  })
}

export function useDelete() {
  const settled = useSettled()
  const restore = useMutation({
    mutationFn: (id: string) => must(api.POST("/api/v1/tasks/{task_id}/restore", { ...at(id), ...once() })),
    ...settled,
  })
  return useMutation({
    mutationFn: ({ id }: { id: string; title: string }) => must(api.DELETE("/api/v1/tasks/{task_id}", at(id))),
    onSuccess: (_, { id, title }) => toast(t("tasks.deleted", { title }), () => restore.mutate(id)),
    ...settled,
  })
}

/** Changes fields of a task; the answer is shown at once where the task is open. */
export function usePatch(id: string) {
  const client = useQueryClient()
  const settled = useSettled()
  return useMutation({
    mutationFn: (body: TaskPatch) => must(api.PATCH("/api/v1/tasks/{task_id}", { ...at(id), body })),
    onSuccess: (task) => client.setQueryData(taskOptions(id).queryKey, task),
    onSettled: settled.onSettled,
  })
}
