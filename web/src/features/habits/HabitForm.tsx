import { Button, Modal, NumberInput, Select, Textarea, TextInput } from "@mantine/core"
import { useForm } from "@mantine/form"
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query"
import { api, must } from "@/api/client"
import { invalidate } from "@/api/invalidate"
import { fieldErrors } from "@/api/problems"
import { areasOptions } from "@/features/tasks/queries"
import { t } from "@/i18n"
import { newKey } from "@/lib/keys"
import { Refusal } from "@/ui/Refusal"
import classes from "./HabitForm.module.css"
import { HABIT_VIEWS, type Habit } from "./queries"
import { choiceOf, scheduleOf, type Choice } from "./schedule"
import { ScheduleFields } from "./ScheduleFields"

const KINDS = ["build", "maintain", "reduce", "quit"] as const
const GRACES = ["0", "1", "2"] as const

export type Values = Choice & {
  name: string
  kind: Habit["kind"]
  area_id: string | null
  amount: number | string
  unit: string
  cue: string
  action: string
  steps: string
  grace: string
}

/** Makes a habit, or changes the one given. */
export function HabitForm({ opened, close, habit }: { opened: boolean; close: () => void; habit?: Habit }) {
  return (
    <Modal
      opened={opened}
      onClose={close}
      title={habit ? t("habits.formEdit") : t("habits.formNew")}
      size="lg"
      closeButtonProps={{ "aria-label": t("common.close") }}
    >
      <Fields close={close} habit={habit} />
    </Modal>
  )
}

function Fields({ close, habit }: { close: () => void; habit?: Habit }) {
  const areas = useQuery(areasOptions).data?.items ?? []
  const form = useForm<Values>({ initialValues: initial(habit) })
  const save = useSave(habit, close, (errors) => form.setErrors(errors))
  const { kind } = form.values
  return (
    <form className={classes.form} onSubmit={form.onSubmit((values) => save.mutate(values))}>
      <Refusal error={save.error} />
      <TextInput label={t("habits.fieldName")} required data-autofocus {...form.getInputProps("name")} />
      <div className={classes.pair}>
        <Select label={t("habits.fieldKind")} data={KINDS.map((value) => ({ value, label: t(`habits.kind_${value}`) }))} {...form.getInputProps("kind")} />
        <ScheduleFields form={form} />
        {kind === "quit" ? null : (
          <>
            <NumberInput label={t(kind === "reduce" ? "habits.fieldLimit" : "habits.fieldTarget")} min={0} {...form.getInputProps("amount")} />
            <TextInput label={t("habits.fieldUnit")} placeholder={t("habits.unitHint")} {...form.getInputProps("unit")} />
          </>
        )}
        <Select
          label={t("habits.fieldArea")}
          clearable
          data={areas.map(({ id, name }) => ({ value: id, label: name }))}
          renderOption={({ option }) => <span data-own>{option.label}</span>}
          {...form.getInputProps("area_id")}
        />
        <Select label={t("habits.fieldGrace")} data={GRACES.map((value) => ({ value, label: t(`habits.grace_${value}`) }))} {...form.getInputProps("grace")} />
        <TextInput label={t("habits.cue")} {...form.getInputProps("cue")} />
        <TextInput label={t("habits.action")} {...form.getInputProps("action")} />
      </div>
      <Textarea label={t("habits.fieldSteps")} rows={3} {...form.getInputProps("steps")} />
      <div className={classes.actions}>
        <Button variant="default" onClick={close}>
          {t("common.cancel")}
        </Button>
        <Button type="submit" loading={save.isPending}>
          {habit ? t("common.save") : t("habits.make")}
        </Button>
      </div>
    </form>
  )
}

function initial(habit?: Habit): Values {
  return {
    ...choiceOf(habit?.schedule ?? scheduleOf({ how: "daily", days: [], count: 1, rule: "" })),
    name: habit?.name ?? "",
    kind: habit?.kind ?? "build",
    area_id: habit?.area_id ?? null,
    amount: habit?.kind === "reduce" ? habit.limit_amount : (habit?.target_amount ?? ""),
    unit: habit?.unit ?? "",
    cue: habit?.cue ?? "",
    action: habit?.action ?? "",
    steps: habit?.steps.join("\n") ?? "",
    grace: String(habit?.grace ?? 1),
  }
}

/** What the form says, as the API takes it; an amount is the target, or the limit of what is to be reduced. */
function bodyOf(values: Values) {
  const { name, kind, area_id, amount, unit, cue, action, steps, grace } = values
  const amounts = typeof amount !== "number" ? {} : kind === "reduce" ? { limit_amount: amount } : { target_amount: amount }
  return {
    name,
    kind,
    area_id,
    schedule: scheduleOf(values),
    unit: unit.trim() || null,
    cue: cue.trim() || null,
    action: action.trim() || null,
    steps: steps.split("\n").flatMap((line) => line.trim() || []),
    grace: Number(grace),
    ...(kind === "quit" ? {} : amounts),
  }
}

function useSave(habit: Habit | undefined, close: () => void, refuse: (errors: Record<string, string>) => void) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (values: Values): Promise<Habit> =>
      must(
        habit
          ? api.PATCH("/api/v1/habits/{habit_id}", {
              params: { path: { habit_id: habit.id }, header: { "If-Match": `"${habit.version}"` } },
              body: bodyOf(values),
            })
          : api.POST("/api/v1/habits", { body: bodyOf(values), headers: { "Idempotency-Key": newKey() } }),
      ),
    onSuccess: () => {
      close()
      return invalidate(client, ...HABIT_VIEWS)
    },
    onError: (error) => {
      const { target_amount, limit_amount, schedule, ...own } = fieldErrors(error)
      const amount = target_amount ?? limit_amount
      refuse({ ...own, ...(amount ? { amount } : {}), ...(schedule ? { how: schedule } : {}) })
    },
  })
}
