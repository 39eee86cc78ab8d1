"""Goals."""

from typing import Annotated

from fastapi import Query, Request, Response

from cairn.goals.ids import GoalId
from cairn.goals.problems import CriteriaOpen, GoalAchieved, GoalCycle
from cairn.goals.queries.resources import GOALS
from cairn.goals.schemas.goals import Achieve, GoalCreate, GoalOut, GoalPatch, GoalQuery
from cairn.goals.service import goals as service
from cairn.identity.deps import ReadDep, WorkDep
from cairn.kit.http.paging import Page
from cairn.kit.http.problems import NotFound, Stale, problems
from cairn.kit.http.replies import IfMatch, changed, created, json_response, shown
from cairn.kit.http.routing import router as make_router

router = make_router("/goals", "goals")


@router.get("", response_model=Page[GoalOut], responses=problems())
async def list_goals(work: ReadDep, query: Annotated[GoalQuery, Query()]) -> Response:
    """List your goals, with their progress and health as last computed."""
    return json_response(await GOALS.page(work, query, query.sort, query.filters()))


@router.post("", status_code=201, response_model=GoalOut, responses=problems())
async def create_goal(work: WorkDep, body: GoalCreate) -> Response:
    """Add a goal."""
    return await created(work, await service.create_goal(work, body), "/api/v1/goals")


@router.get("/{goal_id}", response_model=GoalOut, responses=problems(NotFound))
async def get_goal(work: ReadDep, goal_id: GoalId, request: Request) -> Response:
    """Return one goal."""
    return shown(request, await GOALS.show(work, goal_id))


@router.patch(
    "/{goal_id}", response_model=GoalOut, responses=problems(NotFound, GoalCycle, GoalAchieved, Stale)
)
async def update_goal(work: WorkDep, goal_id: GoalId, body: GoalPatch, if_match: IfMatch) -> Response:
    """Change the fields that are sent."""
    changes = body.model_dump(exclude_unset=True)
    return await changed(work, await service.update_goal(work, goal_id, changes, if_match=if_match))


@router.delete("/{goal_id}", status_code=204, responses=problems(NotFound, Stale))
async def delete_goal(work: WorkDep, goal_id: GoalId, if_match: IfMatch) -> None:
    """Put a goal in the trash, where it stays 30 days. Its sub-goals remain."""
    await service.remove_goal(work, goal_id, if_match=if_match)


@router.post("/{goal_id}/archive", response_model=GoalOut, responses=problems(NotFound))
async def archive_goal(work: WorkDep, goal_id: GoalId) -> Response:
    """Hide a goal from lists. It still counts for the goal above it."""
    return await changed(work, await GOALS.archive(work, goal_id))


@router.post("/{goal_id}/restore", response_model=GoalOut, responses=problems(NotFound))
async def restore_goal(work: WorkDep, goal_id: GoalId) -> Response:
    """Take a goal out of the archive or the trash."""
    return await changed(work, await service.restore_goal(work, goal_id))


@router.post("/{goal_id}/achieve", response_model=GoalOut, responses=problems(NotFound, CriteriaOpen))
async def achieve_goal(work: WorkDep, goal_id: GoalId, body: Achieve) -> Response:
    """Say that a goal is reached. A number never says that by itself."""
    return await changed(work, await service.achieve_goal(work, goal_id, confirm=body.confirm))


@router.post("/{goal_id}/reopen", response_model=GoalOut, responses=problems(NotFound))
async def reopen_goal(work: WorkDep, goal_id: GoalId) -> Response:
    """Make an achieved or abandoned goal active again."""
    return await changed(work, await service.reopen_goal(work, goal_id))
