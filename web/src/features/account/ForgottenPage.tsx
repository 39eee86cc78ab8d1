import { Button, TextInput } from "@mantine/core"
import { useForm } from "@mantine/form"
import { useMutation } from "@tanstack/react-query"
import { Link } from "@tanstack/react-router"
import { api, must } from "@/api/client"
import { t } from "@/i18n"
import { Refusal } from "@/ui/Refusal"
import { Door } from "./Door"
import classes from "./Door.module.css"

/** Asks for a link by mail; whether there is such an account is not told. */
export function ForgottenPage() {
  const form = useForm({ mode: "uncontrolled", initialValues: { email: "" } })
  const ask = useMutation({
    mutationFn: (email: string) => must(api.POST("/api/v1/auth/password/forgotten", { body: { email } })),
  })
  if (ask.isSuccess)
    return (
      <Door title={t("account.forgottenSentTitle")} lead={t("account.forgottenSentText")}>
        <Link to="/login">{t("account.backToLogin")}</Link>
      </Door>
    )
  return (
    <Door title={t("account.forgottenTitle")} lead={t("account.forgottenLead")}>
      <form onSubmit={form.onSubmit(({ email }) => ask.mutate(email))} className={classes.fields}>
        <Refusal error={ask.error} />
        <TextInput
          {...form.getInputProps("email")}
          key={form.key("email")}
          label={t("account.email")}
          type="email"
          autoComplete="username"
          required
          withAsterisk={false}
        />
        <Button type="submit" loading={ask.isPending}>
          {t("account.forgottenSend")}
        </Button>
      </form>
      <p className={classes.other}>
        <Link to="/login">{t("account.backToLogin")}</Link>
      </p>
    </Door>
  )
}
