import { Button, Modal, Select, TextInput } from "@mantine/core"
import { useForm } from "@mantine/form"
import { useMutation, useQuery } from "@tanstack/react-query"
import { fieldErrors } from "@/api/problems"
import { areasOptions } from "@/features/tasks/queries"
import { t } from "@/i18n"
import { Refusal } from "@/ui/Refusal"
import { pillarsOptions } from "../queries"
import classes from "./TreePage.module.css"
import { make, rename, useSettled, type Place } from "./useTreeActions"

/** An area or project that is to be made, within another where one is named, or one that gets a new name. */
export type Naming = { kind: Place["kind"]; within?: string; id?: string; name?: string }

export function NameForm({ naming, close }: { naming: Naming | null; close: () => void }) {
  return (
    <Modal
      opened={naming !== null}
      onClose={close}
      title={naming ? title(naming) : undefined}
      closeButtonProps={{ "aria-label": t("common.close") }}
    >
      {naming ? <Fields naming={naming} close={close} /> : null}
    </Modal>
  )
}

function title({ kind, id }: Naming): string {
  if (id) return t("plan.rename")
  return t(kind === "area" ? "plan.newArea" : "plan.newProject")
}

function Fields({ naming: { kind, within, id, name = "" }, close }: { naming: Naming; close: () => void }) {
  const form = useForm({ initialValues: { name, within: within ?? null } })
  const { onSettled } = useSettled()
  const save = useMutation({
    mutationFn: (values: typeof form.values) =>
      id ? rename({ kind, id, name: values.name }) : make(kind, values.name, values.within),
    onSuccess: close,
    onError: (error) => form.setErrors(fieldErrors(error)),
    onSettled,
  })
  return (
    <form className={classes.form} onSubmit={form.onSubmit((values) => save.mutate(values))}>
      <Refusal error={save.error} />
      <TextInput label={t("plan.name")} required data-autofocus maxLength={500} {...form.getInputProps("name")} />
      {id ? null : <Within kind={kind} {...form.getInputProps("within")} />}
      <div className={classes.answers}>
        <Button variant="default" onClick={close}>
          {t("common.cancel")}
        </Button>
        <Button type="submit" loading={save.isPending}>
          {t("common.save")}
        </Button>
      </div>
    </form>
  )
}

function Within({ kind, ...input }: { kind: Place["kind"] }) {
  const areas = useQuery(areasOptions).data?.items ?? []
  const pillars = useQuery(pillarsOptions).data?.items ?? []
  const rows = kind === "area" ? pillars : areas
  if (rows.length === 0) return null
  return (
    <Select
      label={t(kind === "area" ? "plan.pillar" : "plan.area")}
      placeholder={t("common.none")}
      clearable
      clearButtonProps={{ "aria-label": t("common.clear", { label: t(kind === "area" ? "plan.pillar" : "plan.area") }) }}
      data={rows.map((row) => ({ value: row.id, label: row.name }))}
      {...input}
    />
  )
}
