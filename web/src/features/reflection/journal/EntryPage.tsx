import { IconPencil, IconTrash } from "@tabler/icons-react"
import { useSuspenseQuery } from "@tanstack/react-query"
import { useNavigate, useParams } from "@tanstack/react-router"
import { useToday } from "@/features/account/useToday"
import { t } from "@/i18n"
import { longDay, timeOfDay } from "@/lib/dates"
import { BackLink } from "@/ui/BackLink"
import { Markdown } from "@/ui/Markdown"
import { RowMenu } from "@/ui/RowMenu"
import { MoodStone } from "../MoodStone"
import { entryOptions, type Entry } from "../queries"
import { moodText } from "../scales"
import { Connections } from "./Connections"
import { Tags } from "./DayOfEntries"
import classes from "./EntryPage.module.css"
import { useDelete } from "./useJournalActions"
import { useWriter } from "./useWriter"

export function EntryPage() {
  const { entry: id } = useParams({ from: "/_app/journal/$entry" })
  const { data: entry } = useSuspenseQuery(entryOptions(id))
  const { day } = useToday()
  const time = timeOfDay(entry.occurred_at, entry.timezone)
  return (
    <article className={classes.page}>
      <header className={classes.head}>
        <BackLink to="/journal">{t("journal.back")}</BackLink>
        <div className={classes.titles}>
          <h1>{entry.title ? <span data-own>{entry.title}</span> : longDay(entry.local_date, day)}</h1>
          <EntryMenu entry={entry} />
        </div>
        <p className={classes.facts}>
          <time dateTime={entry.occurred_at}>
            {entry.title ? t("common.atTime", { day: longDay(entry.local_date, day), time }) : time}
          </time>
          {entry.mood === null ? null : (
            <span className={classes.mood}>
              <MoodStone mood={entry.mood} size={22} />
              {moodText(entry)}
            </span>
          )}
        </p>
      </header>
      <Markdown text={entry.content} />
      <Tags tags={entry.tags} />
      <Connections id={entry.id} links={entry.links} />
    </article>
  )
}

function EntryMenu({ entry }: { entry: Entry }) {
  const navigate = useNavigate()
  const { write, writer } = useWriter(entry)
  const remove = useDelete(entry.id, () => navigate({ to: "/journal" }))
  return (
    <>
      <RowMenu
        acts={[
          { icon: IconPencil, text: t("common.edit"), act: write },
          { icon: IconTrash, text: t("common.delete"), act: () => remove.mutate() },
        ]}
      />
      {writer}
    </>
  )
}
