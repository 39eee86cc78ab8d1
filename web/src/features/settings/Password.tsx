import { Button, PasswordInput } from "@mantine/core"
import { useForm } from "@mantine/form"
import { useMutation, useQueryClient } from "@tanstack/react-query"
import { api, must } from "@/api/client"
import { invalidate } from "@/api/invalidate"
import { fieldErrors } from "@/api/problems"
import { account } from "@/api/session"
import { t } from "@/i18n"
import { Refusal } from "@/ui/Refusal"
import { toast } from "@/ui/toast"
import { Section } from "./Section"
import classes from "./Settings.module.css"

const EMPTY = { current_password: "", new_password: "" }

export function Password() {
  const client = useQueryClient()
  const form = useForm({ initialValues: EMPTY })
  const change = useMutation({
    mutationFn: (body: typeof EMPTY) => must(api.POST("/api/v1/auth/password", { body })),
    onSuccess: ({ ended }) => {
      form.reset()
      toast(t("settings.passwordDone", { count: ended }))
      void invalidate(client, "auth/sessions")
    },
    onError: (error) => form.setErrors(fieldErrors(error)),
  })
  const toggle = { "aria-label": t("account.showPassword") }
  return (
    <Section title={t("settings.password")} text={t("settings.passwordText")}>
      <form className={classes.form} onSubmit={form.onSubmit((values) => change.mutate(values))}>
        <Refusal error={change.error} />
        {/* For password managers, which keep the new one with its account. */}
        <input type="hidden" autoComplete="username" value={account()?.email ?? ""} readOnly />
        <div className={classes.pair}>
          <PasswordInput
            label={t("settings.passwordNow")}
            visibilityToggleButtonProps={toggle}
            autoComplete="current-password"
            required
            withAsterisk={false}
            {...form.getInputProps("current_password")}
          />
          <PasswordInput
            label={t("settings.passwordNew")}
            visibilityToggleButtonProps={toggle}
            autoComplete="new-password"
            required
            withAsterisk={false}
            {...form.getInputProps("new_password")}
          />
        </div>
        <div className={classes.actions}>
          <Button type="submit" variant="default" loading={change.isPending}>
            {t("settings.passwordChange")}
          </Button>
        </div>
      </form>
    </Section>
  )
}
