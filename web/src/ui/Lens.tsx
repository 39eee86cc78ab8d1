import { Select } from "@mantine/core"
import classes from "./Lens.module.css"

type Props<T extends string> = {
  label: string
  value: T
  options: readonly (readonly [T, string])[]
  set: (value: T) => void
  /** Whether the names are the person's own. */
  own?: boolean
}

/** A small choice at the head of a list, by which it is narrowed or put in order. */
export function Lens<T extends string>({ label, value, options, set, own }: Props<T>) {
  return (
    <Select
      className={classes.lens}
      size="sm"
      label={label}
      data={options.map(([key, name]) => ({ value: key, label: name }))}
      renderOption={({ option }) => <span data-own={own}>{option.label}</span>}
      value={value}
      onChange={(chosen) => chosen && set(chosen as T)}
    />
  )
}
