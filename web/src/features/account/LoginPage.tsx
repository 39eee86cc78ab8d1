import { Button, PasswordInput, TextInput } from "@mantine/core"
import { useForm } from "@mantine/form"
import { Link } from "@tanstack/react-router"
import { useState } from "react"
import { api, must } from "@/api/client"
import { begin } from "@/api/session"
import { t } from "@/i18n"
import { Refusal } from "@/ui/Refusal"
import { Door } from "./Door"
import classes from "./Door.module.css"

export function LoginPage() {
  const form = useForm({ mode: "uncontrolled", initialValues: { email: "", password: "" } })
  const [problem, setProblem] = useState<unknown>(null)
  const [busy, setBusy] = useState(false)
  const submit = form.onSubmit(async (values) => {
    setBusy(true)
    setProblem(null)
    try {
      begin(await must(api.POST("/api/v1/auth/login", { body: { ...values, transport: "cookie" } })))
    } catch (error) {
      setProblem(error)
      setBusy(false)
    }
  })
  return (
    <Door title={t("account.loginTitle")} lead={t("account.loginLead")}>
      <form onSubmit={submit} className={classes.fields}>
        <Refusal error={problem} />
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
          autoComplete="current-password"
          required
          withAsterisk={false}
        />
        <Button type="submit" loading={busy}>
          {t("account.login")}
        </Button>
      </form>
      <p className={classes.other}>
        <Link to="/forgotten">{t("account.forgotten")}</Link>
        <br />
        {t("account.toSignup")} <Link to="/sign-up">{t("account.toSignupLink")}</Link>
      </p>
    </Door>
  )
}
