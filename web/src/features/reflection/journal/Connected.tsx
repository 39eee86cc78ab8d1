import { Link } from "@tanstack/react-router"
import type { ReactNode } from "react"
import { t, type Key } from "@/i18n"
import { journal } from "@/i18n/en/journal"
import type { Linked } from "../queries"
import classes from "./JournalPage.module.css"

/** What something has to do with, in a line. */
export function Connected({ links }: { links: Linked[] }) {
  const named = links.filter(({ title }) => title !== null)
  if (named.length === 0) return null
  return (
    <ul className={classes.connected} aria-label={t("journal.links")}>
      {named.map((link) => (
        <li key={link.link_id}>
          <Target link={link} />
        </li>
      ))}
    </ul>
  )
}

/** The way to the other end, where it has a place of its own in the page. */
export function Target({ link: { entity_id, entity_kind, title } }: { link: Pick<Linked, "entity_id" | "entity_kind" | "title"> }): ReactNode {
  const name = title === null ? <em>{t("journal.untitled")}</em> : <span data-own>{title}</span>
  switch (entity_kind) {
    case "task":
      return (
        <Link to="." search={(now) => ({ ...now, task: entity_id })} className={classes.target}>
          {name}
        </Link>
      )
    case "goal":
      return (
        <Link to="/goals/$goal" params={{ goal: entity_id }} className={classes.target}>
          {name}
        </Link>
      )
    case "habit":
      return (
        <Link to="/habits/$habit" params={{ habit: entity_id }} className={classes.target}>
          {name}
        </Link>
      )
    case "journal_entry":
      return (
        <Link to="/journal/$entry" params={{ entry: entity_id }} className={classes.target}>
          {name}
        </Link>
      )
    case "day_entry":
      return title === null ? (
        name
      ) : (
        <Link to="/reflection" search={{ day: title }} className={classes.target}>
          {name}
        </Link>
      )
    default:
      return name
  }
}

export function kindName(kind: string): string {
  return `kind_${kind}` in journal ? t(`journal.kind_${kind}` as Key) : t("journal.kind_other")
}
