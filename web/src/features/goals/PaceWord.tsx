import classes from "./PaceWord.module.css"
import { paceWord, toneOf } from "./pace"
import type { Goal } from "./queries"

export function PaceWord({ goal }: { goal: Pick<Goal, "health" | "status"> }) {
  return (
    <span className={classes.pace} data-tone={toneOf(goal.health)}>
      {paceWord(goal)}
    </span>
  )
}
