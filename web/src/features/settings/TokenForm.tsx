import { Button, Modal, Select, TextInput } from "@mantine/core"
import { useForm } from "@mantine/form"
import { useMutation, useQueryClient } from "@tanstack/react-query"
import { api, must } from "@/api/client"
import { invalidate } from "@/api/invalidate"
import { fieldErrors } from "@/api/problems"
import { t } from "@/i18n"
import { Refusal } from "@/ui/Refusal"
import { Secret } from "./Secret"
import classes from "./Settings.module.css"
import { useProven } from "./useProven"

const DAYS = [7, 30, 90, 366]
const EMPTY = { name: "", scope: "read", days: "90" }

/** Makes a token and shows its text, which nobody shows again. */
export function TokenForm({ opened, close }: { opened: boolean; close: () => void }) {
  return (
    <Modal opened={opened} onClose={close} title={t("settings.tokenNew")} closeButtonProps={{ "aria-label": t("common.close") }}>
      <Fields close={close} />
    </Modal>
  )
}

function Fields({ close }: { close: () => void }) {
  const client = useQueryClient()
  const prove = useProven()
  const form = useForm({ initialValues: EMPTY })
  const make = useMutation({
    mutationFn: ({ name, scope, days }: typeof EMPTY) =>
      prove(() => must(api.POST("/api/v1/auth/tokens", { body: { name: name.trim(), scopes: [scope], days: Number(days) } }))),
    onSuccess: () => invalidate(client, "auth/tokens"),
    onError: (error) => form.setErrors(fieldErrors(error)),
  })
  if (make.data)
    return (
      <div className={classes.form}>
        <p className={classes.soft}>{t("settings.tokenMadeText")}</p>
        <Secret text={make.data.token} label={t("settings.tokenMade")} />
        <div className={classes.actions}>
          <Button onClick={close}>{t("common.close")}</Button>
        </div>
      </div>
    )
  return (
    <form className={classes.form} onSubmit={form.onSubmit((values) => make.mutate(values))}>
      <Refusal error={make.error} />
      <TextInput label={t("settings.tokenName")} required withAsterisk={false} maxLength={500} data-autofocus {...form.getInputProps("name")} />
      <div className={classes.pair}>
        <Select
          label={t("settings.tokenMay")}
          data={[
            { value: "read", label: t("settings.tokenRead") },
            { value: "write", label: t("settings.tokenWrite") },
          ]}
          {...form.getInputProps("scope")}
        />
        <Select
          label={t("settings.tokenFor")}
          data={DAYS.map((count) => ({ value: String(count), label: t("settings.tokenDays", { count }) }))}
          {...form.getInputProps("days")}
        />
      </div>
      <div className={classes.actions}>
        <Button type="submit" loading={make.isPending}>
          {t("settings.tokenMake")}
        </Button>
        <Button variant="default" onClick={close}>
          {t("common.cancel")}
        </Button>
      </div>
    </form>
  )
}
