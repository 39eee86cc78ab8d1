"""Criteria of a goal."""

from typing import Annotated

from fastapi import Query, Response

from cairn.goals.ids import CriterionId, GoalId
from cairn.goals.queries.resources import CRITERIA, GOALS
from cairn.goals.schemas.parts import CriterionCreate, CriterionOut, CriterionPatch, CriterionQuery
from cairn.goals.service import parts
from cairn.identity.deps import ReadDep, WorkDep
from cairn.kit.http.paging import Page
from cairn.kit.http.problems import NotFound, Stale, problems
from cairn.kit.http.replies import IfMatch, changed, created, json_response
from cairn.kit.http.routing import router as make_router

router = make_router("/goals/{goal_id}/criteria", "goals")


@router.get("", response_model=Page[CriterionOut], responses=problems(NotFound))
async def list_goal_criteria(
    work: ReadDep, goal_id: GoalId, query: Annotated[CriterionQuery, Query()]
) -> Response:
    """List the criteria of a goal."""
    await GOALS.get(work, goal_id)
    return json_response(await CRITERIA.page(work, query, query.sort, {"goal_id": goal_id}))


@router.post("", status_code=201, response_model=CriterionOut, responses=problems(NotFound))
async def add_goal_criterion(work: WorkDep, goal_id: GoalId, body: CriterionCreate) -> Response:
    """Add a criterion to a goal."""
    made = await parts.add_criterion(work, goal_id, body)
    return await created(work, made, f"/api/v1/goals/{goal_id}/criteria")


@router.patch("/{criterion_id}", response_model=CriterionOut, responses=problems(NotFound, Stale))
async def update_goal_criterion(
    work: WorkDep, goal_id: GoalId, criterion_id: CriterionId, body: CriterionPatch, if_match: IfMatch
) -> Response:
    """Change the fields that are sent."""
    changes = body.changes()
    return await changed(
        work, await parts.change_part(work, CRITERIA, goal_id, criterion_id, changes, if_match=if_match)
    )


@router.delete("/{criterion_id}", status_code=204, responses=problems(NotFound, Stale))
async def delete_goal_criterion(
    work: WorkDep, goal_id: GoalId, criterion_id: CriterionId, if_match: IfMatch
) -> None:
    """Put a criterion in the trash."""
    await parts.remove_part(work, CRITERIA, goal_id, criterion_id, if_match=if_match)


@router.post("/{criterion_id}/complete", response_model=CriterionOut, responses=problems(NotFound))
async def complete_goal_criterion(work: WorkDep, goal_id: GoalId, criterion_id: CriterionId) -> Response:
    """Note that a criterion is met."""
    return await changed(work, await parts.mark_criterion(work, goal_id, criterion_id, done=True))


@router.post("/{criterion_id}/reopen", response_model=CriterionOut, responses=problems(NotFound))
async def reopen_goal_criterion(work: WorkDep, goal_id: GoalId, criterion_id: CriterionId) -> Response:
    """Note that a criterion is not met after all."""
    return await changed(work, await parts.mark_criterion(work, goal_id, criterion_id, done=False))
