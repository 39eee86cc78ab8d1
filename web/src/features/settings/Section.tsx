import type { ReactNode } from "react"
import classes from "./Settings.module.css"

/** A part of the settings: its name, what it is about, and what can be done there. */
export function Section({ title, text, children }: { title: string; text?: ReactNode; children: ReactNode }) {
  return (
    <section className={classes.section}>
      <h2>{title}</h2>
      {text ? <p className={classes.soft}>{text}</p> : null}
      {children}
    </section>
  )
}
