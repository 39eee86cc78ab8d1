import { ActionIcon, UnstyledButton } from "@mantine/core"
import { IconMinus, IconPlus } from "@tabler/icons-react"
import { useIsMutating, useQuery } from "@tanstack/react-query"
import { type ReactNode } from "react"
import { isOffline } from "@/api/problems"
import { KeptText } from "@/features/offline/KeptText"
import { t, type Key } from "@/i18n"
import { duration } from "@/lib/units"
import { Mood } from "../Mood"
import moods from "../Mood.module.css"
import { promptOptions, type Day } from "../queries"
import { bandOf, MOODS, STEPS } from "../scales"
import classes from "./DayPage.module.css"
import { useSay } from "./useSay"

const USUAL_HOURS = 7.5
const STEP_HOURS = 0.5
const MOST_HOURS = 24
const MINUTES = 60

type Words = "accomplishment" | "gratitude" | "tomorrow_focus" | "challenges" | "lessons" | "text"
type Props = { day: string; today: string; entry?: Day }

/** A minute: a mood, two taps, a sentence. Each is kept when it is said. */
export function DayForm({ day, today, entry }: Props) {
  const say = useSay(day, today)
  const busy = useIsMutating({ mutationKey: ["say-day"] }) > 0
  const question = useQuery(promptOptions(day)).data?.question
  const words = (name: Words, hint?: string) => (
    <KeptText
      key={name}
      name={`day.${day}.${name}`}
      label={t(`reflection.${name}`)}
      hint={hint}
      said={entry?.[name] ?? ""}
      save={(text) => say.mutateAsync({ [name]: text })}
    />
  )
  const told = entry?.challenges || entry?.lessons || entry?.text || entry?.completion || entry?.productivity
  return (
    <div className={classes.form}>
      <Part title={t("reflection.mood")}>
        <Mood label={t("reflection.mood")} mood={entry?.mood ?? null} word={entry?.mood_label ?? null} set={(change) => say.mutate(change)} />
      </Part>
      <Part title={t("reflection.energy")}>
        <Steps label={t("reflection.energy")} names="energy" values={STEPS} value={bandOf(entry?.energy)} set={(energy) => say.mutate({ energy })} />
      </Part>
      <Part title={t("reflection.sleep")}>
        <Hours hours={entry?.sleep_hours ?? null} set={(sleep_hours) => say.mutate({ sleep_hours })} />
        <Steps label={t("reflection.sleepQuality")} names="quality" values={MOODS} value={entry?.sleep_quality ?? null} set={(sleep_quality) => say.mutate({ sleep_quality })} />
      </Part>
      {words("accomplishment")}
      {words("gratitude")}
      {words("tomorrow_focus")}
      <details className={classes.more} open={Boolean(told) || undefined}>
        <summary>{t("reflection.more")}</summary>
        <div className={classes.form}>
          {words("challenges")}
          {words("lessons")}
          {words("text", question)}
          {(["completion", "productivity"] as const).map((name) => (
            <Part key={name} title={t(`reflection.${name}`)}>
              <Steps label={t(`reflection.${name}`)} names={name === "completion" ? "share" : "energy"} values={STEPS} value={bandOf(entry?.[name])} set={(value) => say.mutate({ [name]: value })} />
            </Part>
          ))}
        </div>
      </details>
      <p className={classes.kept} role="status">
        {busy ? t("reflection.keeping") : isOffline(say.error) ? t("reflection.keptHere") : entry ? t("reflection.kept") : null}
      </p>
    </div>
  )
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className={classes.part}>
      <h3>{title}</h3>
      {children}
    </section>
  )
}

type StepsProps = { label: string; names: "energy" | "quality" | "share"; values: readonly number[]; value: number | null; set: (value: number | null) => void }

/** Five words; pressing what is chosen takes it back. */
function Steps({ label, names, values, value, set }: StepsProps) {
  return (
    <div role="group" aria-label={label} className={moods.words}>
      {values.map((one) => (
        <UnstyledButton key={one} className={moods.word} aria-pressed={value === one} onClick={() => set(value === one ? null : one)}>
          {t(`reflection.${names}_${one}` as Key)}
        </UnstyledButton>
      ))}
    </div>
  )
}

function Hours({ hours, set }: { hours: number | null; set: (hours: number) => void }) {
  const by = (step: number) => set(hours === null ? USUAL_HOURS : Math.min(MOST_HOURS, Math.max(0, Math.round((hours + step) * 100) / 100)))
  return (
    <div className={classes.hours}>
      <ActionIcon variant="default" aria-label={t("reflection.sleepLess")} onClick={() => by(-STEP_HOURS)}>
        <IconMinus size={18} stroke={1.75} />
      </ActionIcon>
      <output className={classes.amount}>{hours === null ? t("reflection.sleepNone") : duration(hours * MINUTES)}</output>
      <ActionIcon variant="default" aria-label={t("reflection.sleepMore")} onClick={() => by(STEP_HOURS)}>
        <IconPlus size={18} stroke={1.75} />
      </ActionIcon>
    </div>
  )
}
