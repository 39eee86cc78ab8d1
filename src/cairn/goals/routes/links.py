"""What counts towards a goal: links to tasks and projects."""

from typing import Annotated

from fastapi import Query, Response

from cairn.goals.ids import GoalId, GoalLinkId
from cairn.goals.queries.resources import GOALS, LINKS
from cairn.goals.schemas.parts import LinkCreate, LinkOut, LinkPatch, LinkQuery
from cairn.goals.service import parts
from cairn.identity.deps import ReadDep, WorkDep
from cairn.kit.http.paging import Page
from cairn.kit.http.problems import Conflict, NotFound, Stale, problems
from cairn.kit.http.replies import IfMatch, changed, created, json_response
from cairn.kit.http.routing import router as make_router

router = make_router("/goals/{goal_id}/links", "goals")


@router.get("", response_model=Page[LinkOut], responses=problems(NotFound))
async def list_goal_links(work: ReadDep, goal_id: GoalId, query: Annotated[LinkQuery, Query()]) -> Response:
    """List what counts towards a goal."""
    await GOALS.get(work, goal_id)
    return json_response(await LINKS.page(work, query, query.sort, {"goal_id": goal_id}))


@router.post("", status_code=201, response_model=LinkOut, responses=problems(Conflict, NotFound))
async def add_goal_link(work: WorkDep, goal_id: GoalId, body: LinkCreate) -> Response:
    """Let a task, or all tasks of a project, count towards a goal."""
    made = await parts.add_link(work, goal_id, body)
    return await created(work, made, f"/api/v1/goals/{goal_id}/links")


@router.patch("/{link_id}", response_model=LinkOut, responses=problems(NotFound, Stale))
async def update_goal_link(
    work: WorkDep, goal_id: GoalId, link_id: GoalLinkId, body: LinkPatch, if_match: IfMatch
) -> Response:
    """Change the fields that are sent."""
    changes = body.changes()
    return await changed(
        work, await parts.change_part(work, LINKS, goal_id, link_id, changes, if_match=if_match)
    )


@router.delete("/{link_id}", status_code=204, responses=problems(NotFound, Stale))
async def delete_goal_link(work: WorkDep, goal_id: GoalId, link_id: GoalLinkId, if_match: IfMatch) -> None:
    """Let it count no longer."""
    await parts.remove_part(work, LINKS, goal_id, link_id, if_match=if_match)
