import { Button } from "@mantine/core"
import { useDebouncedValue } from "@mantine/hooks"
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query"
import { useState } from "react"
import { api, must } from "@/api/client"
import { invalidate, TASK_VIEWS } from "@/api/invalidate"
import { isOffline } from "@/api/problems"
import { enqueue } from "@/features/offline/queue"
import { t } from "@/i18n"
import { newKey } from "@/lib/keys"
import { Refusal } from "@/ui/Refusal"
import { toast } from "@/ui/toast"
import { Draft } from "./Draft"
import { HighlightedInput } from "./HighlightedInput"
import classes from "./QuickAdd.module.css"

const PAUSE_MS = 160

/** A task in one line; what the server has understood of it is shown while it is typed. */
export function QuickAddForm({ close }: { close: () => void }) {
  const client = useQueryClient()
  const [text, setText] = useState("")
  const [settled] = useDebouncedValue(text, PAUSE_MS)
  const preview = useQuery({
    queryKey: ["quick-preview", settled],
    queryFn: ({ signal }) => must(api.POST("/api/v1/tasks/quick", { body: { text: settled, dry_run: true }, signal })),
    enabled: settled.trim() !== "",
    placeholderData: (previous) => previous,
    retry: false,
  })
  const add = useMutation({
    mutationFn: (line: string) =>
      must(api.POST("/api/v1/tasks/quick", { body: { text: line, dry_run: false }, headers: { "Idempotency-Key": newKey() } })),
    onSuccess: (answer) => {
      close()
      toast(t("tasks.quickAdded", { title: answer.draft.title }))
      void invalidate(client, ...TASK_VIEWS)
    },
    onError: (error, line) => {
      if (!isOffline(error)) return
      enqueue({ kind: "add", text: line })
      close()
      toast(t("shell.kept"))
    },
  })
  const reading = text.trim() === "" ? undefined : preview.data
  return (
    <form
      className={classes.form}
      onSubmit={(event) => {
        event.preventDefault()
        if (text.trim()) add.mutate(text)
      }}
    >
      <Refusal error={add.error} />
      <HighlightedInput value={text} onChange={setText} reading={settled === text ? reading : undefined} />
      {reading ? <Draft reading={reading} /> : <p className={classes.hint}>{t("tasks.quickHint")}</p>}
      <div className={classes.actions}>
        <Button type="submit" loading={add.isPending} disabled={!text.trim()}>
          {t("tasks.quickAdd")}
        </Button>
      </div>
    </form>
  )
}
