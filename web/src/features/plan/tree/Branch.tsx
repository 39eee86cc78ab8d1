import { UnstyledButton } from "@mantine/core"
import { IconChevronRight } from "@tabler/icons-react"
import { Link } from "@tanstack/react-router"
import { useId } from "react"
import { useToday } from "@/features/account/useToday"
import { useComplete } from "@/features/tasks/useTaskActions"
import { t } from "@/i18n"
import { shortDay } from "@/lib/dates"
import { number } from "@/lib/units"
import { Check } from "@/ui/Check"
import { BranchMenu } from "./BranchMenu"
import type { Naming } from "./NameForm"
import type { Node } from "./nodes"
import classes from "./TreePage.module.css"

type Props = { node: Node; open: ReadonlySet<string>; set: (id: string, wanted: boolean) => void; name: (naming: Naming) => void }

export function Branch({ node, open, set, name }: Props) {
  const below = useId()
  const opened = open.has(node.id)
  const parts = opened && node.parts.length > 0
  return (
    <li className={classes.branch} data-node={node.id} data-kind={node.kind}>
      <div className={classes.head}>
        {node.kind === "task" ? (
          <Leaf node={node} opened={opened} below={below} set={set} />
        ) : (
          <>
            <UnstyledButton
              className={classes.fold}
              aria-expanded={opened}
              aria-controls={parts ? below : undefined}
              onClick={() => set(node.id, !opened)}
              data-focus
            >
              <IconChevronRight className={classes.chevron} size={18} stroke={1.75} aria-hidden="true" />
              <span className={classes.name} data-own>
                {node.name}
              </span>
            </UnstyledButton>
            <Counts node={node} />
            <BranchMenu node={node} name={name} />
          </>
        )}
      </div>
      {opened && node.kind !== "task" && node.parts.length === 0 ? <p className={classes.nothing}>{t("plan.branchEmpty")}</p> : null}
      {parts ? (
        <ul id={below} className={classes.parts}>
          {node.parts.map((part) => (
            <Branch key={part.id} node={part} open={open} set={set} name={name} />
          ))}
        </ul>
      ) : null}
    </li>
  )
}

function Counts({ node: { counts, dueDate } }: { node: Node }) {
  const { day } = useToday()
  return (
    <span className={classes.counts}>
      {dueDate ? <span>{t("tasks.dueOn", { day: shortDay(dueDate, day) })}</span> : null}
      {counts && counts.all > 0 ? <span>{t("plan.countsOf", { done: number(counts.done), all: number(counts.all) })}</span> : null}
    </span>
  )
}

function Leaf({ node, opened, below, set }: Pick<Props, "node" | "set"> & { opened: boolean; below: string }) {
  const { day } = useToday()
  const complete = useComplete()
  const late = node.dueDate !== null && node.dueDate < day
  return (
    <>
      <Check label={t("plan.complete", { title: node.name })} onCheck={() => complete.mutate(node.id)} />
      <Link to="." search={(now) => ({ ...now, task: node.id })} className={classes.leaf} data-focus data-own>
        {node.name}
      </Link>
      {node.dueDate ? (
        <span className={classes.counts} data-tone={late || undefined}>
          {t(late ? "tasks.overdueSince" : "tasks.dueOn", { day: shortDay(node.dueDate, day) })}
        </span>
      ) : null}
      {node.parts.length > 0 ? (
        <UnstyledButton
          className={classes.partsToggle}
          aria-expanded={opened}
          aria-controls={opened ? below : undefined}
          onClick={() => set(node.id, !opened)}
        >
          {t("plan.partsCount", { count: node.parts.length })}
        </UnstyledButton>
      ) : null}
    </>
  )
}
