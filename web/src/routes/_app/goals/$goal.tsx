import { createFileRoute } from "@tanstack/react-router"
import { GoalPage } from "@/features/goals/detail/GoalPage"
import { criteriaOptions, goalOptions, linksOptions, progressOptions } from "@/features/goals/queries"

export const Route = createFileRoute("/_app/goals/$goal")({
  loader: async ({ context: { queries }, params: { goal } }) => {
    void queries.prefetchQuery(criteriaOptions(goal))
    void queries.prefetchQuery(linksOptions(goal))
    await Promise.all([queries.ensureQueryData(goalOptions(goal)), queries.ensureQueryData(progressOptions(goal))])
  },
  component: GoalPage,
})
