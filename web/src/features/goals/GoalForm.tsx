import { Button, Modal, Select, Textarea, TextInput } from "@mantine/core"
import { useForm } from "@mantine/form"
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query"
import { useNavigate } from "@tanstack/react-router"
import { api, must, type Schemas } from "@/api/client"
import { invalidate } from "@/api/invalidate"
import { fieldErrors } from "@/api/problems"
import { areasOptions } from "@/features/tasks/queries"
import { priorityName } from "@/features/tasks/words"
import { t } from "@/i18n"
import { newKey } from "@/lib/keys"
import { Refusal } from "@/ui/Refusal"
import classes from "./GoalForm.module.css"
import type { Goal } from "./queries"

const HORIZONS = ["yearly", "quarterly", "monthly", "weekly", "daily"] as const
const STATES = ["active", "planning", "paused", "abandoned"] as const
const PRIORITIES = [1, 2, 3, 4]

type Values = {
  title: string
  description: string
  area_id: string | null
  horizon: Goal["horizon"]
  priority: string
  status: string
  start_date: string
  target_date: string
}

/** Makes a goal and goes to it, or changes the one given. */
export function GoalForm({ opened, close, goal }: { opened: boolean; close: () => void; goal?: Goal }) {
  return (
    <Modal
      opened={opened}
      onClose={close}
      title={goal ? t("goals.formEdit") : t("goals.formNew")}
      size="lg"
      closeButtonProps={{ "aria-label": t("common.close") }}
    >
      <Fields close={close} goal={goal} />
    </Modal>
  )
}

function Fields({ close, goal }: { close: () => void; goal?: Goal }) {
  const areas = useQuery(areasOptions).data?.items ?? []
  const form = useForm<Values>({ initialValues: initial(goal) })
  const save = useSave(goal, close, (errors) => form.setErrors(errors))
  return (
    <form className={classes.form} onSubmit={form.onSubmit((values) => save.mutate(values))}>
      <Refusal error={save.error} />
      <TextInput label={t("goals.fieldTitle")} required data-autofocus {...form.getInputProps("title")} />
      <Textarea label={t("goals.fieldDescription")} autosize minRows={2} maxRows={8} {...form.getInputProps("description")} />
      <div className={classes.pair}>
        <TextInput type="date" label={t("goals.fieldStart")} {...form.getInputProps("start_date")} />
        <TextInput type="date" label={t("goals.fieldTarget")} {...form.getInputProps("target_date")} />
        <Select
          label={t("goals.area")}
          clearable
          data={areas.map(({ id, name }) => ({ value: id, label: name }))}
          {...form.getInputProps("area_id")}
        />
        <Select
          label={t("goals.horizon")}
          data={HORIZONS.map((value) => ({ value, label: t(`goals.horizon_${value}`) }))}
          {...form.getInputProps("horizon")}
        />
        <Select
          label={t("goals.fieldPriority")}
          data={PRIORITIES.map((value) => ({ value: String(value), label: priorityName(value) }))}
          {...form.getInputProps("priority")}
        />
        {goal?.status === "achieved" ? null : (
          <Select
            label={t("goals.fieldStatus")}
            data={STATES.slice(0, goal ? undefined : 3).map((value) => ({ value, label: t(`goals.status_${value}`) }))}
            {...form.getInputProps("status")}
          />
        )}
      </div>
      <div className={classes.actions}>
        <Button variant="default" onClick={close}>
          {t("common.cancel")}
        </Button>
        <Button type="submit" loading={save.isPending}>
          {goal ? t("common.save") : t("goals.make")}
        </Button>
      </div>
    </form>
  )
}

function initial(goal?: Goal): Values {
  return {
    title: goal?.title ?? "",
    description: goal?.description ?? "",
    area_id: goal?.area_id ?? null,
    horizon: goal?.horizon ?? "quarterly",
    priority: String(goal?.priority ?? 3),
    status: goal?.status ?? "active",
    start_date: goal?.start_date ?? "",
    target_date: goal?.target_date ?? "",
  }
}

function useSave(goal: Goal | undefined, close: () => void, refuse: (errors: Record<string, string>) => void) {
  const client = useQueryClient()
  const navigate = useNavigate()
  return useMutation({
    mutationFn: (values: Values): Promise<Goal> => {
      const { status, ...rest } = values
      const fields = {
        ...rest,
        description: rest.description || null,
        start_date: rest.start_date || null,
        target_date: rest.target_date || null,
        priority: Number(rest.priority),
      }
      if (!goal)
        return must(
          api.POST("/api/v1/goals", {
            body: { ...fields, status: status as Schemas["GoalCreate"]["status"] },
            headers: { "Idempotency-Key": newKey() },
          }),
        )
      return must(
        api.PATCH("/api/v1/goals/{goal_id}", {
          params: { path: { goal_id: goal.id }, header: { "If-Match": `"${goal.version}"` } },
          body: goal.status === "achieved" ? fields : { ...fields, status: status as Schemas["GoalPatch"]["status"] },
        }),
      )
    },
    onSuccess: async (saved) => {
      close()
      void invalidate(client, "goals")
      if (!goal) await navigate({ to: "/goals/$goal", params: { goal: saved.id } })
    },
    onError: (error) => refuse(fieldErrors(error)),
  })
}
