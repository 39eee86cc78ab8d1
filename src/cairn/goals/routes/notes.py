"""Remarks about a goal."""

from typing import Annotated

from fastapi import Query, Response

from cairn.goals.ids import GoalId, GoalNoteId
from cairn.goals.queries.resources import GOALS, NOTES
from cairn.goals.schemas.parts import NoteCreate, NoteOut, NotePatch, NoteQuery
from cairn.goals.service import parts
from cairn.identity.deps import ReadDep, WorkDep
from cairn.kit.http.paging import Page
from cairn.kit.http.problems import NotFound, Stale, problems
from cairn.kit.http.replies import IfMatch, changed, created, json_response
from cairn.kit.http.routing import router as make_router

router = make_router("/goals/{goal_id}/notes", "goals")


@router.get("", response_model=Page[NoteOut], responses=problems(NotFound))
async def list_goal_notes(work: ReadDep, goal_id: GoalId, query: Annotated[NoteQuery, Query()]) -> Response:
    """List the remarks about a goal, newest day first."""
    await GOALS.get(work, goal_id)
    return json_response(await NOTES.page(work, query, query.sort, {"goal_id": goal_id}))


@router.post("", status_code=201, response_model=NoteOut, responses=problems(NotFound))
async def add_goal_note(work: WorkDep, goal_id: GoalId, body: NoteCreate) -> Response:
    """Add a remark about a goal, with how far you feel you are if you like."""
    made = await parts.add_note(work, goal_id, body)
    return await created(work, made, f"/api/v1/goals/{goal_id}/notes")


@router.patch("/{note_id}", response_model=NoteOut, responses=problems(NotFound, Stale))
async def update_goal_note(
    work: WorkDep, goal_id: GoalId, note_id: GoalNoteId, body: NotePatch, if_match: IfMatch
) -> Response:
    """Change the fields that are sent."""
    changes = body.changes()
    return await changed(
        work, await parts.change_part(work, NOTES, goal_id, note_id, changes, if_match=if_match)
    )


@router.delete("/{note_id}", status_code=204, responses=problems(NotFound, Stale))
async def delete_goal_note(work: WorkDep, goal_id: GoalId, note_id: GoalNoteId, if_match: IfMatch) -> None:
    """Put a remark in the trash."""
    await parts.remove_part(work, NOTES, goal_id, note_id, if_match=if_match)
