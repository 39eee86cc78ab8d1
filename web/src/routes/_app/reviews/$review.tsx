import { createFileRoute } from "@tanstack/react-router"
import { ReviewPage } from "@/features/reviews/detail/ReviewPage"
import { reviewOptions } from "@/features/reviews/queries"

export const Route = createFileRoute("/_app/reviews/$review")({
  loader: ({ context: { queries }, params: { review } }) => queries.ensureQueryData(reviewOptions(review)),
  component: ReviewPage,
})
