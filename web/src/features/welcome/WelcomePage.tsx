import { Button, Chip, NumberInput, Select } from "@mantine/core"
import { useMutation, useQueryClient, useSuspenseQuery } from "@tanstack/react-query"
import { useNavigate } from "@tanstack/react-router"
import { Suspense, useState } from "react"
import { $api } from "@/api/client"
import { t } from "@/i18n"
import { deviceZone } from "@/lib/dates"
import { LoadingState } from "@/ui/LoadingState"
import { Mark } from "@/ui/Mark"
import { Refusal } from "@/ui/Refusal"
import { areasOptions, settle } from "./settle"
import classes from "./WelcomePage.module.css"

const STEPS = 2
const ZONES = Intl.supportedValuesOf("timeZone")
const DAY_STARTS = [0, 1, 2, 3, 4, 5, 6]

/** The first minute: which areas, and when a day begins. Everything has a good answer already. */
export function WelcomePage() {
  return (
    <main className={classes.page}>
      <Mark size={40} />
      <Suspense fallback={<LoadingState rows={2} />}>
        <Steps />
      </Suspense>
    </main>
  )
}

function Steps() {
  const { data: areas } = useSuspenseQuery(areasOptions)
  const { data: me } = useSuspenseQuery($api.queryOptions("get", "/api/v1/auth/me"))
  const client = useQueryClient()
  const navigate = useNavigate()
  const [step, setStep] = useState(1)
  const [kept, setKept] = useState(() => areas.items.map((area) => area.id))
  const [zone, setZone] = useState(me.timezone === "UTC" ? deviceZone() : me.timezone)
  const [dayStart, setDayStart] = useState(me.day_start_hour)
  const [hours, setHours] = useState<number | string>(6)
  const finish = useMutation({
    mutationFn: () =>
      settle(
        areas.items.filter((area) => !kept.includes(area.id)).map((area) => area.id),
        { timezone: zone, day_start_hour: dayStart },
        typeof hours === "number" ? Math.round(hours * 60) : null,
      ),
    onSuccess: async () => {
      await client.invalidateQueries()
      await navigate({ to: "/today" })
    },
  })
  return (
    <>
      <p className={classes.step}>{t("welcome.step", { step, steps: STEPS })}</p>
      {step === 1 ? (
        <section className={classes.section}>
          <h1>{t("welcome.title")}</h1>
          <p className={classes.lead}>{t("welcome.lead")}</p>
          <Chip.Group multiple value={kept} onChange={setKept}>
            <div className={classes.areas} role="group" aria-label={t("welcome.areas")}>
              {areas.items.map((area) => (
                <Chip key={area.id} value={area.id} wrapperProps={{ "data-own": true }} size="lg" radius="xl" variant="light">
                  {area.name}
                </Chip>
              ))}
            </div>
          </Chip.Group>
          <Button onClick={() => setStep(2)}>{t("welcome.next")}</Button>
        </section>
      ) : (
        <form
          className={classes.section}
          onSubmit={(event) => {
            event.preventDefault()
            finish.mutate()
          }}
        >
          <h1>{t("welcome.dayTitle")}</h1>
          <Refusal error={finish.error} />
          <Select label={t("welcome.zone")} data={ZONES} value={zone} searchable limit={60} attributes={{ option: { "data-own": true } }} onChange={(value) => setZone(value ?? zone)} />
          <Select
            label={t("welcome.dayStart")}
            description={t("welcome.dayStartHint")}
            data={DAY_STARTS.map((hour) => ({ value: String(hour), label: `${String(hour).padStart(2, "0")}:00` }))}
            value={String(dayStart)}
            onChange={(value) => setDayStart(Number(value))}
          />
          <NumberInput
            label={t("welcome.planned")}
            description={t("welcome.plannedHint")}
            suffix=" h"
            min={0}
            max={24}
            step={0.5}
            value={hours}
            onChange={setHours}
          />
          <Button type="submit" loading={finish.isPending}>
            {t("welcome.begin")}
          </Button>
        </form>
      )}
    </>
  )
}
