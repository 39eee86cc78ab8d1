import { Button } from "@mantine/core"
import { useMutation, useQueryClient, useSuspenseQuery } from "@tanstack/react-query"
import { api, must } from "@/api/client"
import { invalidate } from "@/api/invalidate"
import { useToday } from "@/features/account/useToday"
import { t } from "@/i18n"
import { shortInstant } from "@/lib/dates"
import { newKey } from "@/lib/keys"
import { fileSize, number } from "@/lib/units"
import { toastError } from "@/ui/toast"
import { exportOptions, isUnderWay, type Export } from "./queries"
import { Section } from "./Section"
import classes from "./Settings.module.css"

/** Everything that one has made, as one file. */
export function ExportFile() {
  const latest = useSuspenseQuery(exportOptions).data.items[0]
  const client = useQueryClient()
  const ask = useMutation({
    mutationFn: () => must(api.POST("/api/v1/data/export", { headers: { "Idempotency-Key": newKey() } })),
    onError: toastError,
    onSettled: () => invalidate(client, "data/requests"),
  })
  const get = useMutation({ mutationFn: download, onError: toastError })
  const standing = useStanding(latest)
  const ready = isReady(latest)
  return (
    <Section title={t("settings.exportTitle")} text={t("settings.exportText")}>
      {standing ? (
        <p className={classes.soft} role="status">
          {standing}
        </p>
      ) : null}
      <div className={classes.actions}>
        {ready && latest ? (
          <Button loading={get.isPending} onClick={() => get.mutate(latest.id)}>
            {t("settings.exportGet")}
          </Button>
        ) : null}
        <Button variant="default" loading={ask.isPending || isUnderWay(latest)} onClick={() => ask.mutate()}>
          {t("settings.exportAsk")}
        </Button>
      </div>
    </Section>
  )
}

function isReady(request: Export | undefined): boolean {
  return request?.status === "completed" && request.file_bytes !== null
}

function useStanding(request: Export | undefined): string | null {
  const { day, zone } = useToday()
  if (!request) return null
  const { status, finished_at, file_bytes, file_expires_at } = request
  if (status === "pending") return t("settings.exportWaiting")
  if (status === "processing") {
    const total = request.total_rows === null ? "…" : number(request.total_rows)
    return t("settings.exportRunning", { done: number(request.done_rows), total })
  }
  if (status === "failed") return t("settings.exportFailed")
  if (!isReady(request) || !finished_at || !file_expires_at) return null
  return t("settings.exportReady", {
    when: shortInstant(finished_at, day, zone),
    size: fileSize(file_bytes ?? 0),
    until: shortInstant(file_expires_at, day, zone),
  })
}

/** Asks once as the page does, which renews an access that has ended; the browser then takes the file by itself. */
async function download(request_id: string): Promise<void> {
  await must(api.GET("/api/v1/data/requests/{request_id}", { params: { path: { request_id } } }))
  window.location.assign(`/api/v1/data/requests/${request_id}/download`)
}
