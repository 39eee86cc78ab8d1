import { t } from "@/i18n"
import classes from "./Cairn.module.css"

/** Half widths of the stones from the bottom up; a tenth task and more find no room on the pile. */
const STONES = [34, 28, 24, 20, 17, 14, 11, 8.5, 6]
const HEIGHTS = [15, 14, 13, 12, 11, 10, 9, 8, 7]
const GROUND = 118
const LEANS = [0, -2.5, 2, -1.5, 2, -1, 1, -0.5, 0.5]

/** The cairn of the day: a stone for each task that is done. */
export function Cairn({ count, points }: { count: number; points: number }) {
  const shown = Math.min(count, STONES.length)
  const stones = pile(shown)
  const next = shown < STONES.length ? pile(shown + 1)[shown] : undefined
  return (
    <figure className={classes.cairn}>
      <svg viewBox="0 0 96 124" role="img" aria-label={count ? t("today.cairnLabel", { count }) : t("today.cairnEmpty")}>
        <path className={classes.ground} d="M4 119c18-3 68-3 88 0" />
        {next ? <path className={classes.next} d={stone(next.x, next.y, next.half, next.height)} /> : null}
        {stones.map(({ half, height, x, y, top }, index) => (
          <path key={index} className={classes.stone} data-top={top || undefined} data-tone={index % 3} d={stone(x, y, half, height)} />
        ))}
      </svg>
      {points > 0 ? <figcaption>{t("today.pointsToday", { count: points })}</figcaption> : null}
    </figure>
  )
}

/** The stones from the bottom up, each standing on those below. A single stone has no top yet. */
function pile(count: number) {
  return STONES.slice(0, count).map((half, index) => {
    const below = HEIGHTS.slice(0, index + 1).reduce((sum, height) => sum + height, 0)
    const top = index === count - 1 && index > 0
    return { half, height: HEIGHTS[index] ?? 8, x: 48 + (LEANS[index] ?? 0), y: GROUND - below, top }
  })
}

/** A river stone: flat below, rounder above, and not quite even. */
function stone(x: number, y: number, half: number, height: number): string {
  const bottom = y + height - 0.8
  return (
    `M${x - half} ${y + height * 0.62}` +
    `C${x - half * 0.94} ${y + height * 0.12} ${x - half * 0.4} ${y} ${x + half * 0.08} ${y}` +
    `C${x + half * 0.66} ${y} ${x + half} ${y + height * 0.22} ${x + half} ${y + height * 0.62}` +
    `C${x + half} ${bottom} ${x + half * 0.5} ${bottom} ${x} ${bottom}` +
    `C${x - half * 0.6} ${bottom} ${x - half * 1.02} ${bottom} ${x - half} ${y + height * 0.62}Z`
  )
}
