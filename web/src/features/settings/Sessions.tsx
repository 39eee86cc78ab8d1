import { Button } from "@mantine/core"
import { useMutation, useQueryClient, useSuspenseQuery } from "@tanstack/react-query"
import { api, must } from "@/api/client"
import { invalidate } from "@/api/invalidate"
import { endEverywhere } from "@/api/session"
import { useToday } from "@/features/account/useToday"
import { t } from "@/i18n"
import { shortInstant } from "@/lib/dates"
import { newKey } from "@/lib/keys"
import { Ask } from "@/ui/Ask"
import { toast, toastError } from "@/ui/toast"
import { sessionsOptions, type Session } from "./queries"
import { Section } from "./Section"
import classes from "./Settings.module.css"

/** On which devices one is signed in; each can be signed out from here. */
export function Sessions() {
  const { items } = useSuspenseQuery(sessionsOptions).data
  const client = useQueryClient()
  const others = useMutation({
    mutationFn: () => must(api.POST("/api/v1/auth/sessions/revoke-others", { headers: { "Idempotency-Key": newKey() } })),
    onSuccess: ({ ended }) => toast(t("settings.othersEnded", { count: ended })),
    onError: toastError,
    onSettled: () => invalidate(client, "auth/sessions"),
  })
  return (
    <Section title={t("settings.sessions")}>
      <ul>
        {[...items].sort((a, b) => Number(b.is_current) - Number(a.is_current)).map((session) => (
          <Line key={session.id} session={session} />
        ))}
      </ul>
      <div className={classes.actions}>
        {items.length > 1 ? (
          <Button variant="default" loading={others.isPending} onClick={() => others.mutate()}>
            {t("settings.endOthers")}
          </Button>
        ) : null}
        <Ask
          title={t("settings.endAll")}
          text={t("settings.endAllText")}
          yes={t("settings.endAll")}
          act={() => void endEverywhere().catch(toastError)}
        >
          {(ask) => (
            <Button variant="default" onClick={ask}>
              {t("settings.endAll")}
            </Button>
          )}
        </Ask>
      </div>
    </Section>
  )
}

function Line({ session }: { session: Session }) {
  const { day, zone } = useToday()
  const client = useQueryClient()
  const device = session.device ?? t("settings.unknownDevice")
  const end = useMutation({
    mutationFn: () => must(api.DELETE("/api/v1/auth/sessions/{session_id}", { params: { path: { session_id: session.id } } })),
    onSuccess: () => toast(t("settings.signedOut", { device })),
    onError: toastError,
    onSettled: () => invalidate(client, "auth/sessions"),
  })
  return (
    <li className={classes.line}>
      <div className={classes.words}>
        <span data-own>{device}</span>
        {session.is_current ? <span className={classes.here}>{t("settings.thisOne")}</span> : null}
        <p className={classes.facts}>
          <span>{t("settings.lastUsed", { when: shortInstant(session.last_used_at, day, zone) })}</span>
          {session.address ? <span data-own>{session.address}</span> : null}
        </p>
      </div>
      {session.is_current ? null : (
        <Button variant="subtle" loading={end.isPending} aria-label={t("settings.signOutDevice", { device })} onClick={() => end.mutate()}>
          {t("shell.signOut")}
        </Button>
      )}
    </li>
  )
}
