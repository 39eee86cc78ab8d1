import { Button } from "@mantine/core"
import { useMutation, useQueryClient, useSuspenseQuery } from "@tanstack/react-query"
import { lazy, Suspense, useState } from "react"
import { api, must, type Schemas } from "@/api/client"
import { invalidate } from "@/api/invalidate"
import { useToday } from "@/features/account/useToday"
import { t } from "@/i18n"
import { instantDay, shortDay } from "@/lib/dates"
import { Ask } from "@/ui/Ask"
import { LoadingState } from "@/ui/LoadingState"
import { toast, toastError } from "@/ui/toast"
import { factorOptions } from "./queries"
import { Copy } from "./Secret"
import { Section } from "./Section"
import classes from "./Settings.module.css"
import { useProven } from "./useProven"

const FactorSetUp = lazy(() => import("./FactorSetUp"))

/** The code of an authenticator, asked for beside the password. */
export function Factor() {
  const { data: factor } = useSuspenseQuery(factorOptions)
  const [secret, setSecret] = useState<Schemas["FactorSecretOut"] | null>(null)
  const [codes, setCodes] = useState<string[] | null>(null)
  if (codes) return <Codes codes={codes} kept={() => setCodes(null)} />
  if (factor.enabled) return <On factor={factor} show={setCodes} />
  if (!secret) return <Off begin={setSecret} />
  return (
    <Section title={t("settings.factor")} text={t("settings.factorScan")}>
      <Suspense fallback={<LoadingState rows={2} />}>
        <FactorSetUp
          secret={secret}
          close={() => setSecret(null)}
          done={(made) => {
            setSecret(null)
            setCodes(made)
          }}
        />
      </Suspense>
    </Section>
  )
}

function Off({ begin }: { begin: (secret: Schemas["FactorSecretOut"]) => void }) {
  const prove = useProven()
  const start = useMutation({
    mutationFn: () => prove(() => must(api.POST("/api/v1/auth/totp"))),
    onSuccess: begin,
    onError: toastError,
  })
  return (
    <Section title={t("settings.factor")} text={t("settings.factorOff")}>
      <div className={classes.actions}>
        <Button variant="default" loading={start.isPending} onClick={() => start.mutate()}>
          {t("settings.factorStart")}
        </Button>
      </div>
    </Section>
  )
}

function On({ factor, show }: { factor: Schemas["FactorOut"]; show: (codes: string[]) => void }) {
  const { day, zone } = useToday()
  const client = useQueryClient()
  const prove = useProven()
  const settled = { onError: toastError, onSettled: () => invalidate(client, "auth/totp") }
  const stop = useMutation({
    mutationFn: () => prove(() => must(api.DELETE("/api/v1/auth/totp"))),
    onSuccess: () => toast(t("settings.factorStopped")),
    ...settled,
  })
  const renew = useMutation({
    mutationFn: () => prove(() => must(api.POST("/api/v1/auth/totp/recovery-codes"))),
    onSuccess: ({ codes }) => show(codes),
    ...settled,
  })
  const since = factor.enabled_at ? shortDay(instantDay(factor.enabled_at, zone), day) : ""
  const text = `${t("settings.factorOn", { day: since })} ${t("settings.codesLeft", { count: factor.recovery_codes_left })}`
  return (
    <Section title={t("settings.factor")} text={text}>
      <div className={classes.actions}>
        <Ask title={t("settings.codesNew")} text={t("settings.codesNewText")} yes={t("settings.codesNew")} act={() => renew.mutate()}>
          {(ask) => (
            <Button variant="default" loading={renew.isPending} onClick={ask}>
              {t("settings.codesNew")}
            </Button>
          )}
        </Ask>
        <Ask title={t("settings.factorStop")} text={t("settings.factorStopText")} yes={t("settings.factorStop")} act={() => stop.mutate()}>
          {(ask) => (
            <Button variant="default" loading={stop.isPending} onClick={ask}>
              {t("settings.factorStop")}
            </Button>
          )}
        </Ask>
      </div>
    </Section>
  )
}

function Codes({ codes, kept }: { codes: string[]; kept: () => void }) {
  return (
    <Section title={t("settings.codes")} text={t("settings.codesText")}>
      <ul className={classes.codes} aria-label={t("settings.codes")} data-own>
        {codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ul>
      <div className={classes.actions}>
        <Button onClick={kept}>{t("settings.codesKept")}</Button>
        <Copy text={codes.join("\n")} />
      </div>
    </Section>
  )
}
