import { ActionIcon, TextInput } from "@mantine/core"
import { IconX } from "@tabler/icons-react"
import { useQuery } from "@tanstack/react-query"
import { useState } from "react"
import { t } from "@/i18n"
import { Check } from "@/ui/Check"
import { criteriaOptions } from "../queries"
import { useCriteria } from "../useGoalActions"
import classes from "./GoalPage.module.css"

/** What is true once the goal is reached, checked off one by one. */
export function Criteria({ id }: { id: string }) {
  const { data } = useQuery(criteriaOptions(id))
  const { add, toggle, remove } = useCriteria(id)
  const [text, setText] = useState("")
  return (
    <section className={classes.section}>
      <h2>{t("goals.criteria")}</h2>
      <ul>
        {data?.items.map((criterion) => (
          <li key={criterion.id} className={classes.line} data-done={criterion.done_at ? true : undefined}>
            <Check
              label={t("goals.criterionDone", { text: criterion.text })}
              checked={criterion.done_at !== null}
              onCheck={() => toggle.mutate(criterion)}
            />
            <span className={classes.words}>{criterion.text}</span>
            <ActionIcon aria-label={t("goals.remove", { text: criterion.text })} onClick={() => remove.mutate(criterion)}>
              <IconX size={18} stroke={1.6} />
            </ActionIcon>
          </li>
        ))}
      </ul>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          const asked = text.trim()
          if (!asked) return
          // At once, so that the next one can be written while this one is on its way.
          setText("")
          add.mutate(asked, { onError: () => setText((now) => now || asked) })
        }}
      >
        <TextInput
          aria-label={t("goals.criterionAdd")}
          placeholder={t("goals.criterionHint")}
          value={text}
          maxLength={500}
          onChange={(event) => setText(event.currentTarget.value)}
        />
      </form>
    </section>
  )
}
