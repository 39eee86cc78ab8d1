import { Button } from "@mantine/core"
import { Link } from "@tanstack/react-router"
import { t } from "@/i18n"
import { Counts } from "./Counts"
import { Findings } from "./Findings"
import classes from "./Imports.module.css"
import { FileName } from "./Looked"
import type { Import } from "./queries"

/** What has become of a file. */
export function Result({ found, leave }: { found: Import; leave: () => Promise<void> }) {
  return (
    <>
      <section className={classes.section}>
        <p className={classes.done} role="status">
          {t("imports.resultTitle")}
        </p>
        <FileName found={found} />
        <Counts counts={found.counts} />
        <p className={classes.soft}>{t("imports.resultText")}</p>
        <div className={classes.actions}>
          <Button component={Link} to="/plan">
            {t("imports.seeTasks")}
          </Button>
          <Button variant="default" onClick={() => void leave()}>
            {t("imports.other")}
          </Button>
        </div>
      </section>
      <Findings findings={found.findings} />
    </>
  )
}
