import { Button, NumberInput, SegmentedControl, Select, TextInput, useMantineColorScheme, type MantineColorScheme } from "@mantine/core"
import { useForm } from "@mantine/form"
import { useMutation, useQueryClient, useSuspenseQuery } from "@tanstack/react-query"
import { api, must, type Schemas } from "@/api/client"
import { fieldErrors } from "@/api/problems"
import { changed } from "@/api/session"
import { t } from "@/i18n"
import { weekdayLong } from "@/lib/dates"
import { Refusal } from "@/ui/Refusal"
import { toast } from "@/ui/toast"
import { meOptions, profileOptions } from "./queries"
import { Section } from "./Section"
import classes from "./Settings.module.css"
import { SettingsHeader } from "./SettingsHeader"

const ZONES = Intl.supportedValuesOf("timeZone")
const DAY_STARTS = Array.from({ length: 13 }, (_, hour) => ({ value: String(hour), label: `${String(hour).padStart(2, "0")}:00` }))
const WEEKDAYS = Array.from({ length: 7 }, (_, index) => ({ value: String(index), label: weekdayLong(index) }))
const OWN = { option: { "data-own": true } }

type Values = { display_name: string; timezone: string; day_start_hour: string; week_start: string; planned_hours: number | string }

/** Who one is here, when one's day begins, and how the page looks. */
export function ProfilePage() {
  return (
    <div className={classes.page}>
      <SettingsHeader />
      <Profile />
      <Appearance />
    </div>
  )
}

function Profile() {
  const { data: me } = useSuspenseQuery(meOptions)
  const { data: profile } = useSuspenseQuery(profileOptions)
  const form = useForm<Values>({ initialValues: valuesOf(me, profile) })
  const save = useSave((values) => form.resetDirty(values), (errors) => form.setErrors(errors))
  const zones = ZONES.includes(me.timezone) ? ZONES : [me.timezone, ...ZONES]
  return (
    <form
      className={classes.page}
      onSubmit={form.onSubmit((values) => save.mutate({ values, dirty: (name) => form.isDirty(name) }))}
    >
      <Section title={t("settings.profile")} text={<span data-own>{t("settings.address", { email: me.email })}</span>}>
        <Refusal error={save.error} />
        <TextInput label={t("settings.name")} maxLength={500} autoComplete="nickname" {...form.getInputProps("display_name")} />
      </Section>
      <Section title={t("settings.day")}>
        <div className={classes.pair}>
          <Select label={t("settings.zone")} data={zones} searchable limit={60} attributes={OWN} {...form.getInputProps("timezone")} />
          <Select label={t("settings.weekStart")} data={WEEKDAYS} attributes={OWN} {...form.getInputProps("week_start")} />
          <Select label={t("settings.dayStart")} description={t("settings.dayStartHint")} data={DAY_STARTS} {...form.getInputProps("day_start_hour")} />
          <NumberInput
            label={t("settings.planned")}
            description={t("settings.plannedHint")}
            suffix=" h"
            min={0}
            max={24}
            step={0.5}
            {...form.getInputProps("planned_hours")}
          />
        </div>
        <div className={classes.actions}>
          <Button type="submit" loading={save.isPending} disabled={!form.isDirty()}>
            {t("common.save")}
          </Button>
        </div>
      </Section>
    </form>
  )
}

function Appearance() {
  const { colorScheme, setColorScheme } = useMantineColorScheme()
  return (
    <Section title={t("settings.appearance")} text={t("settings.appearanceHint")}>
      <SegmentedControl
        fullWidth
        aria-label={t("settings.appearance")}
        data={[
          { value: "light", label: t("shell.light") },
          { value: "dark", label: t("shell.dark") },
          { value: "auto", label: t("shell.system") },
        ]}
        value={colorScheme}
        onChange={(value) => setColorScheme(value as MantineColorScheme)}
      />
    </Section>
  )
}

type Shown = Pick<Schemas["ProfileOut"], "display_name" | "planned_minutes">

function valuesOf(me: Schemas["AccountOut"], profile: Shown): Values {
  return {
    display_name: profile.display_name ?? "",
    timezone: me.timezone,
    day_start_hour: String(me.day_start_hour),
    week_start: String(me.week_start),
    planned_hours: profile.planned_minutes === null ? "" : profile.planned_minutes / 60,
  }
}

/** Sends what was changed here and nothing else, so that nothing of another window is overwritten. */
function useSave(saved: (values: Values) => void, refuse: (errors: Record<string, string>) => void) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: async ({ values, dirty }: { values: Values; dirty: (name: keyof Values) => boolean }) => {
      const { display_name: name, planned_hours: hours } = values
      const account: Schemas["AccountPatch"] = {
        ...(dirty("timezone") ? { timezone: values.timezone } : {}),
        ...(dirty("day_start_hour") ? { day_start_hour: Number(values.day_start_hour) } : {}),
        ...(dirty("week_start") ? { week_start: Number(values.week_start) } : {}),
      }
      const profile: Schemas["ProfilePatch"] = {
        ...(dirty("display_name") ? { display_name: name.trim() || null } : {}),
        ...(dirty("planned_hours") ? { planned_minutes: typeof hours === "number" ? Math.round(hours * 60) : null } : {}),
      }
      if (Object.keys(account).length > 0) changed(await must(api.PATCH("/api/v1/auth/me", { body: account })))
      if (Object.keys(profile).length > 0) await must(api.PATCH("/api/v1/me/profile", { body: profile }))
      return values
    },
    onSuccess: (values) => {
      saved(values)
      toast(t("settings.saved"))
    },
    onError: (error) => {
      const { planned_minutes, ...errors } = fieldErrors(error)
      refuse(planned_minutes ? { ...errors, planned_hours: planned_minutes } : errors)
    },
    // Days, capacity, names: all of the page may read otherwise now.
    onSettled: () => client.invalidateQueries(),
  })
}
