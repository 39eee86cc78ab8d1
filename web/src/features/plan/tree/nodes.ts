/** The tree as it is drawn: one kind of node, whatever the level. */

import type { Schemas } from "@/api/client"

export type Kind = "pillar" | "area" | "project" | "task"
export type Node = {
  id: string
  kind: Kind
  name: string
  /** Tasks below it that are done, and all of them; null for a task. */
  counts: { done: number; all: number } | null
  dueDate: string | null
  parts: Node[]
}

type Counted = { done_count: number; task_count: number }

/** What is below a tree's root: pillars, and what rests on none. */
export function grown({ pillars, areas, projects, tasks }: Schemas["HierarchyOut"]): Node[] {
  return [
    ...pillars.map((pillar) => ({ ...node(pillar, "pillar"), parts: pillar.areas.map(ofArea) })),
    ...areas.map(ofArea),
    ...projects.map(ofProject),
    ...ofTasks(tasks),
  ]
}

/** The levels that one looks at first: pillars are open, their areas are not. */
export function initiallyOpen(nodes: Node[]): ReadonlySet<string> {
  return new Set(nodes.filter(({ kind }) => kind === "pillar").map(({ id }) => id))
}

function ofArea(area: Schemas["AreaNode"]): Node {
  return { ...node(area, "area"), parts: [...area.projects.map(ofProject), ...ofTasks(area.tasks)] }
}

function ofProject(project: Schemas["ProjectNode"]): Node {
  return { ...node(project, "project"), dueDate: project.due_date, parts: ofTasks(project.tasks) }
}

/** Parts of a task stand below it where it is in the same list, else beside the others. */
function ofTasks(tasks: Schemas["TaskNode"][]): Node[] {
  const nodes = new Map(
    tasks.map(({ id, title, due_date }): [string, Node] => [
      id,
      { id, kind: "task", name: title, counts: null, dueDate: due_date, parts: [] },
    ]),
  )
  const top: Node[] = []
  for (const { id, parent_id } of tasks) {
    const own = nodes.get(id)
    if (own) (nodes.get(parent_id ?? "")?.parts ?? top).push(own)
  }
  return top
}

function node({ id, name, done_count, task_count }: Counted & { id: string; name: string }, kind: Kind): Node {
  return { id, kind, name, counts: { done: done_count, all: task_count }, dueDate: null, parts: [] }
}
