import { Button } from "@mantine/core"
import { Link } from "@tanstack/react-router"
import { t } from "@/i18n"
import { Mark } from "./Mark"
import classes from "./states.module.css"

/** An address that leads nowhere, as a page of its own. */
export function NotFound() {
  return (
    <main className={classes.page}>
      <Mark size={40} />
      <h1>{t("common.notFoundTitle")}</h1>
      <p>{t("common.notFoundText")}</p>
      <Button component={Link} to="/" variant="default">
        {t("common.goToday")}
      </Button>
    </main>
  )
}
