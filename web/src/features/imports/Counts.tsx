import { t } from "@/i18n"
import type { Schemas } from "@/api/client"
import classes from "./Imports.module.css"

type Counted = Schemas["ImportCounts"]

const LINES = [
  ["new", "imports.new"],
  ["done", "imports.done"],
  ["recurring", "imports.recurring"],
  ["subtasks", "imports.subtasks"],
  ["dependencies", "imports.dependencies"],
  ["projects_new", "imports.projectsNew"],
  ["projects_matched", "imports.projectsMatched"],
  ["known", "imports.known"],
  ["changed", "imports.changed"],
  ["entries_new", "imports.entriesNew"],
  ["entries_known", "imports.entriesKnown"],
] as const satisfies readonly (readonly [keyof Counted, string])[]

/** How much of everything; what is not in the file is not listed. */
export function Counts({ counts }: { counts: Counted }) {
  return (
    <ul className={classes.counts}>
      {LINES.filter(([name]) => counts[name] > 0).map(([name, words]) => (
        <li key={name}>{t(words, { count: counts[name] })}</li>
      ))}
    </ul>
  )
}
