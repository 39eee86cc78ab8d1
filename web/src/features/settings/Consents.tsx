import { Switch } from "@mantine/core"
import { useMutation, useQueryClient, useSuspenseQuery } from "@tanstack/react-query"
import { api, must } from "@/api/client"
import { useToday } from "@/features/account/useToday"
import { t } from "@/i18n"
import { shortInstant } from "@/lib/dates"
import { newKey } from "@/lib/keys"
import { toast, toastError } from "@/ui/toast"
import { consentsOptions, type Consent } from "./queries"
import { Section } from "./Section"
import classes from "./Settings.module.css"

/** Of the texts in src/i18n/en/settings.ts; changes where one of them comes to mean something else. */
const TEXT_VERSION = "2026-11"

/** What one allows. */
export function Consents() {
  const { purposes } = useSuspenseQuery(consentsOptions).data
  return (
    <Section title={t("settings.consents")} text={t("settings.consentsText")}>
      <div>
        {purposes.map((consent) => (
          <Line key={consent.purpose} consent={consent} />
        ))}
      </div>
    </Section>
  )
}

function Line({ consent: { purpose, granted, decided_at } }: { consent: Consent }) {
  const { day, zone } = useToday()
  const client = useQueryClient()
  const decide = useMutation({
    mutationFn: (wanted: boolean) =>
      must(
        api.POST("/api/v1/me/consents", {
          body: { purpose, granted: wanted, text_version: TEXT_VERSION },
          headers: { "Idempotency-Key": newKey() },
        }),
      ),
    onSuccess: (all, wanted) => {
      client.setQueryData(consentsOptions.queryKey, all)
      if (wanted) toast(t("settings.consentGiven"))
      else toast(t("settings.consentTaken"), () => decide.mutate(true))
    },
    onError: toastError,
  })
  const when = decided_at ? ` · ${t("settings.consentSince", { when: shortInstant(decided_at, day, zone) })}` : ""
  return (
    <Switch
      className={classes.switch}
      size="md"
      withThumbIndicator={false}
      labelPosition="left"
      label={t(`settings.consent_${purpose}`)}
      description={t(`settings.consentText_${purpose}`) + when}
      checked={decide.isPending ? decide.variables : granted}
      disabled={decide.isPending}
      onChange={(event) => decide.mutate(event.currentTarget.checked)}
    />
  )
}
