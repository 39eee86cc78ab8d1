/** What stands in the way of a reward, what it is worth, and what a movement was, in words. */

import { t, type Key } from "@/i18n"
import { rewards } from "@/i18n/en/rewards"
import { shortInstant } from "@/lib/dates"
import { number } from "@/lib/units"
import type { Availability, Guide, Kind, Movement } from "./queries"

const A_DAY = [0.75, 1.25] as const

/** A text that counts, with the count as people write it. */
export function counted(key: "rewards.balance" | "rewards.cost" | "rewards.wayPoints", count: number): string {
  return t(key, { count, amount: number(count) })
}

/** Why it cannot be had now; empty where it can. */
export function wayWords({ reason, missing_points, available_at }: Availability, today: string, zone: string): string {
  switch (reason) {
    case null:
      return ""
    case "too_expensive":
      return counted("rewards.wayPoints", missing_points ?? 0)
    case "cooling_down":
      return t("rewards.wayCooling", { when: available_at ? shortInstant(available_at, today, zone) : "" })
    case "limit_reached":
      return t("rewards.wayLimit")
    case "locked":
      return t("rewards.wayLocked")
    case "archived":
      return t("rewards.wayArchived")
  }
}

/** How many usual days it stands for; empty while that is unknown. */
export function daysWords(days: number | null): string {
  if (days === null) return ""
  if (days < A_DAY[0]) return t("rewards.dayPart")
  if (days <= A_DAY[1]) return t("rewards.dayOne")
  return t("rewards.days", { days: number(days, days < 10 ? 1 : 0) })
}

/** The price that fits a kind of reward; null where none is known, or none belongs to it. */
export function fitting(kind: Kind, guide: Guide | undefined): number | null {
  return (kind !== "custom" && guide?.[kind]) || null
}

/** What happened, by its stable word; of a milestone whatever it was. */
export function reasonWords({ reason, type }: Pick<Movement, "reason" | "type">): string {
  if (`reason_${reason}` in rewards) return t(`rewards.reason_${reason}` as Key)
  return reason.startsWith("milestone") ? t("rewards.reason_milestone") : t(`rewards.type_${type}`)
}

/** "+120", "−90". */
export function amountWords(amount: number): string {
  return `${amount < 0 ? "−" : "+"}${number(Math.abs(amount))}`
}

/** An emoji as it is; the name of an icon is not shown. */
export function emojiOf(icon: string | null): string {
  return icon && !/[\p{L}]/u.test(icon) ? icon : ""
}
