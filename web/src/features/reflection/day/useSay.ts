/** Saying something of a day: each tap is kept at once. */

import { useMutation, useQueryClient } from "@tanstack/react-query"
import { api, must } from "@/api/client"
import { invalidate } from "@/api/invalidate"
import { t } from "@/i18n"
import { toast, toastError } from "@/ui/toast"
import { DAY_VIEWS, daysOptions, type Day, type DayChange } from "../queries"
import { stripOf } from "./strip"

const SAYING = ["say-day"]

type Days = { items: Day[]; total: number; page: number; page_size: number }

/** Changes fields of a day; the page shows them before the server has answered. */
export function useSay(day: string, today: string) {
  const client = useQueryClient()
  const { first, last } = stripOf(day, today)
  const key = daysOptions(first, last).queryKey
  return useMutation({
    mutationKey: SAYING,
    mutationFn: (change: DayChange) => must(api.PATCH("/api/v1/days/{day}", { params: { path: { day } }, body: change })),
    onMutate: async (change) => {
      await client.cancelQueries({ queryKey: key })
      const before = client.getQueryData<Days>(key)
      if (before) client.setQueryData<Days>(key, { ...before, items: said(before.items, day, change) })
      return { before }
    },
    onError: (error, _, kept) => {
      if (kept?.before) client.setQueryData(key, kept.before)
      toastError(error)
    },
    // Of several taps the last asks again, when all of them have arrived.
    onSettled: () => (client.isMutating({ mutationKey: SAYING }) === 1 ? invalidate(client, ...DAY_VIEWS) : undefined),
  })
}

/** The days with a change to one of them, which may be its first word. */
export function said(days: Day[], day: string, change: DayChange): Day[] {
  const plain = { ...change, ...("mood" in change && !("mood_label" in change) ? { mood_label: null } : {}) }
  if (days.some(({ local_date }) => local_date === day))
    return days.map((one) => (one.local_date === day ? ({ ...one, ...plain } as Day) : one))
  return [...days, { ...UNSAID, local_date: day, ...plain } as Day]
}

export const UNSAID: Omit<Day, "id" | "local_date" | "timezone" | "version" | "created_at" | "updated_at"> = {
  text: null,
  mood: null,
  mood_label: null,
  energy: null,
  sleep_hours: null,
  sleep_quality: null,
  completion: null,
  productivity: null,
  accomplishment: null,
  challenges: null,
  gratitude: null,
  lessons: null,
  tomorrow_focus: null,
  links: [],
  archived_at: null,
}

/** Takes back everything that was said of a day. */
export function useUnsay(day: string) {
  const client = useQueryClient()
  const at = { params: { path: { day } } }
  const settled = { onError: toastError, onSettled: () => invalidate(client, ...DAY_VIEWS) }
  const restore = useMutation({ mutationFn: () => must(api.POST("/api/v1/days/{day}/restore", at)), ...settled })
  return useMutation({
    mutationFn: () => must(api.DELETE("/api/v1/days/{day}", at)),
    onSuccess: () => toast(t("reflection.removed"), () => restore.mutate()),
    ...settled,
  })
}
