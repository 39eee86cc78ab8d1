import { Button, Modal, NumberInput, Select, Textarea, TextInput } from "@mantine/core"
import { useForm } from "@mantine/form"
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query"
import { api, must, type Schemas } from "@/api/client"
import { invalidate } from "@/api/invalidate"
import { fieldErrors } from "@/api/problems"
import { t } from "@/i18n"
import { newKey } from "@/lib/keys"
import { number } from "@/lib/units"
import { Refusal } from "@/ui/Refusal"
import { guideOptions, KINDS, REWARD_VIEWS, type Kind, type Reward } from "./queries"
import classes from "./Rewards.module.css"
import { fitting } from "./words"

type Values = {
  name: string
  category: Kind
  cost: number | string
  icon: string
  description: string
  automation: string
  cooldown_hours: number | string
  max_per_day: number | string
}
type Props = { opened: boolean; close: () => void; reward?: Reward }

/** Puts a reward on the shelf, or changes the one given. */
export function RewardForm({ opened, close, reward }: Props) {
  return (
    <Modal
      opened={opened}
      onClose={close}
      title={t(reward ? "rewards.formEdit" : "rewards.formNew")}
      closeButtonProps={{ "aria-label": t("common.close") }}
    >
      <Fields close={close} reward={reward} />
    </Modal>
  )
}

function Fields({ close, reward }: Omit<Props, "opened">) {
  const form = useForm<Values>({ initialValues: initial(reward) })
  const save = useSave(reward, close, (errors) => form.setErrors(errors))
  const order = ["label", "input", "description", "error"] as const
  return (
    <form className={classes.form} onSubmit={form.onSubmit((values) => save.mutate(values))}>
      <Refusal error={save.error} />
      <TextInput label={t("rewards.fieldName")} required data-autofocus {...form.getInputProps("name")} />
      <Select label={t("rewards.kind")} data={KINDS.map((value) => ({ value, label: t(`rewards.kind_${value}`) }))} {...form.getInputProps("category")} />
      <Price kind={form.values.category} take={(price) => form.setFieldValue("cost", price)} />
      <div className={classes.pair}>
        <NumberInput label={t("rewards.fieldCost")} required min={1} allowDecimal={false} {...form.getInputProps("cost")} />
        <TextInput label={t("rewards.fieldIcon")} maxLength={32} {...form.getInputProps("icon")} />
        <NumberInput label={t("rewards.fieldCooldown")} description={t("rewards.fieldOpen")} inputWrapperOrder={[...order]} min={1} allowDecimal={false} {...form.getInputProps("cooldown_hours")} />
        <NumberInput label={t("rewards.fieldLimit")} description={t("rewards.fieldOpen")} inputWrapperOrder={[...order]} min={1} allowDecimal={false} {...form.getInputProps("max_per_day")} />
      </div>
      <Textarea label={t("rewards.fieldDescription")} rows={2} {...form.getInputProps("description")} />
      <TextInput label={t("rewards.fieldAutomation")} {...form.getInputProps("automation")} />
      <div className={classes.answers}>
        <Button variant="default" onClick={close}>
          {t("common.cancel")}
        </Button>
        <Button type="submit" loading={save.isPending}>
          {t(reward ? "common.save" : "rewards.make")}
        </Button>
      </div>
    </form>
  )
}

/** What a price stands for, by what its person usually earns. */
function Price({ kind, take }: { kind: Kind; take: (price: number) => void }) {
  const { data: guide } = useQuery(guideOptions)
  if (!guide) return null
  if (guide.status !== "ok" || guide.median_daily_income === null) return <p className={classes.soft}>{t("rewards.guideNone")}</p>
  const price = fitting(kind, guide)
  const [quick, daily, big] = [guide.quick_treat, guide.daily_delight, guide.big_unlock].map((value) => number(value ?? 0))
  return (
    <div className={classes.guide}>
      <p className={classes.soft}>{t("rewards.guide", { income: number(guide.median_daily_income), quick: quick ?? "", daily: daily ?? "", big: big ?? "" })}</p>
      {price === null ? null : (
        <Button variant="subtle" size="sm" onClick={() => take(price)}>
          {t("rewards.guideTake", { count: number(price) })}
        </Button>
      )}
    </div>
  )
}

function initial(reward?: Reward): Values {
  return {
    name: reward?.name ?? "",
    category: reward?.category ?? "quick_treat",
    cost: reward?.cost ?? "",
    icon: reward?.icon ?? "",
    description: reward?.description ?? "",
    automation: reward?.automation ?? "",
    cooldown_hours: reward?.cooldown_hours ?? "",
    max_per_day: reward?.max_per_day ?? "",
  }
}

function bodyOf({ name, category, cost, icon, description, automation, cooldown_hours, max_per_day }: Values): Schemas["RewardCreate"] {
  const amount = (value: number | string) => (typeof value === "number" ? value : null)
  return {
    name,
    category,
    cost: Number(cost),
    icon: icon.trim() || null,
    description: description.trim() || null,
    automation: automation.trim() || null,
    cooldown_hours: amount(cooldown_hours),
    max_per_day: amount(max_per_day),
  }
}

function useSave(reward: Reward | undefined, close: () => void, refuse: (errors: Record<string, string>) => void) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (values: Values): Promise<Reward> =>
      must(
        reward
          ? api.PATCH("/api/v1/rewards/{reward_id}", {
              params: { path: { reward_id: reward.id }, header: { "If-Match": `"${reward.version}"` } },
              body: bodyOf(values),
            })
          : api.POST("/api/v1/rewards", { body: bodyOf(values), headers: { "Idempotency-Key": newKey() } }),
      ),
    onSuccess: () => {
      close()
      return invalidate(client, ...REWARD_VIEWS)
    },
    onError: (error) => refuse(fieldErrors(error)),
  })
}
