import { Button, Modal, PasswordInput, TextInput } from "@mantine/core"
import { useMutation, useQuery } from "@tanstack/react-query"
import { useCallback, useState, type ReactNode } from "react"
import { api, must } from "@/api/client"
import { isOf } from "@/api/problems"
import { t } from "@/i18n"
import { Refusal } from "@/ui/Refusal"
import { factorOptions } from "./queries"
import classes from "./Settings.module.css"
import { Proven, type Prove } from "./useProven"

type Waiting = { go: () => void; stop: () => void }

/** Lets what is inside do acts that need a recent proof: where it is missing, it is asked for and the act repeated. */
export function StepUp({ children }: { children: ReactNode }) {
  const [waiting, setWaiting] = useState<Waiting | null>(null)
  const prove: Prove = useCallback(async (act) => {
    try {
      return await act()
    } catch (error) {
      if (!isOf(error, "reauthentication-required")) throw error
      await new Promise<void>((resolve, reject) => setWaiting({ go: resolve, stop: () => reject(error) }))
      return act()
    }
  }, [])
  const leave = (how: "go" | "stop") => {
    waiting?.[how]()
    setWaiting(null)
  }
  return (
    <Proven value={prove}>
      {children}
      <Modal
        opened={waiting !== null}
        onClose={() => leave("stop")}
        title={t("settings.again")}
        closeButtonProps={{ "aria-label": t("common.close") }}
      >
        <Fields proven={() => leave("go")} />
      </Modal>
    </Proven>
  )
}

function Fields({ proven }: { proven: () => void }) {
  const factor = useQuery(factorOptions).data
  const [password, setPassword] = useState("")
  const [code, setCode] = useState("")
  const prove = useMutation({
    mutationFn: () => must(api.POST("/api/v1/auth/reauthenticate", { body: { password, code: code.trim() || null } })),
    onSuccess: proven,
  })
  return (
    <form
      className={classes.form}
      onSubmit={(event) => {
        event.preventDefault()
        prove.mutate()
      }}
    >
      <p className={classes.soft}>{t("settings.againText")}</p>
      <Refusal error={prove.error} />
      <PasswordInput
        label={t("settings.passwordNow")}
        visibilityToggleButtonProps={{ "aria-label": t("account.showPassword") }}
        autoComplete="current-password"
        data-autofocus
        required
        withAsterisk={false}
        value={password}
        onChange={(event) => setPassword(event.currentTarget.value)}
      />
      {factor?.enabled ? (
        <TextInput
          label={t("settings.againCode")}
          autoComplete="one-time-code"
          required
          withAsterisk={false}
          maxLength={40}
          value={code}
          onChange={(event) => setCode(event.currentTarget.value)}
        />
      ) : null}
      <div className={classes.actions}>
        <Button type="submit" loading={prove.isPending}>
          {t("settings.againGo")}
        </Button>
      </div>
    </form>
  )
}
