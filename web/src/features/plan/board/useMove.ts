/** Sends a task to another column, and offers to take it back. */

import { useMutation } from "@tanstack/react-query"
import { api, must } from "@/api/client"
import type { Task } from "@/features/tasks/queries"
import { useComplete, useSettled } from "@/features/tasks/useTaskActions"
import { statusName } from "@/features/tasks/words"
import { t } from "@/i18n"
import { toast } from "@/ui/toast"
import type { Status } from "../search"

type Move = { task: Task; to: Status }

export function useMove() {
  const settled = useSettled()
  const complete = useComplete()
  const patch = ({ task, to }: Move) =>
    must(api.PATCH("/api/v1/tasks/{task_id}", { params: { path: { task_id: task.id } }, body: { status: to } }))
  const back = useMutation({ mutationFn: patch, ...settled })
  const move = useMutation({
    mutationFn: patch,
    onSuccess: (_, { task, to }) =>
      toast(t("plan.sentTo", { status: statusName(to) }), () => back.mutate({ task, to: task.status })),
    ...settled,
  })
  const send = (task: Task, to: Status) => {
    if (to === task.status) return
    if (to === "done") complete.mutate(task.id)
    else move.mutate({ task, to })
  }
  const moving = move.isPending ? move.variables.task.id : complete.isPending ? complete.variables : undefined
  return { send, moving }
}
