import { Link } from "@tanstack/react-router"
import type { Ref } from "react"
import { t } from "@/i18n"
import { longDay, timeOfDay } from "@/lib/dates"
import { Markdown } from "@/ui/Markdown"
import { MoodStone } from "../MoodStone"
import type { Entry } from "../queries"
import { moodText } from "../scales"
import { Connected } from "./Connected"
import classes from "./JournalPage.module.css"

type Props = { ref: Ref<HTMLLIElement>; index: number; size: number; day: string; entries: Entry[]; today: string }

/** A day of the timeline, with what was written on it. */
export function DayOfEntries({ ref, index, size, day, entries, today }: Props) {
  return (
    <li ref={ref} data-index={index} className={classes.day} aria-posinset={index + 1} aria-setsize={size}>
      <h2 className={classes.date}>
        <Link to="/reflection" search={{ day }} className={classes.dayLink}>
          <time dateTime={day}>{longDay(day, today)}</time>
        </Link>
      </h2>
      {entries.map((entry) => (
        <EntryCard key={entry.id} entry={entry} />
      ))}
    </li>
  )
}

/** An entry as the timeline shows it: its beginning, and the way to all of it. */
export function EntryCard({ entry }: { entry: Entry }) {
  const time = timeOfDay(entry.occurred_at, entry.timezone)
  return (
    <article className={classes.entry} data-row>
      <header className={classes.entryHead}>
        <h3 className={classes.name}>
          <Link to="/journal/$entry" params={{ entry: entry.id }} className={classes.link} data-focus>
            {entry.title ? <span data-own>{entry.title}</span> : <time dateTime={entry.occurred_at}>{time}</time>}
          </Link>
        </h3>
        <p className={classes.facts}>
          {entry.mood === null ? null : (
            <span className={classes.mood}>
              <MoodStone mood={entry.mood} size={22} />
              {moodText(entry)}
            </span>
          )}
          {entry.title ? <time dateTime={entry.occurred_at}>{time}</time> : null}
        </p>
      </header>
      <Markdown text={entry.content} short />
      <Tags tags={entry.tags} />
      <Connected links={entry.links} />
    </article>
  )
}

export function Tags({ tags }: { tags: string[] }) {
  if (tags.length === 0) return null
  return (
    <ul className={classes.tags} aria-label={t("journal.tags")}>
      {tags.map((tag) => (
        <li key={tag}>
          <Link to="/journal" search={{ tag }} className={classes.tag} data-own>
            {tag}
          </Link>
        </li>
      ))}
    </ul>
  )
}
