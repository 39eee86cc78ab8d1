import type { ReactNode } from "react"
import { t } from "@/i18n"
import { Views } from "@/ui/Views"
import classes from "./Rewards.module.css"

const VIEWS = [
  { to: "/rewards", label: "rewards.shelf" },
  { to: "/rewards/wallet", label: "rewards.wallet" },
] as const

/** The name of the room, its parts, and what can be done in this one. */
export function RewardsHeader({ children }: { children?: ReactNode }) {
  return (
    <header className={classes.header}>
      <h1>{t("rewards.title")}</h1>
      {children}
      <Views label={t("rewards.views")} views={VIEWS} />
    </header>
  )
}
