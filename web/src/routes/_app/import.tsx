import { createFileRoute } from "@tanstack/react-router"
import { ImportPage } from "@/features/imports/ImportPage"
import { formatsOptions, importOptions, importsOptions } from "@/features/imports/queries"
import { words } from "@/i18n"

export const Route = createFileRoute("/_app/import")({
  validateSearch: ({ file }: Record<string, unknown>): { file?: string } => (typeof file === "string" ? { file } : {}),
  loaderDeps: ({ search: { file } }) => ({ file }),
  loader: ({ context: { queries }, deps: { file } }) =>
    Promise.all([
      words("imports"),
      queries.ensureQueryData(formatsOptions),
      file ? queries.ensureQueryData(importOptions(file)) : queries.ensureQueryData(importsOptions),
    ]),
  component: ImportPage,
})
