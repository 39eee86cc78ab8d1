import { t } from "@/i18n"
import classes from "./states.module.css"

/** The shape of a page while its data are on the way. */
export function LoadingState({ rows = 4 }: { rows?: number }) {
  return (
    <div className={classes.loading} role="status" aria-label={t("common.loading")}>
      {Array.from({ length: rows + 1 }, (_, index) => (
        <div key={index} className={classes.bone} />
      ))}
    </div>
  )
}
