import type { ReactNode } from "react"
import classes from "./states.module.css"

/** Nothing to show, and that is all right; or nothing left by a filter. `children` is the way on. */
export function EmptyState({ title, text, children }: { title: string; text: string; children?: ReactNode }) {
  return (
    <div className={classes.state}>
      <h2>{title}</h2>
      <p>{text}</p>
      {children}
    </div>
  )
}
