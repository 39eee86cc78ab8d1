import { Chip, Input, NumberInput, Select, TextInput } from "@mantine/core"
import type { UseFormReturnType } from "@mantine/form"
import { t } from "@/i18n"
import { namedWeekday } from "@/lib/dates"
import type { Values } from "./HabitForm"
import classes from "./HabitForm.module.css"
import { HOWS, WEEKDAYS } from "./schedule"

const MOST = { week: 7, month: 31, after: 366 }

/** How often: the choice, and what it needs to be complete. */
export function ScheduleFields({ form }: { form: UseFormReturnType<Values> }) {
  const { how } = form.values
  return (
    <>
      <Select label={t("habits.fieldHow")} data={HOWS.map((value) => ({ value, label: t(`habits.how_${value}`) }))} {...form.getInputProps("how")} />
      {how === "weekdays" ? (
        <Input.Wrapper label={t("habits.fieldDays")} labelElement="div" error={form.errors.days}>
          <Chip.Group multiple value={form.values.days} onChange={(days) => form.setFieldValue("days", days)}>
            <div className={classes.days} role="group" aria-label={t("habits.fieldDays")}>
              {WEEKDAYS.map((day, index) => (
                <Chip key={day} value={day} size="md">
                  <span data-own>{namedWeekday(index, "short")}</span>
                </Chip>
              ))}
            </div>
          </Chip.Group>
        </Input.Wrapper>
      ) : null}
      {how === "week" || how === "month" || how === "after" ? (
        <NumberInput label={t(how === "after" ? "habits.fieldAfter" : "habits.fieldTimes")} min={1} max={MOST[how]} required {...form.getInputProps("count")} />
      ) : null}
      {how === "rule" ? <TextInput label={t("habits.fieldRule")} required {...form.getInputProps("rule")} /> : null}
    </>
  )
}
