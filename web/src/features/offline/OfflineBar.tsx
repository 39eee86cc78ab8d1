import { useNetwork } from "@mantine/hooks"
import { useQueryClient } from "@tanstack/react-query"
import { useEffect } from "react"
import { invalidate, TASK_VIEWS } from "@/api/invalidate"
import { t } from "@/i18n"
import { toast } from "@/ui/toast"
import classes from "./OfflineBar.module.css"
import { flush, useWaiting, type Change } from "./queue"
import { keepReading } from "./reading"

const AGAIN_MS = 15_000

/** Says that there is no connection and what waits for it, and sends that as soon as there is one. */
export function OfflineBar() {
  const { online } = useNetwork()
  const waiting = useWaiting()
  const client = useQueryClient()
  const count = waiting.length
  useEffect(() => keepReading(client), [client])
  useEffect(() => {
    if (!online || count === 0) return
    const send = () =>
      void flush().then((arrived) => {
        if (arrived === 0) return
        toast(t("shell.sent", { count: arrived }))
        void invalidate(client, ...TASK_VIEWS, "journal")
      })
    send()
    // The network can be there and the server not.
    const again = setInterval(send, AGAIN_MS)
    return () => clearInterval(again)
  }, [online, count, client])
  if (online && count === 0) return null
  return (
    <div className={classes.bar} role="status">
      {online ? null : <p>{t("shell.offline")}</p>}
      {count > 0 ? (
        <details>
          <summary>{t("shell.waiting", { count })}</summary>
          <ul>
            {waiting.map((change) => (
              <li key={change.key}>{words(change)}</li>
            ))}
          </ul>
        </details>
      ) : null}
    </div>
  )
}

const FIRST = 60

function words(change: Change): string {
  if (change.kind === "add") return change.text
  if (change.kind === "complete") return t("today.complete", { title: change.title })
  return change.body.title ?? change.body.content.slice(0, FIRST)
}
