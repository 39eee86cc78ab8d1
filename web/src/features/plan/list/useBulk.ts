/** One act with many tasks, and the way back. */

import { useMutation } from "@tanstack/react-query"
import { api, must, type Schemas } from "@/api/client"
import type { Task } from "@/features/tasks/queries"
import { useSettled } from "@/features/tasks/useTaskActions"
import { t } from "@/i18n"
import { newKey } from "@/lib/keys"
import { toast } from "@/ui/toast"

type Simple = { action: "complete" | "archive" | "restore" }
type Move = { action: "move"; to: Schemas["Destination"] }
type Reschedule = { action: "reschedule"; to: Schemas["Days"] }
export type Act = Simple | Move | Reschedule
type Step = Schemas["BulkSimple"] | Schemas["BulkMove"] | Schemas["BulkReschedule"]

const SAID = {
  complete: "plan.completedMany",
  archive: "plan.archivedMany",
  restore: "plan.restoredMany",
  move: "plan.movedMany",
  reschedule: "plan.rescheduledMany",
} as const

const REVERSE = { complete: "reopen", archive: "restore", restore: "archive" } as const

export function useBulk(done: () => void) {
  const settled = useSettled()
  const undo = useMutation({
    mutationFn: async (steps: Step[]) => {
      for (const step of steps) await ask(step)
    },
    ...settled,
  })
  return useMutation({
    mutationFn: ({ act, tasks }: { act: Act; tasks: Task[] }) => ask({ ...act, ids: tasks.map(({ id }) => id) }),
    onSuccess: ({ changed_ids }, { act, tasks }) => {
      const changed = tasks.filter(({ id }) => changed_ids.includes(id))
      const back = wayBack(act, changed)
      done()
      toast(t(SAID[act.action], { count: changed.length }), back.length > 0 ? () => undo.mutate(back) : undefined)
    },
    ...settled,
  })
}

function ask(body: Step) {
  return must(api.POST("/api/v1/tasks/bulk", { body, headers: { "Idempotency-Key": newKey() } }))
}

/** What puts tasks back where they were before: one step for each place or day they came from. */
export function wayBack(act: Act, tasks: Task[]): Step[] {
  const ids = tasks.map(({ id }) => id)
  if (ids.length === 0) return []
  if (!("to" in act)) return [{ action: REVERSE[act.action], ids }]
  if (act.action === "move")
    return grouped(tasks, ({ project_id, area_id }) => ({ project_id, area_id })).map(([to, own]) => ({ action: "move", to, ids: own }))
  const days = (task: Task): Schemas["Days"] =>
    Object.fromEntries(Object.keys(act.to).map((name) => [name, task[name as keyof Schemas["Days"]]]))
  return grouped(tasks, days).map(([to, own]) => ({ action: "reschedule", to, ids: own }))
}

function grouped<T>(tasks: Task[], of: (task: Task) => T): [T, string[]][] {
  const groups = new Map<string, [T, string[]]>()
  for (const task of tasks) {
    const value = of(task)
    const group = groups.get(JSON.stringify(value)) ?? [value, []]
    group[1].push(task.id)
    groups.set(JSON.stringify(value), group)
  }
  return [...groups.values()]
}
