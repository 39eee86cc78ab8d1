import { Button, PasswordInput, TextInput } from "@mantine/core"
import { useForm } from "@mantine/form"
import { useMutation } from "@tanstack/react-query"
import { Link } from "@tanstack/react-router"
import { useState } from "react"
import { api, must } from "@/api/client"
import { isOf } from "@/api/problems"
import { begin } from "@/api/session"
import { t } from "@/i18n"
import { Refusal } from "@/ui/Refusal"
import { Door } from "./Door"
import classes from "./Door.module.css"
import { SecondStep } from "./SecondStep"

export function LoginPage() {
  const form = useForm({ mode: "uncontrolled", initialValues: { email: "", password: "" } })
  const [challenge, setChallenge] = useState<string | null>(null)
  const login = useMutation({
    mutationFn: (values: { email: string; password: string }) =>
      must(api.POST("/api/v1/auth/login", { body: { ...values, transport: "cookie" } })),
    onSuccess: begin,
    onError: (error) => {
      if (isOf(error, "second-factor-required") && "challenge" in error) setChallenge(String(error.challenge))
    },
  })
  if (challenge) return <SecondStep challenge={challenge} again={() => setChallenge(null)} />
  return (
    <Door title={t("account.loginTitle")} lead={t("account.loginLead")}>
      <form onSubmit={form.onSubmit((values) => login.mutate(values))} className={classes.fields}>
        <Refusal error={isOf(login.error, "second-factor-required") ? null : login.error} />
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
        <Button type="submit" loading={login.isPending}>
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
