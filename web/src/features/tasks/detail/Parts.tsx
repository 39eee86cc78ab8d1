import { TextInput } from "@mantine/core"
import { useMutation, useQuery } from "@tanstack/react-query"
import { Link } from "@tanstack/react-router"
import { useState } from "react"
import { api, must } from "@/api/client"
import { t } from "@/i18n"
import { Check } from "@/ui/Check"
import { partsOptions } from "../queries"
import { useComplete, useReopen, useSettled } from "../useTaskActions"
import classes from "./TaskDetail.module.css"

/** The smaller tasks that this one is made of. */
export function Parts({ id }: { id: string }) {
  const parts = useQuery(partsOptions(id))
  const complete = useComplete()
  const reopen = useReopen()
  const [title, setTitle] = useState("")
  const add = useMutation({
    mutationFn: () => must(api.POST("/api/v1/tasks", { body: { title: title.trim(), parent_id: id } })),
    onSuccess: () => setTitle(""),
    ...useSettled(),
  })
  return (
    <section className={classes.section}>
      <h3>{t("tasks.parts")}</h3>
      <ul>
        {parts.data?.items.map((part) => {
          const done = part.status === "done"
          return (
            <li key={part.id} className={classes.part} data-done={done || undefined}>
              <Check
                label={t(done ? "tasks.partOpen" : "tasks.partDone", { title: part.title })}
                checked={done}
                onCheck={() => (done ? reopen.mutate(part.id) : complete.mutate(part.id))}
              />
              <Link to="." search={(now) => ({ ...now, task: part.id })} className={classes.link}>
                {part.title}
              </Link>
            </li>
          )
        })}
      </ul>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          if (title.trim() && !add.isPending) add.mutate()
        }}
      >
        <TextInput
          aria-label={t("tasks.addPart")}
          placeholder={t("tasks.addPart")}
          value={title}
          maxLength={500}
          onChange={(event) => setTitle(event.currentTarget.value)}
        />
      </form>
    </section>
  )
}
