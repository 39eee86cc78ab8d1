import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query"
import { $api, api, must } from "@/api/client"
import { invalidate } from "@/api/invalidate"
import { toastError } from "@/ui/toast"

export const timerOptions = $api.queryOptions("get", "/api/v1/timer")

/** The running timer, and starting and stopping it. Starting on a task ends what ran before. */
export function useTimer() {
  const client = useQueryClient()
  const { data } = useQuery(timerOptions)
  const settle = { onError: toastError, onSettled: () => invalidate(client, "timer", "time-entries", "today") }
  const start = useMutation({
    mutationFn: (entity_id: string) =>
      must(api.POST("/api/v1/timer/start", { body: { entity_id, kind: "focused", switch: true } })),
    ...settle,
  })
  const stop = useMutation({ mutationFn: () => must(api.POST("/api/v1/timer/stop", { body: {} })), ...settle })
  const entry = data?.state === "running" ? data.entry : null
  return { entry, start: start.mutate, stop: () => stop.mutate(), busy: start.isPending || stop.isPending }
}
