import "@mantine/dates/styles.layer.css"
import { NumberInput, Select, TagsInput, Textarea } from "@mantine/core"
import { DatePickerInput } from "@mantine/dates"
import { useQuery } from "@tanstack/react-query"
import { useState } from "react"
import { t } from "@/i18n"
import { areasOptions, projectsOptions, type Task, type TaskPatch } from "../queries"
import { PRIORITIES, priorityName, statusName } from "../words"
import classes from "./TaskDetail.module.css"

const STATUSES = ["backlog", "todo", "in_progress", "blocked", "on_hold", "in_review", "done", "cancelled"] as const

type Props = { task: Task; patch: (body: TaskPatch) => void }

const clear = (label: string) => ({ "aria-label": t("common.clear", { label }) })

/** What a task says of itself; each field is saved when it is left or chosen. */
export function Fields({ task, patch }: Props) {
  const areas = useQuery(areasOptions)
  const projects = useQuery(projectsOptions)
  const options = (rows: { id: string; name: string }[] | undefined) =>
    (rows ?? []).map(({ id, name }) => ({ value: id, label: name }))
  return (
    <div className={classes.grid}>
      <Day label={t("tasks.due")} value={task.due_date} save={(due_date) => patch({ due_date })} />
      <Day label={t("tasks.planned")} value={task.scheduled_for} save={(scheduled_for) => patch({ scheduled_for })} />
      <Select
        label={t("tasks.status")}
        data={STATUSES.map((value) => ({ value, label: statusName(value) }))}
        value={task.status}
        onChange={(status) => patch({ status: status as Task["status"] })}
      />
      <Select
        label={t("tasks.priority")}
        data={PRIORITIES.map((value) => ({ value: String(value), label: priorityName(value) }))}
        value={String(task.priority)}
        onChange={(value) => patch({ priority: Number(value) })}
      />
      <Select
        label={t("tasks.area")}
        data={options(areas.data?.items)}
        value={task.area_id}
        placeholder={areas.data?.items.find(({ id }) => id === task.effective_area_id)?.name ?? t("common.none")}
        clearable
        clearButtonProps={clear(t("tasks.area"))}
        onChange={(area_id) => patch({ area_id })}
      />
      <Select
        label={t("tasks.project")}
        data={options(projects.data?.items)}
        value={task.project_id}
        placeholder={t("common.none")}
        clearable
        clearButtonProps={clear(t("tasks.project"))}
        searchable
        onChange={(project_id) => patch({ project_id })}
      />
      <Written key={`estimate-${task.version}`} task={task} patch={patch} />
    </div>
  )
}

function Day({ label, value, save }: { label: string; value: string | null; save: (day: string | null) => void }) {
  return (
    <DatePickerInput
      label={label}
      value={value}
      placeholder={t("common.none")}
      valueFormat="D MMM YYYY"
      size="md"
      clearable
      clearButtonProps={clear(label)}
      ariaLabels={{ previousMonth: t("tasks.previousDay"), nextMonth: t("tasks.nextDay") }}
      onChange={save}
    />
  )
}

/** The fields that are typed: they keep what is being written until they are left. */
function Written({ task, patch }: Pick<Props, "task" | "patch">) {
  const [estimate, setEstimate] = useState<number | string>(task.estimate_minutes ?? "")
  const [description, setDescription] = useState(task.description ?? "")
  const minutes = typeof estimate === "number" ? Math.round(estimate) : null
  return (
    <>
      <NumberInput
        label={t("tasks.estimateUnit")}
        value={estimate}
        min={0}
        max={100_000}
        step={5}
        placeholder={t("common.none")}
        onChange={setEstimate}
        onBlur={() => minutes !== task.estimate_minutes && patch({ estimate_minutes: minutes })}
      />
      <TagsInput
        label={t("tasks.tags")}
        placeholder={t("tasks.tagsHint")}
        size="md"
        maxTags={50}
        value={task.tags}
        onChange={(tags) => patch({ tags })}
      />
      <Textarea
        className={classes.wide}
        label={t("tasks.notes")}
        placeholder={t("tasks.notesHint")}
        autosize
        minRows={2}
        maxRows={14}
        value={description}
        onChange={(event) => setDescription(event.currentTarget.value)}
        onBlur={() => description !== (task.description ?? "") && patch({ description: description || null })}
      />
    </>
  )
}
