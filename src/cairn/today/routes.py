"""The ranked day."""

from datetime import date
from typing import Annotated

from fastapi import Query, Response

from cairn.identity.deps import ReadDep, WorkDep
from cairn.identity.people import person
from cairn.kit.http.problems import NotFound, Stale, problems
from cairn.kit.http.replies import IfMatch, etag, json_response, reply
from cairn.kit.http.routing import router as make_router
from cairn.today import service
from cairn.today.factors import Factor
from cairn.today.preference import Preference, change_preference, preference_of
from cairn.today.problems import NotRanked
from cairn.today.schemas import (
    Feedback,
    FeedbackOut,
    PreferencesOut,
    PreferencesPatch,
    TodayOut,
    TodayQuery,
)

router = make_router("/today", "today")


@router.get("", response_model=TodayOut, responses=problems())
async def get_today(work: ReadDep, query: Annotated[TodayQuery, Query()]) -> Response:
    """Rank what you can do today, with the reasons.

    Ranked are open tasks that are not archived, not blocked, not on hold, and not planned for a later day;
    from the backlog only those that are due by today. score = Σ weight x value / Σ weight over the factors
    that apply to the task; contributions sum to score - 0.5.
    """
    return json_response(await service.today(work, preset=query.preset, limit=query.limit))


# What feedback has taught fades from day to day, without a new version: no 304 here.
@router.get(
    "/preferences", response_model=PreferencesOut, openapi_extra={"x-plain": True}, responses=problems()
)
async def get_today_preferences(work: ReadDep, response: Response) -> PreferencesOut:
    """Return how you want your day ranked."""
    preference = await preference_of(work)
    response.headers["ETag"] = etag(preference.version)
    return _shown(preference, (await person(work)).today(work.clock))


@router.patch("/preferences", response_model=PreferencesOut, responses=problems(Stale))
async def update_today_preferences(
    work: WorkDep, body: PreferencesPatch, if_match: IfMatch, response: Response
) -> PreferencesOut:
    """Change the preset, or the multipliers that are sent."""
    changes = body.changes()
    preference = await change_preference(
        work,
        preset=changes.get("preset"),
        multipliers=changes.get("multipliers", {}),
        if_match=if_match,
    )
    response.headers["ETag"] = etag(preference.version)
    return _shown(preference, (await person(work)).today(work.clock))


@router.post("/feedback", response_model=FeedbackOut, responses=problems(NotFound, NotRanked))
async def answer_today(work: WorkDep, body: Feedback) -> Response:
    """Say what you think of a task's place, from which the weights learn a little."""
    movement, weights = await service.answer(work, body.task_id, body.kind)
    return await reply(
        work,
        {
            "factor": movement.factor if movement else None,
            "moved": movement.by if movement else 0.0,
            "weights": weights,
        },
    )


def _shown(preference: Preference, today: date) -> PreferencesOut:
    return PreferencesOut(
        preset=preference.preset,
        multipliers={factor: preference.multipliers.get(factor, 1.0) for factor in Factor},
        weights=preference.weights(today),
        learned_count=len(preference.movements),
        version=preference.version,
        updated_at=preference.updated_at,
    )
