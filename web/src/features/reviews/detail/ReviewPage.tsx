import { Button } from "@mantine/core"
import { IconRefresh, IconTrash } from "@tabler/icons-react"
import { useSuspenseQuery } from "@tanstack/react-query"
import { useNavigate, useParams } from "@tanstack/react-router"
import { useToday } from "@/features/account/useToday"
import { KeptText } from "@/features/offline/KeptText"
import { t } from "@/i18n"
import { shortInstant } from "@/lib/dates"
import { BackLink } from "@/ui/BackLink"
import { RowMenu } from "@/ui/RowMenu"
import { reviewOptions, type Review } from "../queries"
import { useDelete, useDraft, useReview } from "../useReviewActions"
import { periodName } from "../words"
import { InNumbers } from "./InNumbers"
import { Plan } from "./Plan"
import classes from "./ReviewPage.module.css"

const WORDS = ["went_well", "was_hard", "learned"] as const

/** One look back: numbers, then words, then what comes next. */
export function ReviewPage() {
  const { review: id } = useParams({ from: "/_app/reviews/$review" })
  const { data: review } = useSuspenseQuery(reviewOptions(id))
  const { day, zone } = useToday()
  const { write, plan, complete } = useReview(id)
  const completed = review.completed_at ? shortInstant(review.completed_at, day, zone) : null
  return (
    <article className={classes.page}>
      <header className={classes.head}>
        <BackLink to="/reviews">{t("reviews.back")}</BackLink>
        <div className={classes.titles}>
          <h1>{periodName(review, day)}</h1>
          <ReviewMenu review={review} />
        </div>
        <p className={classes.soft}>{t("reviews.asOf", { when: shortInstant(review.generated_at, day, zone) })}</p>
      </header>
      <InNumbers numbers={review.numbers} />
      <section className={classes.section}>
        <h2>{t("reviews.words")}</h2>
        {WORDS.map((name) => (
          <KeptText
            key={`${id}.${name}`}
            name={`review.${id}.${name}`}
            label={t(`reviews.${name}`)}
            said={review[name] ?? ""}
            save={(text) => write.mutateAsync({ [name]: text })}
            rows={2}
          />
        ))}
      </section>
      <Plan key={`${id}.plan`} review={review} plan={(focus) => plan.mutate(focus)} write={(focus) => write.mutate({ focus })} />
      {completed ? (
        <p className={classes.soft}>{t("reviews.completedOn", { when: completed })}</p>
      ) : (
        <Button className={classes.complete} loading={complete.isPending} onClick={() => complete.mutate()}>
          {t("reviews.complete")}
        </Button>
      )}
    </article>
  )
}

function ReviewMenu({ review }: { review: Review }) {
  const navigate = useNavigate()
  const draft = useDraft()
  const remove = useDelete(review.id, () => navigate({ to: "/reviews" }))
  return (
    <RowMenu
      acts={[
        review.status === "completed"
          ? null
          : { icon: IconRefresh, text: t("reviews.again"), act: () => draft.mutate({ period_type: review.period_type, day: review.period_start }) },
        { icon: IconTrash, text: t("common.delete"), act: () => remove.mutate() },
      ]}
    />
  )
}
