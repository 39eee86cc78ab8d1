import { UnstyledButton } from "@mantine/core"
import classes from "./Check.module.css"

type Props = { label: string; checked?: boolean; onCheck: () => void }

/** The round stone before a task: pressing it sets it, or takes it up again. */
export function Check({ label, checked = false, onCheck }: Props) {
  return (
    <UnstyledButton className={classes.check} aria-label={label} aria-pressed={checked} onClick={onCheck} data-check>
      <svg viewBox="0 0 24 24" aria-hidden="true">
        <path className={classes.stone} d="M2.600 12.400c-.2-5.600 4-9.900 9.700-9.800 5.400.1 9.300 4.200 9.100 9.600-.2 5.400-4.200 9.300-9.600 9.200-5.300-.1-9-3.900-9.200-9Z" />
        <path className={classes.tick} d="m7.400 12.300 3.200 3.200 6-6.400" />
      </svg>
    </UnstyledButton>
  )
}
