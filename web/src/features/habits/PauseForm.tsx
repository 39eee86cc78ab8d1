import { Button, Modal, Select, TextInput } from "@mantine/core"
import { useForm } from "@mantine/form"
import { useMutation, useQueryClient } from "@tanstack/react-query"
import { api, must, type Schemas } from "@/api/client"
import { invalidate } from "@/api/invalidate"
import { fieldErrors } from "@/api/problems"
import { t } from "@/i18n"
import { newKey } from "@/lib/keys"
import { Refusal } from "@/ui/Refusal"
import { toast } from "@/ui/toast"
import classes from "./HabitForm.module.css"
import { HABIT_VIEWS, type Habit } from "./queries"

const REASONS = ["illness", "holiday", "other"] as const
const ALL = "all"

type Values = { habit_id: string; reason: string; first: string; last: string }
type Props = { opened: boolean; close: () => void; habits: Habit[]; today: string; habit?: string }

/** Lets one habit, or all of them, rest. */
export function PauseForm({ opened, close, ...rest }: Props) {
  return (
    <Modal opened={opened} onClose={close} title={t("habits.pauseTitle")} closeButtonProps={{ "aria-label": t("common.close") }}>
      <Fields close={close} {...rest} />
    </Modal>
  )
}

function Fields({ close, habits, today, habit }: Omit<Props, "opened">) {
  const client = useQueryClient()
  const form = useForm<Values>({ initialValues: { habit_id: habit ?? ALL, reason: "illness", first: today, last: "" } })
  const save = useMutation({
    mutationFn: ({ habit_id, reason, first, last }: Values) =>
      must(
        api.POST("/api/v1/habits/pauses", {
          body: {
            habit_id: habit_id === ALL ? null : habit_id,
            reason: reason as Schemas["PauseCreate"]["reason"],
            first: first || null,
            last: last || null,
          },
          headers: { "Idempotency-Key": newKey() },
        }),
      ),
    onSuccess: () => {
      close()
      toast(t("habits.paused"))
      return invalidate(client, ...HABIT_VIEWS)
    },
    onError: (error) => form.setErrors(fieldErrors(error)),
  })
  return (
    <form className={classes.form} onSubmit={form.onSubmit((values) => save.mutate(values))}>
      <p className={classes.soft}>{t("habits.pauseHelp")}</p>
      <Refusal error={save.error} />
      <Select
        label={t("habits.pauseWhat")}
        data={[{ value: ALL, label: t("habits.pauseAll") }, ...habits.map(({ id, name }) => ({ value: id, label: name }))]}
        {...form.getInputProps("habit_id")}
      />
      <Select
        label={t("habits.pauseReason")}
        data={REASONS.map((value) => ({ value, label: t(`habits.reason_${value}`) }))}
        {...form.getInputProps("reason")}
      />
      <div className={classes.pair}>
        <TextInput type="date" label={t("habits.pauseFirst")} {...form.getInputProps("first")} />
        <TextInput type="date" label={t("habits.pauseLast")} description={t("habits.pauseOpen")} inputWrapperOrder={["label", "input", "description", "error"]} {...form.getInputProps("last")} />
      </div>
      <div className={classes.actions}>
        <Button variant="default" onClick={close}>
          {t("common.cancel")}
        </Button>
        <Button type="submit" loading={save.isPending}>
          {t("habits.pauseMake")}
        </Button>
      </div>
    </form>
  )
}
