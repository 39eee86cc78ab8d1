import { Button, Collapse, Select, TextInput } from "@mantine/core"
import { useDisclosure } from "@mantine/hooks"
import { IconAdjustmentsHorizontal } from "@tabler/icons-react"
import { useQuery } from "@tanstack/react-query"
import { useNavigate, useSearch } from "@tanstack/react-router"
import { useId, useState } from "react"
import { areasOptions, projectsOptions } from "@/features/tasks/queries"
import { PRIORITIES, priorityName, statusName } from "@/features/tasks/words"
import { t } from "@/i18n"
import { DUES, NARROWING, READIES, SORTS, STATES, type ListSearch } from "../search"
import classes from "./ListPage.module.css"

const ANY = "any"

/** What narrows the list, all of it in the address. */
export function Lenses() {
  const search = useSearch({ from: "/_app/plan/" })
  const navigate = useNavigate({ from: "/plan/" })
  const count = NARROWING.filter((name) => search[name] !== undefined).length
  const [opened, { toggle }] = useDisclosure(count > 0)
  const panel = useId()
  const set = (change: ListSearch) => void navigate({ search: (now) => ({ ...now, ...change }), replace: true })
  return (
    <div className={classes.lenses}>
      <Typed key={search.q} className={classes.words} label={t("plan.q")} hint={t("plan.qHint")} value={search.q} set={(q) => set({ q })} />
      <Choice label={t("plan.sort")} value={search.sort ?? "due"} options={SORTS.map((value) => [value, t(`plan.sort_${value}`)])} set={(sort) => set({ sort: sort === "due" ? undefined : sort })} />
      <Button
        variant="default"
        size="sm"
        className={classes.toggle}
        leftSection={<IconAdjustmentsHorizontal size={18} stroke={1.6} />}
        onClick={toggle}
        aria-expanded={opened}
        aria-controls={panel}
      >
        {count > 0 ? t("plan.filtersCount", { count }) : t("plan.filters")}
      </Button>
      <Collapse expanded={opened} id={panel} className={classes.panel}>
        <Narrowing search={search} set={set} />
      </Collapse>
    </div>
  )
}

function Narrowing({ search, set }: { search: ListSearch; set: (change: ListSearch) => void }) {
  const areas = useQuery(areasOptions).data?.items ?? []
  const projects = useQuery(projectsOptions).data?.items ?? []
  const any = [ANY, t("plan.any")] as const
  const named = (rows: { id: string; name: string }[]) => [any, ...rows.map(({ id, name }) => [id, name] as const)]
  const chosen = <T,>(value: T | typeof ANY): T | undefined => (value === ANY ? undefined : (value as T))
  return (
    <div className={classes.narrowing}>
      <Choice
        label={t("plan.show")}
        value={search.show ?? ANY}
        options={[
          [ANY, t("plan.show_open")],
          ["all", t("plan.show_all")],
          ...STATES.map((value) => [value, statusName(value)] as const),
          ["archived", t("plan.show_archived")],
        ]}
        set={(value) => set({ show: chosen(value) })}
      />
      <Choice label={t("plan.area")} value={search.area ?? ANY} options={named(areas)} set={(value) => set({ area: chosen(value) })} own />
      <Choice label={t("plan.project")} value={search.project ?? ANY} options={named(projects)} set={(value) => set({ project: chosen(value) })} own />
      <Choice
        label={t("plan.due")}
        value={search.due ?? ANY}
        options={[any, ...DUES.map((value) => [value, t(`plan.due_${value}`)] as const)]}
        set={(value) => set({ due: chosen(value) })}
      />
      <Choice
        label={t("plan.priority")}
        value={String(search.priority ?? ANY)}
        options={[any, ...PRIORITIES.map((value) => [String(value), priorityName(value)] as const)]}
        set={(value) => set({ priority: value === ANY ? undefined : Number(value) })}
      />
      <Choice
        label={t("plan.ready")}
        value={search.ready ?? ANY}
        options={[any, ...READIES.map((value) => [value, t(`plan.ready_${value}`)] as const)]}
        set={(value) => set({ ready: chosen(value) })}
      />
      <Typed key={search.tag} label={t("plan.tag")} value={search.tag} set={(tag) => set({ tag })} />
    </div>
  )
}

type ChoiceProps<T extends string> = {
  label: string
  value: T
  options: readonly (readonly [T, string])[]
  set: (value: T) => void
  /** Whether the names are the person's own. */
  own?: boolean
}

function Choice<T extends string>({ label, value, options, set, own }: ChoiceProps<T>) {
  return (
    <Select
      className={classes.lens}
      size="sm"
      label={label}
      searchable={options.length > 12}
      data={options.map(([key, name]) => ({ value: key, label: name }))}
      renderOption={({ option }) => <span data-own={own}>{option.label}</span>}
      value={value}
      onChange={(chosen) => chosen && set(chosen as T)}
    />
  )
}

type TypedProps = { label: string; hint?: string; value?: string; set: (value: string | undefined) => void; className?: string }

/** Something typed, which counts when it is left or confirmed. */
function Typed({ label, hint, value = "", set, className }: TypedProps) {
  const [typed, type] = useState(value)
  const settle = () => typed.trim() !== value && set(typed.trim() || undefined)
  return (
    <form
      className={`${classes.lens} ${className ?? ""}`}
      onSubmit={(event) => {
        event.preventDefault()
        settle()
      }}
    >
      <TextInput size="sm" label={label} placeholder={hint} value={typed} maxLength={60} onChange={(event) => type(event.currentTarget.value)} onBlur={settle} />
    </form>
  )
}
