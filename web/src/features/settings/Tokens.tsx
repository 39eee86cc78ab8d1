import { Button } from "@mantine/core"
import { useDisclosure } from "@mantine/hooks"
import { useMutation, useQueryClient, useSuspenseQuery } from "@tanstack/react-query"
import { api, must } from "@/api/client"
import { invalidate } from "@/api/invalidate"
import { useToday } from "@/features/account/useToday"
import { t } from "@/i18n"
import { instantDay, shortDay, shortInstant } from "@/lib/dates"
import { Ask } from "@/ui/Ask"
import { toast, toastError } from "@/ui/toast"
import { tokensOptions, type Token } from "./queries"
import { Section } from "./Section"
import classes from "./Settings.module.css"
import { TokenForm } from "./TokenForm"

/** Which programs may act in one's name. */
export function Tokens() {
  const { items } = useSuspenseQuery(tokensOptions).data
  const [making, { open, close }] = useDisclosure(false)
  return (
    <Section title={t("settings.tokens")} text={t("settings.tokensText")}>
      {items.length > 0 ? (
        <ul>
          {items.map((token) => (
            <Line key={token.id} token={token} />
          ))}
        </ul>
      ) : (
        <p className={classes.soft}>{t("settings.tokensEmpty")}</p>
      )}
      <div className={classes.actions}>
        <Button variant="default" onClick={open}>
          {t("settings.tokenNew")}
        </Button>
      </div>
      <TokenForm opened={making} close={close} />
    </Section>
  )
}

function Line({ token }: { token: Token }) {
  const { day, zone } = useToday()
  const client = useQueryClient()
  const { name } = token
  const end = useMutation({
    mutationFn: () => must(api.DELETE("/api/v1/auth/tokens/{token_id}", { params: { path: { token_id: token.id } } })),
    onSuccess: () => toast(t("settings.tokenEnded", { name })),
    onError: toastError,
    onSettled: () => invalidate(client, "auth/tokens"),
  })
  const used = token.last_used_at
    ? t("settings.lastUsed", { when: shortInstant(token.last_used_at, day, zone) })
    : t("settings.tokenNeverUsed")
  return (
    <li className={classes.line}>
      <div className={classes.words}>
        <span data-own>{name}</span>
        <p className={classes.facts}>
          <code data-own>{token.prefix}</code>
          <span>{t("settings.tokenScopes", { scopes: token.scopes.join(", ") })}</span>
          <span>{t("settings.tokenUntil", { day: shortDay(instantDay(token.expires_at, zone), day) })}</span>
          <span>{used}</span>
        </p>
      </div>
      <Ask
        title={t("settings.tokenEndTitle")}
        text={t("settings.tokenEndText", { name })}
        yes={t("settings.tokenEndYes")}
        act={() => end.mutate()}
      >
        {(ask) => (
          <Button variant="subtle" loading={end.isPending} aria-label={t("settings.tokenEnd", { name })} onClick={ask}>
            {t("settings.tokenEndYes")}
          </Button>
        )}
      </Ask>
    </li>
  )
}
