import { useHotkeys } from "@mantine/hooks"
import { useQueryClient } from "@tanstack/react-query"
import { lazy, Suspense, useEffect, useState, type ReactNode } from "react"
import { follow } from "@/api/live"
import { OfflineBar } from "@/features/offline/OfflineBar"
import { QuickAdd } from "@/features/quickadd/QuickAdd"
import { TaskSheet } from "@/features/tasks/TaskSheet"
import { t } from "@/i18n"
import { BottomBar } from "./BottomBar"
import { Help } from "./Help"
import { Sidebar } from "./Sidebar"
import classes from "./Shell.module.css"
import { useGoKeys } from "./useGoKeys"

const Palette = lazy(() => import("./Palette"))

type Over = "add" | "palette" | "help" | null

/** The frame around every room: a sidebar where there is width, a bar under the thumb where there is not. */
export function Shell({ children }: { children: ReactNode }) {
  const [over, setOver] = useState<Over>(null)
  const [asked, setAsked] = useState(false)
  const add = () => setOver("add")
  const help = () => setOver("help")
  const palette = () => {
    setAsked(true)
    setOver("palette")
  }
  // A dialog closes what it was opened for, not what has taken its place since.
  const close = (what: Over) => () => setOver((now) => (now === what ? null : now))
  useHotkeys([
    ["n", add],
    ["shift+?", help],
    ["?", help],
  ])
  useHotkeys([["mod+K", palette]], [])
  useGoKeys()
  const client = useQueryClient()
  useEffect(() => follow(client), [client])
  return (
    <div className={classes.shell}>
      <a className={classes.skip} href="#content">
        {t("shell.skip")}
      </a>
      <Sidebar add={add} palette={palette} />
      <main id="content" className={classes.content} tabIndex={-1}>
        <OfflineBar />
        {children}
      </main>
      <BottomBar add={add} />
      <TaskSheet />
      <QuickAdd opened={over === "add"} close={close("add")} />
      <Help opened={over === "help"} close={close("help")} />
      {asked ? (
        <Suspense fallback={null}>
          <Palette opened={over === "palette"} close={close("palette")} add={add} help={help} />
        </Suspense>
      ) : null}
    </div>
  )
}
