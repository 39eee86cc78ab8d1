import { useQuery } from "@tanstack/react-query"
import { Link } from "@tanstack/react-router"
import { t } from "@/i18n"
import { longDay } from "@/lib/dates"
import { MoodStone } from "../MoodStone"
import { onThisDayOptions, type Moment } from "../queries"
import classes from "./JournalPage.module.css"

const FIRST_WORDS = 160
const MARKS = /[*_#>`~]+|^\s*\d+\.\s/gm

/** What there was on this day long ago, folded away; nothing where nothing is told. */
export function OnThisDay({ day }: { day: string }) {
  const moments = useQuery(onThisDayOptions(day)).data?.moments ?? []
  if (moments.length === 0) return null
  return (
    <details className={classes.past}>
      <summary>
        {t("journal.onThisDay")} <span className={classes.soft}>{moments.map(ago).join(", ")}</span>
      </summary>
      <ul>
        {moments.map((moment) => (
          <Past key={moment.day} moment={moment} today={day} />
        ))}
      </ul>
    </details>
  )
}

function Past({ moment, today }: { moment: Moment; today: string }) {
  const said = moment.entry?.accomplishment ?? moment.entry?.text ?? moment.entry?.gratitude
  return (
    <li className={classes.pastDay}>
      <h2 className={classes.name}>
        <Link to="/reflection" search={{ day: moment.day }} className={classes.link}>
          {ago(moment)}
        </Link>
        <span className={classes.facts}>
          {moment.entry?.mood ? <MoodStone mood={moment.entry.mood} size={22} /> : null}
          <time dateTime={moment.day}>{longDay(moment.day, today)}</time>
        </span>
      </h2>
      {said ? <p data-own>{said}</p> : null}
      {moment.journal.map((entry) => (
        <p key={entry.id}>
          <Link to="/journal/$entry" params={{ entry: entry.id }} className={classes.link} data-own>
            {entry.title ?? beginning(entry.content)}
          </Link>
        </p>
      ))}
    </li>
  )
}

function ago({ years_ago, months_ago }: Moment): string {
  return years_ago === null ? t("journal.monthsAgo", { count: months_ago ?? 0 }) : t("journal.yearsAgo", { count: years_ago })
}

function beginning(content: string): string {
  const plain = content.replace(MARKS, "").replace(/\s+/g, " ").trim()
  return plain.length > FIRST_WORDS ? `${plain.slice(0, FIRST_WORDS)} …` : plain
}
