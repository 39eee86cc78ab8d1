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
