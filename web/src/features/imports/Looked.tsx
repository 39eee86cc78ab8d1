import { Button } from "@mantine/core"
import { useSuspenseQuery } from "@tanstack/react-query"
import { t } from "@/i18n"
import { Columns } from "./Columns"
import { Counts } from "./Counts"
import { Findings } from "./Findings"
import classes from "./Imports.module.css"
import { formatsOptions, type Import, type Preview } from "./queries"
import { Entries, Tasks } from "./Rows"
import { useCommit, useDiscard, type useLook } from "./useImportActions"

type Props = {
  found: Import
  preview: Preview
  /** The file itself, as long as this window has it: without it, it cannot be read in another way. */
  file: File | null
  look: ReturnType<typeof useLook>
  leave: () => Promise<void>
}

/** What would become of a file, before anything is kept. */
export function Looked({ found, preview, file, look, leave }: Props) {
  const commit = useCommit(found.id)
  const discard = useDiscard(found, leave)
  const { counts } = found
  const nothing = counts.new + counts.entries_new === 0
  return (
    <>
      <section className={classes.section}>
        <FileName found={found} />
        <Counts counts={counts} />
        {nothing ? <p className={classes.soft}>{t("imports.nothing")}</p> : null}
        <div className={classes.actions}>
          {nothing ? null : (
            <Button loading={commit.isPending} onClick={() => commit.mutate()}>
              {t("imports.go")}
            </Button>
          )}
          <Button variant="default" loading={discard.isPending} onClick={() => discard.mutate()}>
            {t("imports.discard")}
          </Button>
        </div>
      </section>
      <Findings findings={found.findings} />
      {preview.table && file ? (
        <Columns
          table={preview.table}
          order={found.options.date_order}
          look={look}
          again={(options) => look.mutate({ file, options, instead: found.id })}
        />
      ) : null}
      <Tasks tasks={preview.tasks} total={counts.tasks} />
      <Entries entries={preview.entries} total={counts.entries_new + counts.entries_known} />
    </>
  )
}

export function FileName({ found }: { found: Import }) {
  const format = useSuspenseQuery(formatsOptions).data.items.find(({ name }) => name === found.format)
  return (
    <div>
      <h2 data-own>{found.file_name}</h2>
      <p className={classes.small}>{t("imports.readAs", { format: format?.title ?? found.format })}</p>
    </div>
  )
}
