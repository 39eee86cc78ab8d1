import { useNavigate, useSearch } from "@tanstack/react-router"
import { t } from "@/i18n"
import { Lens } from "@/ui/Lens"
import type { Today } from "./queries"

const ALL = "all"

/** Only what belongs to one area; the choice is in the address. */
export function AreaFilter({ today }: { today: Today }) {
  const { area } = useSearch({ from: "/_app/today" })
  const navigate = useNavigate({ from: "/today" })
  const names = new Map<string, string>()
  for (const { task } of today.items) if (task.area_id && task.area_name) names.set(task.area_id, task.area_name)
  if (names.size < 2 && !area) return null
  return (
    <Lens
      label={t("today.area")}
      value={area ?? ALL}
      options={[[ALL, t("today.allAreas")], ...names]}
      set={(value) => void navigate({ search: (now) => ({ ...now, area: value === ALL ? undefined : value }), replace: true })}
      own
    />
  )
}
