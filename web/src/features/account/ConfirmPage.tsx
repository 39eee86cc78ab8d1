import { Button } from "@mantine/core"
import { useMutation } from "@tanstack/react-query"
import { Link } from "@tanstack/react-router"
import { useState } from "react"
import { api, must } from "@/api/client"
import { t } from "@/i18n"
import { Refusal } from "@/ui/Refusal"
import { Door } from "./Door"
import { linkSecret } from "./link"

/** Where the mail to a new address leads. Nothing happens before the button: mail programs open links too. */
export function ConfirmPage() {
  const [token] = useState(linkSecret)
  const confirm = useMutation({
    mutationFn: () => must(api.POST("/api/v1/auth/email/confirm", { body: { token } })),
  })
  if (confirm.isSuccess)
    return (
      <Door title={t("account.confirmDoneTitle")} lead={t("account.confirmDoneText")}>
        <Button component={Link} to="/">
          {t("common.goToday")}
        </Button>
      </Door>
    )
  return (
    <Door title={t("account.confirmTitle")} lead={t("account.confirmLead")}>
      <Refusal error={confirm.error} />
      <Button loading={confirm.isPending} onClick={() => confirm.mutate()}>
        {t("account.confirmAddress")}
      </Button>
    </Door>
  )
}
