/** What can be done with entries; what takes something away offers to undo it. */

import { useMutation, useQueryClient } from "@tanstack/react-query"
import { api, must } from "@/api/client"
import { invalidate } from "@/api/invalidate"
import { isOffline } from "@/api/problems"
import { enqueue } from "@/features/offline/queue"
import { t } from "@/i18n"
import { newKey } from "@/lib/keys"
import { toast, toastError } from "@/ui/toast"
import { JOURNAL_VIEWS, type Draft, type Entry, type Linked } from "../queries"

const at = (entry_id: string) => ({ params: { path: { entry_id } } })

function useSettled() {
  const client = useQueryClient()
  return { onError: toastError, onSettled: () => invalidate(client, ...JOURNAL_VIEWS) }
}

/** Writes an entry, or what is said differently of one; without a connection a new one is kept until there is one. */
export function useWrite(entry: Entry | undefined, written: () => void) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (body: Draft): Promise<Entry> => {
      if (!entry) return must(api.POST("/api/v1/journal", { body, headers: { "Idempotency-Key": newKey() } }))
      const { occurred_at, ...rest } = body
      return must(
        api.PATCH("/api/v1/journal/{entry_id}", {
          params: { path: { entry_id: entry.id }, header: { "If-Match": `"${entry.version}"` } },
          body: { ...rest, ...(occurred_at ? { occurred_at } : {}) },
        }),
      )
    },
    onSuccess: () => {
      written()
      toast(t("journal.saved"))
      return invalidate(client, ...JOURNAL_VIEWS)
    },
    onError: (error, body) => {
      if (entry || !isOffline(error)) return
      enqueue({ kind: "write", body })
      written()
      toast(t("shell.kept"))
    },
  })
}

/** Puts an entry in the trash; its page is left before anything asks for it again. */
export function useDelete(id: string, leave: () => Promise<void>) {
  const client = useQueryClient()
  const settled = useSettled()
  const restore = useMutation({ mutationFn: () => must(api.POST("/api/v1/journal/{entry_id}/restore", at(id))), ...settled })
  return useMutation({
    mutationFn: () => must(api.DELETE("/api/v1/journal/{entry_id}", at(id))),
    onSuccess: async () => {
      toast(t("journal.deleted"), () => restore.mutate())
      await leave()
      await invalidate(client, ...JOURNAL_VIEWS)
    },
    onError: toastError,
  })
}

/** Connections of something that has any. */
export function useConnections(id: string) {
  const settled = useSettled()
  const link = useMutation({
    mutationFn: (to_id: string) => must(api.POST("/api/v1/links", { body: { from_id: id, to_id }, headers: { "Idempotency-Key": newKey() } })),
    ...settled,
  })
  const restore = useMutation({
    mutationFn: (link_id: string) => must(api.POST("/api/v1/links/{link_id}/restore", { params: { path: { link_id } } })),
    ...settled,
  })
  const unlink = useMutation({
    mutationFn: ({ link_id }: Linked) => must(api.DELETE("/api/v1/links/{link_id}", { params: { path: { link_id } } })),
    onSuccess: (_, { link_id }) => toast(t("journal.unlinked"), () => restore.mutate(link_id)),
    ...settled,
  })
  return { link, unlink }
}
