import { Button, PasswordInput, TextInput } from "@mantine/core"
import { useForm } from "@mantine/form"
import { Link } from "@tanstack/react-router"
import { useState } from "react"
import { api, must } from "@/api/client"
import { fieldErrors, isOf } from "@/api/problems"
import { begin } from "@/api/session"
import { t } from "@/i18n"
import { deviceZone } from "@/lib/dates"
import { Refusal } from "@/ui/Refusal"
import { Door } from "./Door"
import classes from "./Door.module.css"
import { linkSecret } from "./link"

export function SignUpPage() {
  const [invite] = useState(linkSecret)
  const form = useForm({
    mode: "uncontrolled",
    initialValues: { display_name: "", email: "", password: "", invite_code: invite },
  })
  const [problem, setProblem] = useState<unknown>(null)
  const [busy, setBusy] = useState(false)
  const invited = Boolean(invite) || isOf(problem, "signup-closed") || isOf(problem, "invite-invalid")
  const submit = form.onSubmit(async ({ display_name, invite_code, ...rest }) => {
    setBusy(true)
    setProblem(null)
    const given = { display_name: display_name || null, invite_code: invite_code || null, timezone: deviceZone() }
    try {
      begin(await must(api.POST("/api/v1/auth/signup", { body: { ...rest, ...given, transport: "cookie" } })))
    } catch (error) {
      form.setErrors(fieldErrors(error))
      setProblem(error)
      setBusy(false)
    }
  })
  return (
    <Door title={t("account.signupTitle")} lead={t("account.signupLead")}>
      <form onSubmit={submit} className={classes.fields}>
        <Refusal error={problem} />
        <TextInput
          {...form.getInputProps("display_name")}
          key={form.key("display_name")}
          label={t("account.name")}
          description={t("account.nameHint")}
          autoComplete="name"
        />
        <TextInput
          {...form.getInputProps("email")}
          key={form.key("email")}
          label={t("account.email")}
          type="email"
          autoComplete="username"
          required
          withAsterisk={false}
        />
        <PasswordInput
          {...form.getInputProps("password")}
          key={form.key("password")}
          visibilityToggleButtonProps={{ "aria-label": t("account.showPassword") }}
          label={t("account.password")}
          description={t("account.passwordHint")}
          autoComplete="new-password"
          required
          withAsterisk={false}
        />
        {invited ? (
          <TextInput
            {...form.getInputProps("invite_code")}
            key={form.key("invite_code")}
            label={t("account.invite")}
            description={t("account.inviteHint")}
          />
        ) : null}
        <Button type="submit" loading={busy}>
          {t("account.signup")}
        </Button>
      </form>
      <p className={classes.other}>
        {t("account.toLogin")} <Link to="/login">{t("account.toLoginLink")}</Link>
      </p>
    </Door>
  )
}
