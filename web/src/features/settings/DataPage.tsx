import { Button } from "@mantine/core"
import { Link } from "@tanstack/react-router"
import { t } from "@/i18n"
import { Consents } from "./Consents"
import { ExportFile } from "./ExportFile"
import { Section } from "./Section"
import classes from "./Settings.module.css"
import { SettingsHeader } from "./SettingsHeader"

/** What may be done with one's data, and how they come and go. */
export function DataPage() {
  return (
    <div className={classes.page}>
      <SettingsHeader />
      <ExportFile />
      <Section title={t("settings.importTitle")} text={t("settings.importText")}>
        <div className={classes.actions}>
          <Button component={Link} to="/import" variant="default">
            {t("settings.importGo")}
          </Button>
        </div>
      </Section>
      <Consents />
    </div>
  )
}
