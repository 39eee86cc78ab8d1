import { daysBetween } from "@/lib/dates"

type Point = { day: string; pct: number }

/** The path of a curve over days, 0 to 100 from bottom to top, with `pad` free above and below. */
export function curve(points: Point[], width: number, height: number, pad: number): string {
  const first = points[0]?.day ?? ""
  const span = Math.max(daysBetween(first, points.at(-1)?.day ?? first), 1)
  return points
    .map(({ day, pct }, index) => {
      const x = (daysBetween(first, day) / span) * width
      const y = height - pad - (pct / 100) * (height - 2 * pad)
      return `${index === 0 ? "M" : "L"}${x.toFixed(1)} ${y.toFixed(1)}`
    })
    .join("")
}
