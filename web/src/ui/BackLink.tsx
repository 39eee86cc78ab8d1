import { IconChevronLeft } from "@tabler/icons-react"
import { Link, type LinkProps } from "@tanstack/react-router"
import type { ReactNode } from "react"
import classes from "./BackLink.module.css"

/** From one thing back to the list that it is of. */
export function BackLink({ to, children }: { to: LinkProps["to"]; children: ReactNode }) {
  return (
    <Link to={to} className={classes.back}>
      <IconChevronLeft size={18} stroke={1.75} aria-hidden="true" />
      {children}
    </Link>
  )
}
