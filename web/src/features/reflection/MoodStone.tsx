import classes from "./Mood.module.css"

const CURVE = [-4.4, -2.2, 0, 2.4, 4.6]
const LEVEL = 15.2

/** A stone with a face, 1 (least pleasant) to 5. Its number stands beside it in words. */
export function MoodStone({ mood, size = 28 }: { mood: number; size?: number }) {
  const curve = CURVE[mood - 1] ?? 0
  return (
    <svg className={classes.stone} data-mood={mood} width={size} height={size} viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      <path className={classes.body} d="M2.600 12.400c-.2-5.600 4-9.900 9.700-9.800 5.400.1 9.300 4.200 9.100 9.600-.2 5.400-4.200 9.300-9.600 9.200-5.300-.1-9-3.900-9.200-9Z" />
      <circle className={classes.eye} cx="8.700" cy="10" r="1.100" />
      <circle className={classes.eye} cx="15.300" cy="10" r="1.100" />
      <path className={classes.mouth} d={`M8 ${LEVEL - curve / 3} Q12 ${LEVEL + curve} 16 ${LEVEL - curve / 3}`} />
    </svg>
  )
}
