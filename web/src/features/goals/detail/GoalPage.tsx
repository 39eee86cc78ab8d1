import { useSuspenseQuery } from "@tanstack/react-query"
import { useParams } from "@tanstack/react-router"
import { useToday } from "@/features/account/useToday"
import { t } from "@/i18n"
import { BackLink } from "@/ui/BackLink"
import { goalOptions, progressOptions } from "../queries"
import { Course } from "./Course"
import { Criteria } from "./Criteria"
import classes from "./GoalPage.module.css"
import { GoalHead } from "./GoalHead"
import { HealthParts } from "./HealthParts"
import { Links } from "./Links"
import { Notes } from "./Notes"
import { Parts } from "./Parts"

export function GoalPage() {
  const { goal: id } = useParams({ from: "/_app/goals/$goal" })
  const { data: goal } = useSuspenseQuery(goalOptions(id))
  const { data: progress } = useSuspenseQuery(progressOptions(id))
  const { day } = useToday()
  return (
    <article className={classes.page}>
      <div className={classes.top}>
        <BackLink to="/goals">{t("goals.back")}</BackLink>
        <GoalHead goal={goal} progress={progress} today={day} />
      </div>
      <Criteria id={id} />
      <Links id={id} />
      <Parts progress={progress} />
      <Course id={id} />
      <HealthParts progress={progress} />
      <Notes id={id} today={day} />
    </article>
  )
}
