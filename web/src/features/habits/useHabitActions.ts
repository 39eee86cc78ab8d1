/** What can be done with a habit; each act that takes something away offers to undo it. */

import { useMutation, useQueryClient } from "@tanstack/react-query"
import { api, must, type Schemas } from "@/api/client"
import { invalidate } from "@/api/invalidate"
import { t } from "@/i18n"
import { addDays } from "@/lib/dates"
import { newKey } from "@/lib/keys"
import { toast, toastError } from "@/ui/toast"
import { withLog } from "./marks"
import { HABIT_VIEWS, habitsTodayOptions, type HabitLog, type HabitsToday, type Pause } from "./queries"

const at = (habit_id: string) => ({ params: { path: { habit_id } } })
const once = () => ({ headers: { "Idempotency-Key": newKey() } })

type Log = { id: string; body: Schemas["HabitLogCreate"] }

function useSettled() {
  const client = useQueryClient()
  return { onError: toastError, onSettled: () => invalidate(client, ...HABIT_VIEWS) }
}

/** Writes down that it was done, at once on the page where it is for today. */
export function useLog() {
  const client = useQueryClient()
  const key = habitsTodayOptions.queryKey
  const take = useTakeBack()
  return useMutation({
    mutationFn: ({ id, body }: Log) => must(api.POST("/api/v1/habits/{habit_id}/logs", { ...at(id), ...once(), body })),
    onMutate: async ({ id, body }) => {
      await client.cancelQueries({ queryKey: key })
      const before = client.getQueryData<HabitsToday>(key)
      if (before && (body.local_date ?? before.date) === before.date)
        client.setQueryData<HabitsToday>(key, withLog(before, id, body.amount ?? 1))
      return { before }
    },
    onError: (error, _, kept) => {
      if (kept?.before) client.setQueryData<HabitsToday>(key, kept.before)
      toastError(error)
    },
    onSuccess: (log) => {
      const words = log.earned_points > 0 ? t("habits.logged", { count: log.earned_points }) : t("habits.loggedPlain")
      toast(words, () => take.mutate({ id: log.habit_id, log: log.id }))
    },
    onSettled: () => invalidate(client, ...HABIT_VIEWS),
  })
}

/** Deletes a log without a word: the way back of writing it down. */
function useTakeBack() {
  return useMutation({
    mutationFn: ({ id, log }: { id: string; log: string }) =>
      must(api.DELETE("/api/v1/habits/{habit_id}/logs/{log_id}", { params: { path: { habit_id: id, log_id: log } } })),
    ...useSettled(),
  })
}

/** Deletes a log; it can be written down again as it was. */
export function useUnlog() {
  const again = useMutation({
    mutationFn: ({ habit_id, amount, at: when, local_date, note }: HabitLog) =>
      must(api.POST("/api/v1/habits/{habit_id}/logs", { ...at(habit_id), ...once(), body: { amount, at: when, local_date, note } })),
    ...useSettled(),
  })
  return useMutation({
    mutationFn: async ({ id, log }: { id: string; log: string }) => {
      const path = { params: { path: { habit_id: id, log_id: log } } }
      const before = await must(api.GET("/api/v1/habits/{habit_id}/logs/{log_id}", path))
      await must(api.DELETE("/api/v1/habits/{habit_id}/logs/{log_id}", path))
      return before
    },
    onSuccess: (before) => toast(t("habits.taken"), () => again.mutate(before)),
    ...useSettled(),
  })
}

export function useRestore(id: string) {
  return useMutation({
    mutationFn: () => must(api.POST("/api/v1/habits/{habit_id}/restore", { ...at(id), ...once() })),
    onSuccess: () => toast(t("habits.restored")),
    ...useSettled(),
  })
}

export function useArchive(id: string) {
  const restore = useRestore(id)
  return useMutation({
    mutationFn: () => must(api.POST("/api/v1/habits/{habit_id}/archive", { ...at(id), ...once() })),
    onSuccess: () => toast(t("habits.archived"), () => restore.mutate()),
    ...useSettled(),
  })
}

/** Puts the habit in the trash; its page is left before anything asks for it again. */
export function useDelete(id: string, leave: () => Promise<void>) {
  const restore = useRestore(id)
  const client = useQueryClient()
  return useMutation({
    mutationFn: () => must(api.DELETE("/api/v1/habits/{habit_id}", at(id))),
    onSuccess: async () => {
      toast(t("habits.deleted"), () => restore.mutate())
      await leave()
      await invalidate(client, ...HABIT_VIEWS)
    },
    onError: toastError,
  })
}

/** Ends a pause yesterday, or takes it away where it began no earlier than today. */
export function useEndPause(today: string) {
  const settled = useSettled()
  const again = useMutation({
    mutationFn: async ({ id, habit_id, first, last, reason, note }: Pause) => {
      if (first >= today) await must(api.POST("/api/v1/habits/pauses", { ...once(), body: { habit_id, first, last, reason, note } }))
      else await must(api.PATCH("/api/v1/habits/pauses/{pause_id}", { params: { path: { pause_id: id } }, body: { last } }))
    },
    ...settled,
  })
  return useMutation({
    mutationFn: async ({ id, first }: Pause) => {
      const path = { params: { path: { pause_id: id } } }
      if (first >= today) await must(api.DELETE("/api/v1/habits/pauses/{pause_id}", path))
      else await must(api.PATCH("/api/v1/habits/pauses/{pause_id}", { ...path, body: { last: addDays(today, -1) } }))
    },
    onSuccess: (_, pause) => toast(t("habits.pauseEnded"), () => again.mutate(pause)),
    ...settled,
  })
}
