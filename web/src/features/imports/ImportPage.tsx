import { useSuspenseQuery } from "@tanstack/react-query"
import { useNavigate, useSearch } from "@tanstack/react-router"
import { useState } from "react"
import { t } from "@/i18n"
import { Chooser } from "./Chooser"
import { Earlier } from "./Earlier"
import classes from "./Imports.module.css"
import { Looked } from "./Looked"
import { importOptions } from "./queries"
import { Result } from "./Result"
import { useLook } from "./useImportActions"

/** A file of another program: chosen, looked at, imported. The address carries which one. */
export function ImportPage() {
  const { file: id } = useSearch({ from: "/_app/import" })
  const navigate = useNavigate({ from: "/import" })
  const [chosen, setChosen] = useState<File | null>(null)
  const look = useLook(({ id: file }) => navigate({ search: { file }, replace: id !== undefined }))
  const leave = async () => {
    look.reset()
    setChosen(null)
    await navigate({ search: {} })
  }
  return (
    <div className={classes.page}>
      <header className={classes.head}>
        <h1>{t("imports.title")}</h1>
        {id ? null : <p className={classes.soft}>{t("imports.lead")}</p>}
      </header>
      {id ? (
        <Found
          key={id}
          id={id}
          leave={leave}
          file={chosen}
          look={look}
        />
      ) : (
        <>
          <Chooser
            look={look}
            choose={(file) => {
              setChosen(file)
              look.mutate({ file })
            }}
          />
          <Earlier />
        </>
      )}
    </div>
  )
}

type FoundProps = { id: string; file: File | null; look: ReturnType<typeof useLook>; leave: () => Promise<void> }

function Found({ id, file, look, leave }: FoundProps) {
  const { data: found } = useSuspenseQuery(importOptions(id))
  if (!found.preview) return <Result found={found} leave={leave} />
  return <Looked found={found} preview={found.preview} file={file} look={look} leave={leave} />
}
