/** What can be done with a file: look at it, import it, forget it. */

import { useMutation, useQueryClient } from "@tanstack/react-query"
import { api, must } from "@/api/client"
import { invalidate } from "@/api/invalidate"
import { t } from "@/i18n"
import { newKey } from "@/lib/keys"
import { toast, toastError } from "@/ui/toast"
import { importOptions, type Import, type Options } from "./queries"

type Asked = { file: File; options?: Options; instead?: string }

const at = (import_id: string) => ({ params: { path: { import_id } } })

/** Sends a file to be looked at; `instead` is an earlier look at it, which is then forgotten. */
export function useLook(seen: (found: Import) => Promise<void>) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: ({ file, options }: Asked) =>
      must(
        api.POST("/api/v1/imports", {
          body: { file: file.name },
          bodySerializer: () => formOf(file, options),
          headers: { "Idempotency-Key": newKey() },
        }),
      ),
    onSuccess: async (found, { instead }) => {
      client.setQueryData(importOptions(found.id).queryKey, found)
      await seen(found)
      if (instead) await must(api.DELETE("/api/v1/imports/{import_id}", at(instead)))
      await invalidate(client, "imports")
    },
  })
}

export function useCommit(id: string) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: () =>
      must(api.POST("/api/v1/imports/{import_id}/commit", { ...at(id), headers: { "Idempotency-Key": newKey() } })),
    onError: toastError,
    // Tasks, projects, the journal, Today: all of the page may read otherwise now.
    onSettled: () => client.invalidateQueries(),
  })
}

/** Forgets what was looked at; its page is left before anything asks for it again. */
export function useDiscard({ id, file_name: name }: Import, leave: () => Promise<void>) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: () => must(api.DELETE("/api/v1/imports/{import_id}", at(id))),
    onSuccess: async () => {
      toast(t("imports.discarded", { name }))
      await leave()
      client.removeQueries({ queryKey: importOptions(id).queryKey })
      await invalidate(client, "imports")
    },
    onError: toastError,
  })
}

function formOf(file: File, options?: Options): FormData {
  const form = new FormData()
  form.append("file", file)
  if (options) form.append("options", JSON.stringify(options))
  return form
}
