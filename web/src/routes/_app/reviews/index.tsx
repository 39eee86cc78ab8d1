import { createFileRoute } from "@tanstack/react-router"
import { PERIODS, reviewsOptions, type Period } from "@/features/reviews/queries"
import { ReviewsPage } from "@/features/reviews/ReviewsPage"

export const Route = createFileRoute("/_app/reviews/")({
  validateSearch: ({ kind }: Record<string, unknown>): { kind?: Period } => (PERIODS.includes(kind as Period) ? { kind: kind as Period } : {}),
  loaderDeps: ({ search: { kind } }) => ({ kind }),
  loader: ({ context: { queries }, deps: { kind } }) => queries.ensureInfiniteQueryData(reviewsOptions(kind)),
  component: ReviewsPage,
})
