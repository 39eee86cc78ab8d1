import { ActionIcon, Button, Textarea } from "@mantine/core"
import { IconX } from "@tabler/icons-react"
import { useQuery } from "@tanstack/react-query"
import { useState } from "react"
import { t } from "@/i18n"
import { longDay } from "@/lib/dates"
import { notesOptions } from "../queries"
import { useNotes } from "../useGoalActions"
import classes from "./GoalPage.module.css"

export function Notes({ id, today }: { id: string; today: string }) {
  const { data } = useQuery(notesOptions(id))
  const { add, remove } = useNotes(id)
  const [text, setText] = useState("")
  return (
    <section className={classes.section}>
      <h2>{t("goals.notes")}</h2>
      <form
        className={classes.write}
        onSubmit={(event) => {
          event.preventDefault()
          if (text.trim()) add.mutate({ text: text.trim() }, { onSuccess: () => setText("") })
        }}
      >
        <Textarea
          aria-label={t("goals.noteAdd")}
          placeholder={t("goals.noteAdd")}
          autosize
          minRows={2}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
        />
        <Button type="submit" variant="default" loading={add.isPending} disabled={!text.trim()}>
          {t("common.save")}
        </Button>
      </form>
      <ul>
        {data?.items.map((note) => (
          <li key={note.id} className={classes.note}>
            <p className={classes.soft}>{longDay(note.on_date, today)}</p>
            <p className={classes.noteText}>{note.text}</p>
            <ActionIcon aria-label={t("goals.remove", { text: longDay(note.on_date, today) })} onClick={() => remove.mutate(note)}>
              <IconX size={18} stroke={1.6} />
            </ActionIcon>
          </li>
        ))}
      </ul>
    </section>
  )
}
