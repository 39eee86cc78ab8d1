import { Button } from "@mantine/core"
import { Link } from "@tanstack/react-router"
import { t } from "@/i18n"
import { EmptyState } from "./EmptyState"

export function NotFound() {
  return (
    <EmptyState title={t("common.notFoundTitle")} text={t("common.notFoundText")}>
      <Button component={Link} to="/" variant="default">
        {t("common.goToday")}
      </Button>
    </EmptyState>
  )
}
