import classes from "./Gauge.module.css"

const LENGTH = 400

/** A share of a whole, 0 to 1, as a line; its number stands beside it in words. */
export function Gauge({ share }: { share: number | null }) {
  return (
    <svg className={classes.gauge} viewBox={`0 0 ${LENGTH} 6`} preserveAspectRatio="none" aria-hidden="true">
      <rect className={classes.track} width={LENGTH} height="6" rx="3" />
      {share ? <rect className={classes.gone} width={Math.min(share, 1) * LENGTH} height="6" rx="3" /> : null}
    </svg>
  )
}
