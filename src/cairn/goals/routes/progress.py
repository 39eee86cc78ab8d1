"""How a goal stands: progress, health, history."""

from typing import Annotated

from fastapi import Query, Response

from cairn.goals.ids import GoalId
from cairn.goals.schemas.goals import Override
from cairn.goals.schemas.progress import (
    GoalActivityOut,
    GoalProgressOut,
    GoalSnapshotOut,
    SnapshotQuery,
)
from cairn.goals.service import answers
from cairn.goals.service import goals as service
from cairn.identity.deps import ReadDep, WorkDep
from cairn.kit.http.paging import Cursor, CursorDep, Page
from cairn.kit.http.problems import NotFound, problems
from cairn.kit.http.replies import json_response, reply
from cairn.kit.http.routing import router as make_router

router = make_router("/goals", "goals")


@router.get("/{goal_id}/progress", response_model=GoalProgressOut, responses=problems(NotFound))
async def get_goal_progress(work: ReadDep, goal_id: GoalId) -> GoalProgressOut:
    """Return progress, pace and health of a goal, computed now, with all that they are made of.

    progress = Σ weight x part / Σ weight over the sources that the goal has: criteria met / criteria; story
    points of done tasks / of tasks that are not cancelled, a task without points counting 1; the mean of
    its sub-goals. Without any source it is null.
    """
    return await answers.progress_of(work, goal_id)


@router.post("/{goal_id}/override", response_model=GoalProgressOut, responses=problems(NotFound))
async def override_goal_progress(work: WorkDep, goal_id: GoalId, body: Override) -> Response:
    """Set the progress by hand, with a reason, for a while."""
    await service.override_progress(work, goal_id, body)
    return await reply(work, (await answers.progress_of(work, goal_id)).model_dump())


@router.delete(
    "/{goal_id}/override", status_code=204, openapi_extra={"x-plain": True}, responses=problems(NotFound)
)
async def end_goal_override(work: WorkDep, goal_id: GoalId) -> None:
    """Let the progress be computed again."""
    await service.end_override(work, goal_id)


@router.get("/{goal_id}/snapshots", response_model=Page[GoalSnapshotOut], responses=problems(NotFound))
async def list_goal_snapshots(
    work: ReadDep, goal_id: GoalId, query: Annotated[SnapshotQuery, Query()]
) -> Response:
    """List how a goal stood at the end of each day, newest first."""
    return json_response(await answers.snapshots_of(work, goal_id, query))


@router.get("/{goal_id}/activity", response_model=Cursor[GoalActivityOut], responses=problems(NotFound))
async def list_goal_activity(work: ReadDep, goal_id: GoalId, query: CursorDep) -> Response:
    """List what happened to a goal, its criteria, links and notes, newest first."""
    return json_response(await answers.activity_of(work, goal_id, query))
