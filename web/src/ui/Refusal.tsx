import { fieldErrors, isOffline, sentence } from "@/api/problems"
import { t } from "@/i18n"
import classes from "./Refusal.module.css"

/** Why a form was refused, above its fields; what belongs to a field is shown there and not again here. */
export function Refusal({ error }: { error: unknown }) {
  if (!error || Object.keys(fieldErrors(error)).length > 0) return null
  const text = isOffline(error) ? t("common.offlineText") : sentence(error) || t("common.errorUnknown")
  return (
    <p className={classes.refusal} role="alert">
      {text}
    </p>
  )
}
