import type { ReactNode } from "react"
import { t } from "@/i18n"
import { Mark } from "@/ui/Mark"
import classes from "./Door.module.css"

/** The frame of sign-up and login: what Cairn promises on one side, the form on the other. */
export function Door({ title, lead, children }: { title: string; lead: string; children: ReactNode }) {
  return (
    <div className={classes.door}>
      <aside className={classes.promises}>
        <div className={classes.brand}>
          <Mark size={36} />
          <span>{t("common.app")}</span>
        </div>
        <Hill />
        <ul>
          <li>{t("account.promise1")}</li>
          <li>{t("account.promise2")}</li>
          <li>{t("account.promise3")}</li>
        </ul>
      </aside>
      <main className={classes.form}>
        <h1>{title}</h1>
        <p className={classes.lead}>{lead}</p>
        {children}
      </main>
    </div>
  )
}

/** Two ridges with a cairn on the nearer one. */
function Hill() {
  return (
    <svg className={classes.hill} viewBox="0 0 480 320" preserveAspectRatio="xMidYMax slice" aria-hidden="true">
      <circle className={classes.sun} cx="356" cy="96" r="30" />
      <path className={classes.far} d="M0 216c70-52 132-66 206-34 66 28 138 18 274-46v184H0Z" />
      <path className={classes.near} d="M0 262c96-26 168-34 262-8 72 20 140 22 218 4v62H0Z" />
      <g className={classes.stones}>
        <path d="M118 246c2-12 20-18 44-18 30 0 52 5 54 18 1 8-14 12-52 12-32 0-47-3-46-12Z" />
        <path d="M132 222c2-10 18-16 36-15s32 7 31 16c-1 7-15 10-34 9-22-1-35-4-33-10Z" />
        <path d="M144 201c1-9 12-15 25-14 12 0 21 7 20 14-1 6-10 9-22 8-14 0-24-2-23-8Z" />
        <path d="M155 182c0-8 6-14 13-14s13 6 12 14c0 5-6 7-13 7s-12-2-12-7Z" />
      </g>
    </svg>
  )
}
