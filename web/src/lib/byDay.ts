/** Rows by their day, in the order in which they come. */
export function byDay<T extends { local_date: string }>(rows: T[]): { day: string; rows: T[] }[] {
  const days: { day: string; rows: T[] }[] = []
  for (const row of rows) {
    const last = days.at(-1)
    if (last?.day === row.local_date) last.rows.push(row)
    else days.push({ day: row.local_date, rows: [row] })
  }
  return days
}
