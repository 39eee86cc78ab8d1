import { Button, PasswordInput } from "@mantine/core"
import { useForm } from "@mantine/form"
import { useMutation } from "@tanstack/react-query"
import { Link } from "@tanstack/react-router"
import { useState } from "react"
import { api, must } from "@/api/client"
import { fieldErrors } from "@/api/problems"
import { t } from "@/i18n"
import { Refusal } from "@/ui/Refusal"
import { Door } from "./Door"
import classes from "./Door.module.css"
import { linkSecret } from "./link"

/** Where the link of the mail leads: a new password in place of a forgotten one. */
export function ResetPage() {
  const [token] = useState(linkSecret)
  const form = useForm({ mode: "uncontrolled", initialValues: { new_password: "" } })
  const replace = useMutation({
    mutationFn: (new_password: string) =>
      must(api.POST("/api/v1/auth/password/reset", { body: { token, new_password } })),
    onError: (error) => form.setErrors(fieldErrors(error)),
  })
  if (replace.isSuccess)
    return (
      <Door title={t("account.resetDoneTitle")} lead={t("account.resetDoneText")}>
        <Button component={Link} to="/login">
          {t("account.login")}
        </Button>
      </Door>
    )
  return (
    <Door title={t("account.resetTitle")} lead={t("account.resetLead")}>
      <form onSubmit={form.onSubmit((values) => replace.mutate(values.new_password))} className={classes.fields}>
        <Refusal error={replace.error} />
        <PasswordInput
          {...form.getInputProps("new_password")}
          key={form.key("new_password")}
          label={t("account.newPassword")}
          description={t("account.passwordHint")}
          visibilityToggleButtonProps={{ "aria-label": t("account.showPassword") }}
          autoComplete="new-password"
          required
          withAsterisk={false}
        />
        <Button type="submit" loading={replace.isPending}>
          {t("common.save")}
        </Button>
      </form>
    </Door>
  )
}
