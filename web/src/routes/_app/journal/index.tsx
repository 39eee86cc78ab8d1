import { createFileRoute } from "@tanstack/react-router"
import { JournalPage } from "@/features/reflection/journal/JournalPage"
import { readJournal } from "@/features/reflection/journal/search"
import { timelineOptions } from "@/features/reflection/queries"

export const Route = createFileRoute("/_app/journal/")({
  validateSearch: readJournal,
  loaderDeps: ({ search }) => readJournal(search),
  loader: async ({ context: { queries }, deps: { q, tag, mood } }) => {
    if (q === undefined) await queries.ensureInfiniteQueryData(timelineOptions({ tag, mood }))
  },
  component: JournalPage,
})
