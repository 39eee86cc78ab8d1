import { Button } from "@mantine/core"
import { IconPlus } from "@tabler/icons-react"
import { useSuspenseQuery } from "@tanstack/react-query"
import { useMemo, useState } from "react"
import { t } from "@/i18n"
import { EmptyState } from "@/ui/EmptyState"
import { PlanHeader } from "../PlanHeader"
import { hierarchyOptions } from "../queries"
import { Branch } from "./Branch"
import { NameForm, type Naming } from "./NameForm"
import { grown, initiallyOpen, type Node } from "./nodes"
import classes from "./TreePage.module.css"
import { useTreeKeys } from "./useTreeKeys"

/** Everything in its place: what life rests on, its areas, their projects, and what is open in them. */
export function TreePage() {
  const { data } = useSuspenseQuery(hierarchyOptions)
  const nodes = useMemo(() => grown(data), [data])
  const [open, setOpen] = useState(() => initiallyOpen(nodes))
  const [naming, name] = useState<Naming | null>(null)
  const set = (id: string, wanted: boolean) =>
    setOpen((now) => {
      const next = new Set(now)
      if (wanted) next.add(id)
      else next.delete(id)
      return next
    })
  const tree = useTreeKeys(set)
  return (
    <div>
      <PlanHeader>
        <div className={classes.acts}>
          <Button variant="default" leftSection={<IconPlus size={18} stroke={1.75} />} onClick={() => name({ kind: "area" })}>
            {t("plan.newArea")}
          </Button>
          <Button leftSection={<IconPlus size={18} stroke={1.75} />} onClick={() => name({ kind: "project" })}>
            {t("plan.newProject")}
          </Button>
        </div>
      </PlanHeader>
      {nodes.length === 0 ? (
        <EmptyState title={t("plan.treeEmptyTitle")} text={t("plan.treeEmptyText")}>
          <Button onClick={() => name({ kind: "area" })}>{t("plan.newArea")}</Button>
        </EmptyState>
      ) : (
        <div ref={tree}>
          <Branches nodes={nodes} open={open} set={set} name={name} />
        </div>
      )}
      <NameForm naming={naming} close={() => name(null)} />
    </div>
  )
}

type Props = { nodes: Node[]; open: ReadonlySet<string>; set: (id: string, wanted: boolean) => void; name: (naming: Naming) => void }

function Branches({ nodes, ...rest }: Props) {
  return (
    <ul className={classes.branches} aria-label={t("plan.tree")}>
      {nodes.map((node) => (
        <Branch key={node.id} node={node} {...rest} />
      ))}
    </ul>
  )
}
