import { Button, TextInput } from "@mantine/core"
import { useMutation, useQueryClient } from "@tanstack/react-query"
import { useMemo, useState } from "react"
import { encode } from "uqr"
import { api, must, type Schemas } from "@/api/client"
import { invalidate } from "@/api/invalidate"
import { t } from "@/i18n"
import { Refusal } from "@/ui/Refusal"
import { Secret } from "./Secret"
import classes from "./Settings.module.css"

type Props = { secret: Schemas["FactorSecretOut"]; close: () => void; done: (codes: string[]) => void }

/** Hands the secret to an authenticator and takes its first code. Loaded when it is first asked for. */
export default function FactorSetUp({ secret, close, done }: Props) {
  const client = useQueryClient()
  const [code, setCode] = useState("")
  const confirm = useMutation({
    mutationFn: () => must(api.POST("/api/v1/auth/totp/confirm", { body: { code: code.trim() } })),
    onSuccess: async ({ codes }) => {
      done(codes)
      await invalidate(client, "auth/totp")
    },
  })
  return (
    <div className={classes.factor}>
      <Picture text={secret.uri} />
      <form
        className={classes.form}
        onSubmit={(event) => {
          event.preventDefault()
          confirm.mutate()
        }}
      >
        <Secret text={secret.secret} label={t("settings.factorSecret")} />
        <Secret text={secret.uri} label={t("settings.factorAddress")} />
        <Refusal error={confirm.error} />
        <TextInput
          label={t("settings.factorCode")}
          autoComplete="one-time-code"
          inputMode="numeric"
          required
          withAsterisk={false}
          maxLength={40}
          value={code}
          onChange={(event) => setCode(event.currentTarget.value)}
        />
        <div className={classes.actions}>
          <Button type="submit" loading={confirm.isPending}>
            {t("settings.factorConfirm")}
          </Button>
          <Button variant="default" onClick={close}>
            {t("common.cancel")}
          </Button>
        </div>
      </form>
    </div>
  )
}

function Picture({ text }: { text: string }) {
  const { size, data } = useMemo(() => encode(text, { border: 3 }), [text])
  const path = data.flatMap((row, y) => row.map((dark, x) => (dark ? `M${x} ${y}h1v1h-1z` : ""))).join("")
  return (
    <svg className={classes.qr} viewBox={`0 0 ${size} ${size}`} role="img" aria-label={t("settings.factorPicture")} shapeRendering="crispEdges">
      <path d={path} />
    </svg>
  )
}
