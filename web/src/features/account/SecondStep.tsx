import { Button, TextInput } from "@mantine/core"
import { useMutation } from "@tanstack/react-query"
import { useState } from "react"
import { api, must } from "@/api/client"
import { isOf } from "@/api/problems"
import { begin } from "@/api/session"
import { t } from "@/i18n"
import { Refusal } from "@/ui/Refusal"
import { Door } from "./Door"
import classes from "./Door.module.css"

const DIGITS = 6

/** The code of an authenticator, after the password was right. Six digits are sent as soon as they are there. */
export function SecondStep({ challenge, again }: { challenge: string; again: () => void }) {
  const [code, setCode] = useState("")
  const answer = useMutation({
    mutationFn: (typed: string) =>
      must(api.POST("/api/v1/auth/second-factor", { body: { challenge, code: typed, transport: "cookie" } })),
    onSuccess: begin,
    onError: () => setCode(""),
  })
  const ended = isOf(answer.error, "challenge-invalid")
  return (
    <Door title={t("account.codeTitle")} lead={t("account.codeLead")}>
      <form
        className={classes.fields}
        onSubmit={(event) => {
          event.preventDefault()
          if (code.trim()) answer.mutate(code.trim())
        }}
      >
        <Refusal error={answer.error} />
        <TextInput
          label={t("account.code")}
          description={t("account.codeHint")}
          value={code}
          maxLength={40}
          autoComplete="one-time-code"
          autoFocus
          disabled={ended}
          onChange={({ currentTarget: { value } }) => {
            setCode(value)
            if (/^\d+$/.test(value) && value.length === DIGITS && !answer.isPending) answer.mutate(value)
          }}
        />
        <Button type="submit" loading={answer.isPending} disabled={ended}>
          {t("account.login")}
        </Button>
      </form>
      <p className={classes.other}>
        <Button variant="subtle" size="compact-md" onClick={again}>
          {t("account.backToLogin")}
        </Button>
      </p>
    </Door>
  )
}
