/** What can be done with rewards; each act that takes something away offers to undo it. */

import { useMutation, useQueryClient } from "@tanstack/react-query"
import { api, must } from "@/api/client"
import { invalidate } from "@/api/invalidate"
import { t } from "@/i18n"
import { newKey } from "@/lib/keys"
import { number } from "@/lib/units"
import { toast, toastError } from "@/ui/toast"
import { REWARD_VIEWS, type Redemption, type Reward } from "./queries"

const at = (reward_id: string) => ({ params: { path: { reward_id } } })
const once = () => ({ headers: { "Idempotency-Key": newKey() } })

function useSettled() {
  const client = useQueryClient()
  return { onError: toastError, onSettled: () => invalidate(client, ...REWARD_VIEWS) }
}

/** Gives something back that was had. */
export function useGiveBack() {
  return useMutation({
    mutationFn: ({ id }: Redemption) => must(api.POST("/api/v1/redemptions/{redemption_id}/refund", { params: { path: { redemption_id: id } }, ...once() })),
    onSuccess: () => toast(t("rewards.givenBack")),
    ...useSettled(),
  })
}

/** Has a reward, and says what remains. The server decides whether it can be had. */
export function useHave() {
  const back = useGiveBack()
  return useMutation({
    mutationFn: async ({ id }: Reward) => {
      const had = await must(api.POST("/api/v1/rewards/{reward_id}/redeem", { ...at(id), ...once(), body: {} }))
      const { points } = await must(api.GET("/api/v1/wallet"))
      return { had, left: points.balance }
    },
    onSuccess: ({ had, left }) => toast(t("rewards.had", { cost: number(had.cost), left: number(left) }), () => back.mutate(had)),
    ...useSettled(),
  })
}

export function useRestore(id: string) {
  return useMutation({
    mutationFn: () => must(api.POST("/api/v1/rewards/{reward_id}/restore", { ...at(id), ...once() })),
    onSuccess: () => toast(t("rewards.restored")),
    ...useSettled(),
  })
}

export function useArchive(id: string) {
  const restore = useRestore(id)
  return useMutation({
    mutationFn: () => must(api.POST("/api/v1/rewards/{reward_id}/archive", { ...at(id), ...once() })),
    onSuccess: () => toast(t("rewards.archived"), () => restore.mutate()),
    ...useSettled(),
  })
}

export function useDelete(id: string) {
  const restore = useRestore(id)
  return useMutation({
    mutationFn: () => must(api.DELETE("/api/v1/rewards/{reward_id}", at(id))),
    onSuccess: () => toast(t("rewards.deleted"), () => restore.mutate()),
    ...useSettled(),
  })
}

/** Locks a reward, or unlocks it. */
export function useLock(id: string) {
  const settled = useSettled()
  const set = (status: Reward["status"]) => must(api.PATCH("/api/v1/rewards/{reward_id}", { ...at(id), body: { status } }))
  const back = useMutation({ mutationFn: set, ...settled })
  return useMutation({
    mutationFn: set,
    onSuccess: ({ status }) =>
      toast(t(status === "locked" ? "rewards.locked" : "rewards.unlocked"), () => back.mutate(status === "locked" ? "active" : "locked")),
    ...settled,
  })
}

export function useMonthGoal() {
  return useMutation({
    mutationFn: (monthly_goal: number) => must(api.PATCH("/api/v1/wallet/alignment", { body: { monthly_goal } })),
    onSuccess: () => toast(t("rewards.monthKept")),
    ...useSettled(),
  })
}
