/** What can be done with a goal; each act that takes something away offers to undo it. */

import { useMutation, useQueryClient } from "@tanstack/react-query"
import { api, must, type Schemas } from "@/api/client"
import { invalidate } from "@/api/invalidate"
import { t } from "@/i18n"
import { newKey } from "@/lib/keys"
import { toast, toastError } from "@/ui/toast"
import type { Criterion, Link, Note } from "./queries"

const at = (goal_id: string) => ({ params: { path: { goal_id } } })
const once = () => ({ headers: { "Idempotency-Key": newKey() } })

function useSettled() {
  const client = useQueryClient()
  return { onError: toastError, onSettled: () => invalidate(client, "goals") }
}

export function useRestore(id: string) {
  return useMutation({
    mutationFn: () => must(api.POST("/api/v1/goals/{goal_id}/restore", { ...at(id), ...once() })),
    onSuccess: () => toast(t("goals.restored")),
    ...useSettled(),
  })
}

export function useArchive(id: string) {
  const restore = useRestore(id)
  return useMutation({
    mutationFn: () => must(api.POST("/api/v1/goals/{goal_id}/archive", { ...at(id), ...once() })),
    onSuccess: () => toast(t("goals.archived"), () => restore.mutate()),
    ...useSettled(),
  })
}

/** Puts the goal in the trash; its page is left before anything asks for it again. */
export function useDelete(id: string, leave: () => Promise<void>) {
  const restore = useRestore(id)
  const client = useQueryClient()
  return useMutation({
    mutationFn: () => must(api.DELETE("/api/v1/goals/{goal_id}", at(id))),
    onSuccess: async () => {
      toast(t("goals.deleted"), () => restore.mutate())
      await leave()
      await invalidate(client, "goals")
    },
    onError: toastError,
  })
}

export function useReopen(id: string) {
  return useMutation({
    mutationFn: () => must(api.POST("/api/v1/goals/{goal_id}/reopen", { ...at(id), ...once() })),
    ...useSettled(),
  })
}

/** Achieves the goal; with criteria still open the server wants it `confirm`ed. */
export function useAchieve(id: string, open: () => void) {
  const reopen = useReopen(id)
  const { onSettled } = useSettled()
  return useMutation({
    mutationFn: (confirm: boolean) => must(api.POST("/api/v1/goals/{goal_id}/achieve", { ...at(id), ...once(), body: { confirm } })),
    onSuccess: () => toast(t("goals.achieved"), () => reopen.mutate()),
    onError: (error, confirm) => (confirm ? toastError(error) : open()),
    onSettled,
  })
}

export function useCriteria(id: string) {
  const settled = useSettled()
  const of = (criterion_id: string) => ({ params: { path: { goal_id: id, criterion_id } } })
  const add = useMutation({
    mutationFn: (text: string) => must(api.POST("/api/v1/goals/{goal_id}/criteria", { ...at(id), ...once(), body: { text } })),
    ...settled,
  })
  const toggle = useMutation({
    mutationFn: ({ id: own, done_at }: Criterion) =>
      must(
        done_at
          ? api.POST("/api/v1/goals/{goal_id}/criteria/{criterion_id}/reopen", { ...of(own), ...once() })
          : api.POST("/api/v1/goals/{goal_id}/criteria/{criterion_id}/complete", { ...of(own), ...once() }),
      ),
    ...settled,
  })
  const again = useMutation({
    mutationFn: async ({ text, measurable, position, done_at }: Criterion) => {
      const body = { text, measurable, position }
      const made = await must(api.POST("/api/v1/goals/{goal_id}/criteria", { ...at(id), ...once(), body }))
      if (done_at) await must(api.POST("/api/v1/goals/{goal_id}/criteria/{criterion_id}/complete", { ...of(made.id), ...once() }))
    },
    ...settled,
  })
  const remove = useMutation({
    mutationFn: (criterion: Criterion) => must(api.DELETE("/api/v1/goals/{goal_id}/criteria/{criterion_id}", of(criterion.id))),
    onSuccess: (_, criterion) => toast(t("goals.criterionRemoved"), () => again.mutate(criterion)),
    ...settled,
  })
  return { add, toggle, remove }
}

export function useLinks(id: string) {
  const settled = useSettled()
  const add = useMutation({
    mutationFn: (body: Schemas["LinkCreate"]) => must(api.POST("/api/v1/goals/{goal_id}/links", { ...at(id), ...once(), body })),
    ...settled,
  })
  const remove = useMutation({
    mutationFn: (link: Link) =>
      must(api.DELETE("/api/v1/goals/{goal_id}/links/{link_id}", { params: { path: { goal_id: id, link_id: link.id } } })),
    onSuccess: (_, { entity_id, weight, role }) => toast(t("goals.linkRemoved"), () => add.mutate({ entity_id, weight, role })),
    ...settled,
  })
  return { add, remove }
}

export function useNotes(id: string) {
  const settled = useSettled()
  const add = useMutation({
    mutationFn: (body: Schemas["NoteCreate"]) => must(api.POST("/api/v1/goals/{goal_id}/notes", { ...at(id), ...once(), body })),
    ...settled,
  })
  const remove = useMutation({
    mutationFn: (note: Note) =>
      must(api.DELETE("/api/v1/goals/{goal_id}/notes/{note_id}", { params: { path: { goal_id: id, note_id: note.id } } })),
    onSuccess: (_, { text, on_date, progress_pct }) => toast(t("goals.noteRemoved"), () => add.mutate({ text, on_date, progress_pct })),
    ...settled,
  })
  return { add, remove }
}
