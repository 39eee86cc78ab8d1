import { useHotkeys } from "@mantine/hooks"
import type { ReactNode } from "react"
import { useState } from "react"
import { QuickAdd } from "@/features/quickadd/QuickAdd"
import { t } from "@/i18n"
import { BottomBar } from "./BottomBar"
import { Sidebar } from "./Sidebar"
import classes from "./Shell.module.css"

/** The frame around every room: a sidebar where there is width, a bar under the thumb where there is not. */
export function Shell({ children }: { children: ReactNode }) {
  const [adding, setAdding] = useState(false)
  const add = () => setAdding(true)
  useHotkeys([["n", add]])
  return (
    <div className={classes.shell}>
      <a className={classes.skip} href="#content">
        {t("shell.skip")}
      </a>
      <Sidebar add={add} />
      <main id="content" className={classes.content} tabIndex={-1}>
        {children}
      </main>
      <BottomBar add={add} />
      <QuickAdd opened={adding} close={() => setAdding(false)} />
    </div>
  )
}
