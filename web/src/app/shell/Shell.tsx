import { useHotkeys } from "@mantine/hooks"
import { useQueryClient } from "@tanstack/react-query"
import { lazy, Suspense, useEffect, useState, type ReactNode } from "react"
import { follow } from "@/api/live"
import { OfflineBar } from "@/features/offline/OfflineBar"
import { QuickAdd } from "@/features/quickadd/QuickAdd"
import { TaskSheet } from "@/features/tasks/TaskSheet"
import { t, words } from "@/i18n"
import { BottomBar } from "./BottomBar"
import { Help } from "./Help"
import { Sidebar } from "./Sidebar"
import classes from "./Shell.module.css"
import { useGoKeys } from "./useGoKeys"

const Palette = lazy(() => import("./Palette"))
const Writer = lazy(async () => {
  await words("journal", "reflection")
  return import("@/features/reflection/journal/WriterModal")
})

type Over = "add" | "write" | "palette" | "help" | null

/** The frame around every room: a sidebar where there is width, a bar under the thumb where there is not. */
export function Shell({ children }: { children: ReactNode }) {
  const [over, setOver] = useState<Over>(null)
  // What is loaded when it is first asked for, and stays.
  const [asked, setAsked] = useState<ReadonlySet<Over>>(new Set())
  const add = () => setOver("add")
  const help = () => setOver("help")
  const fetched = (what: Over) => () => {
    setAsked((before) => new Set(before).add(what))
    setOver(what)
  }
  const palette = fetched("palette")
  const write = fetched("write")
  // A dialog closes what it was opened for, not what has taken its place since.
  const close = (what: Over) => () => setOver((now) => (now === what ? null : now))
  useHotkeys([
    ["n", add],
    ["c", write],
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
      <Suspense fallback={null}>
        {asked.has("palette") ? (
          <Palette opened={over === "palette"} close={close("palette")} add={add} write={write} help={help} />
        ) : null}
        {asked.has("write") ? <Writer opened={over === "write"} close={close("write")} /> : null}
      </Suspense>
    </div>
  )
}
