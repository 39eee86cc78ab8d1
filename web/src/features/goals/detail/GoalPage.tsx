import { useSuspenseQuery } from "@tanstack/react-query"
import { Link, useParams } from "@tanstack/react-router"
import { IconChevronLeft } from "@tabler/icons-react"
import { useToday } from "@/features/account/useToday"
import { t } from "@/i18n"
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
      <Link to="/goals" className={classes.back}>
        <IconChevronLeft size={18} stroke={1.75} aria-hidden="true" />
        {t("goals.back")}
      </Link>
      <GoalHead goal={goal} progress={progress} today={day} />
      <Criteria id={id} />
      <Links id={id} />
      <Parts progress={progress} />
      <Course id={id} />
      <HealthParts progress={progress} />
      <Notes id={id} today={day} />
    </article>
  )
}
