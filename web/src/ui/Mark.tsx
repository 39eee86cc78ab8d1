import classes from "./Mark.module.css"

/** Cairn's mark: three stones. Decoration beside the word; the word carries the name. */
export function Mark({ size = 28 }: { size?: number }) {
  return (
    <svg className={classes.mark} width={size} height={size} viewBox="0 0 32 32" aria-hidden="true" focusable="false">
      <path
        className={classes.base}
        d="M2 26.3C2.8 21.7 10.4 20.6 17.1 20.6C25.2 20.6 30 22.6 30 26.3C30 29.8 23 29.8 16 29.8C7.6 29.8 1.7 29.8 2 26.3Z"
      />
      <path
        className={classes.middle}
        d="M5.4 17C6 12.8 11.3 11.8 16 11.8C21.7 11.8 25 13.6 25 17C25 20.2 20.1 20.2 15.2 20.2C9.3 20.2 5.2 20.2 5.4 17Z"
      />
      <path
        className={classes.top}
        d="M11 8.4C11.3 4.5 14.4 3.6 17 3.6C20.3 3.6 22.2 5.3 22.2 8.4C22.2 11.4 19.4 11.4 16.6 11.4C13.2 11.4 10.9 11.4 11 8.4Z"
      />
    </svg>
  )
}
