import { locale, t } from "@/i18n"

/** "45 min", "2 h", "2 h 15 min". */
export function duration(minutes: number): string {
  const whole = Math.round(minutes)
  const hours = Math.floor(whole / 60)
  const rest = whole % 60
  if (hours === 0) return t("common.minutes", { minutes: rest })
  return rest === 0 ? t("common.hours", { hours }) : t("common.hoursMinutes", { hours, minutes: rest })
}

export function number(value: number, digits = 0): string {
  return new Intl.NumberFormat(locale, { maximumFractionDigits: digits }).format(value)
}

const UNITS = ["kilobyte", "megabyte", "gigabyte"] as const

/** "312 kB", "4.2 MB": never less than one kilobyte. */
export function fileSize(bytes: number): string {
  const step = Math.min(UNITS.length - 1, Math.max(0, Math.floor(Math.log10(Math.max(bytes, 1)) / 3) - 1))
  const value = Math.max(1, bytes / 1000 ** (step + 1))
  const options = { style: "unit", unit: UNITS[step], maximumFractionDigits: step === 0 ? 0 : 1 } as const
  return new Intl.NumberFormat(locale, options).format(value)
}
