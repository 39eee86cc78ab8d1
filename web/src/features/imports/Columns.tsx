import { Button, Select } from "@mantine/core"
import { useState } from "react"
import { t, type Key } from "@/i18n"
import { Refusal } from "@/ui/Refusal"
import classes from "./Imports.module.css"
import type { Options, Table } from "./queries"
import type { useLook } from "./useImportActions"

const ORDERS = ["auto", "dmy", "mdy"] as const

type Props = { table: Table; order: Options["date_order"]; look: ReturnType<typeof useLook>; again: (options: Options) => void }

/** Which column of a table is what; the file is then read again. */
export function Columns({ table, order, look, again }: Props) {
  const [mapping, setMapping] = useState<Record<string, string>>(table.mapping)
  const [dates, setDates] = useState<Options["date_order"]>(order)
  const columns = [{ value: "", label: t("imports.leaveOut") }, ...table.columns.filter(Boolean).map((value) => ({ value, label: value }))]
  return (
    <form
      className={classes.section}
      onSubmit={(event) => {
        event.preventDefault()
        const named = table.fields.map((field) => [field, mapping[field] ?? ""])
        again({ columns: Object.fromEntries(named), date_order: dates })
      }}
    >
      <h2>{t("imports.columns")}</h2>
      <p className={classes.soft}>{t("imports.columnsText")}</p>
      <Refusal error={look.error} />
      <div className={classes.columns}>
        {table.fields.map((field) => (
          <Select
            key={field}
            size="sm"
            label={t(`imports.field_${field}` as Key)}
            data={columns}
            attributes={{ option: { "data-own": true } }}
            value={mapping[field] ?? ""}
            onChange={(value) => setMapping((now) => ({ ...now, [field]: value ?? "" }))}
          />
        ))}
        <Select
          size="sm"
          label={t("imports.order")}
          description={table.unclear_dates.length > 0 ? t("imports.orderText", { columns: table.unclear_dates.join(", ") }) : undefined}
          data={ORDERS.map((value) => ({ value, label: t(`imports.order_${value}`) }))}
          value={dates ?? "auto"}
          onChange={(value) => setDates(value === "dmy" || value === "mdy" ? value : null)}
        />
      </div>
      <div className={classes.actions}>
        <Button type="submit" variant="default" loading={look.isPending}>
          {t("imports.readAgain")}
        </Button>
      </div>
    </form>
  )
}
