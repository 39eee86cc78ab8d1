import { useMutation, useQueryClient } from "@tanstack/react-query"
import { api, must } from "@/api/client"
import { invalidate } from "@/api/invalidate"
import { t, type Key } from "@/i18n"
import { longDay } from "@/lib/dates"
import { Lens } from "@/ui/Lens"
import { toastError } from "@/ui/toast"
import { AreaFilter } from "./AreaFilter"
import { Cairn } from "./Cairn"
import { Capacity } from "./Capacity"
import classes from "./Header.module.css"
import { PRESETS, type Preset, type Today } from "./queries"

export function Header({ today }: { today: Today }) {
  return (
    <header className={classes.header}>
      <div className={classes.words}>
        <p className={classes.date}>
          <time dateTime={today.date}>{longDay(today.date)}</time>
        </p>
        <h1>{t("today.title")}</h1>
        <Capacity today={today} />
      </div>
      <Cairn count={today.done_today.length} points={today.points_today} />
      <div className={classes.lenses}>
        <PresetChoice preset={today.preset} />
        <AreaFilter today={today} />
      </div>
    </header>
  )
}

function PresetChoice({ preset }: { preset: Preset }) {
  const client = useQueryClient()
  const change = useMutation({
    mutationFn: (chosen: Preset) => must(api.PATCH("/api/v1/today/preferences", { body: { preset: chosen } })),
    onError: toastError,
    onSettled: () => invalidate(client, "today"),
  })
  return (
    <Lens
      label={t("today.preset")}
      value={change.isPending ? change.variables : preset}
      options={PRESETS.map((value) => [value, t(`today.preset_${value}` as Key)])}
      set={(value) => change.mutate(value)}
    />
  )
}
