"""Samples of reviews and of what keeps being put off."""

from tests.contract.samples import Recipe, Row, Sample

RECIPES = {"review": Recipe("/reviews", {"period_type": "week", "day": "2026-11-18"})}

_WORDS = {
    "went_well": "The fence.",
    "was_hard": "The rain.",
    "learned": "Paint dries slowly.",
    "focus": "The pond.",
}

SAMPLES = {
    "list_reviews": Sample(
        shows=Row("review"), query={"period_type": "week", "status": "generated", "sort": "earliest"}
    ),
    "draft_review": Sample(bodies=({"period_type": "week"}, {"period_type": "month", "day": "2026-11-18"})),
    "get_review": Sample(),
    "update_review": Sample(bodies=({"focus": "The pond."}, _WORDS)),
    "plan_review": Sample(bodies=({"focus": "The pond."},), alone=True),
    "complete_review": Sample(alone=True),
    "delete_review": Sample(alone=True),
    "restore_review": Sample(alone=True),
    "list_quarantine": Sample(),
    "decide_quarantine": Sample(
        bodies=(
            {
                "decisions": [
                    {
                        "task_id": Row("task"),
                        "decision": "reschedule",
                        "scheduled_for": "2026-12-01",
                    }
                ]
            },
        )
    ),
}
