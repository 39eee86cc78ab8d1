import { Button } from "@mantine/core"
import { isOffline, isProblem, sentence } from "@/api/problems"
import { t } from "@/i18n"
import classes from "./states.module.css"

/** A page or part that could not be shown: what the server said, and a way to try again. */
export function ErrorState({ error, retry }: { error: unknown; retry: () => void }) {
  const away = isOffline(error)
  const reference = isProblem(error) ? error.request_id : undefined
  return (
    <div className={classes.state} role="alert">
      <h2>{away ? t("common.offlineTitle") : t("common.errorTitle")}</h2>
      <p>{away ? t("common.offlineText") : sentence(error) || t("common.errorUnknown")}</p>
      <Button variant="default" onClick={retry}>
        {t("common.retry")}
      </Button>
      {reference ? <p className={classes.reference}>{t("common.errorReference", { id: reference })}</p> : null}
    </div>
  )
}
