import { Button, Select, TagsInput, Textarea, TextInput } from "@mantine/core"
import { useQuery } from "@tanstack/react-query"
import { useState, type ReactNode } from "react"
import { fieldErrors } from "@/api/problems"
import { useToday } from "@/features/account/useToday"
import { t } from "@/i18n"
import { instantOf, localMoment } from "@/lib/moments"
import { Markdown } from "@/ui/Markdown"
import { Refusal } from "@/ui/Refusal"
import { Mood } from "../Mood"
import { promptOptions, templatesOptions, type Draft, type Entry } from "../queries"
import { useDraft } from "./drafts"
import { useWrite } from "./useJournalActions"
import classes from "./Writer.module.css"

export type Written = Required<Pick<Draft, "content">> & {
  title: string
  mood: number | null
  mood_label: string | null
  tags: string[]
  template: string | null
  /** Local date and time, as a field of the page holds them; empty: now. */
  when: string
}

type Props = { close: () => void; entry?: Entry }

/** Writes an entry, or changes one. What is typed is kept on the device with each letter. */
export function Writer({ close, entry }: Props) {
  const { day, zone } = useToday()
  const draft = useDraft<Written>(entry ? `journal.${entry.id}` : "journal", initial(entry, zone))
  const { value, change } = draft
  const [seen, see] = useState(false)
  const write = useWrite(entry, () => {
    draft.done()
    close()
  })
  const errors = fieldErrors(write.error)
  const save = () => {
    if (value.content.trim()) write.mutate(bodyOf(value, zone))
  }
  return (
    <form
      className={classes.form}
      onSubmit={(event) => {
        event.preventDefault()
        save()
      }}
      onKeyDown={(event) => {
        if (event.key !== "Enter" || !(event.metaKey || event.ctrlKey)) return
        event.preventDefault()
        save()
      }}
    >
      <Refusal error={write.error} />
      {draft.found ? (
        <p className={classes.kept} role="status">
          {t("journal.draftFound")}
          <Button variant="subtle" size="compact-md" onClick={draft.discard}>
            {t("journal.draftDiscard")}
          </Button>
        </p>
      ) : null}
      <Words value={value} change={change} error={errors.content} seen={seen} day={day} fresh={!entry} />
      <Mood label={t("journal.mood")} mood={value.mood} word={value.mood_label} set={change} />
      <Details value={value} change={change} errors={errors} />
      <div className={classes.actions}>
        <Button variant="subtle" aria-pressed={seen} onClick={() => see(!seen)}>
          {t(seen ? "journal.writeOn" : "journal.preview")}
        </Button>
        <Button type="submit" loading={write.isPending} disabled={!value.content.trim()}>
          {t("common.save")}
        </Button>
      </div>
    </form>
  )
}

type Part = { value: Written; change: (part: Partial<Written>) => void }

function Words({ value, change, error, seen, day, fresh }: Part & { error?: string; seen: boolean; day: string; fresh: boolean }) {
  const question = useQuery({ ...promptOptions(day), enabled: fresh }).data?.question
  if (seen)
    return (
      <section className={classes.preview} aria-label={t("journal.preview")}>
        <Markdown text={value.content} />
      </section>
    )
  return (
    <>
      {fresh ? <Begin value={value} change={change} question={question} /> : null}
      <Textarea
        data-autofocus
        label={t("journal.content")}
        description={t("journal.contentHint")}
        inputWrapperOrder={["label", "input", "description", "error"]}
        autosize
        minRows={7}
        maxRows={22}
        maxLength={50_000}
        value={value.content}
        error={error}
        onChange={(event) => change({ content: event.currentTarget.value })}
      />
    </>
  )
}

/** A question of the day, and beginnings to choose from. */
function Begin({ value, change, question }: Part & { question?: string }): ReactNode {
  const templates = useQuery(templatesOptions).data?.items ?? []
  const begin = (text: string, template = value.template) => {
    const before = value.content.trimEnd()
    change({ content: before ? `${before}\n\n${text}` : text, template })
  }
  return (
    <div className={classes.begin}>
      {question ? (
        <button type="button" className={classes.question} onClick={() => begin(`**${question}**\n\n`)} data-own>
          {question}
        </button>
      ) : null}
      <Select
        size="sm"
        className={classes.template}
        aria-label={t("journal.template")}
        placeholder={t("journal.template")}
        value={null}
        data={templates.map(({ slug, name }) => ({ value: slug, label: name }))}
        renderOption={({ option }) => (
          <span data-own>
            {option.label}
            <span className={classes.soft}>{templates.find(({ slug }) => slug === option.value)?.description}</span>
          </span>
        )}
        onChange={(slug) => {
          const chosen = templates.find((one) => one.slug === slug)
          if (chosen) begin(chosen.body, chosen.slug)
        }}
      />
    </div>
  )
}

function Details({ value, change, errors }: Part & { errors: Record<string, string> }) {
  return (
    <div className={classes.pair}>
      <TextInput
        label={t("journal.name")}
        maxLength={200}
        value={value.title}
        error={errors.title}
        onChange={(event) => change({ title: event.currentTarget.value })}
      />
      <TextInput
        type="datetime-local"
        label={t("journal.when")}
        description={t("journal.whenHint")}
        inputWrapperOrder={["label", "input", "description", "error"]}
        value={value.when}
        error={errors.occurred_at}
        onChange={(event) => change({ when: event.currentTarget.value })}
      />
      <TagsInput
        className={classes.tags}
        label={t("journal.tags")}
        placeholder={t("journal.tagsHint")}
        size="md"
        maxTags={50}
        value={value.tags}
        error={errors.tags}
        onChange={(tags) => change({ tags })}
      />
    </div>
  )
}

function initial(entry: Entry | undefined, zone: string): Written {
  return {
    content: entry?.content ?? "",
    title: entry?.title ?? "",
    mood: entry?.mood ?? null,
    mood_label: entry?.mood_label ?? null,
    tags: entry?.tags ?? [],
    template: entry?.template ?? null,
    when: entry ? localMoment(entry.occurred_at, zone) : "",
  }
}

function bodyOf({ content, title, mood, mood_label, tags, template, when }: Written, zone: string): Draft {
  return { content, title: title.trim() || null, mood, mood_label, tags, template, ...(when ? { occurred_at: instantOf(when, zone) } : {}) }
}
