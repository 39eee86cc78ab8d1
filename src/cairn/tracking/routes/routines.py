"""Routines: habits that are done one after another."""

from typing import Annotated

from fastapi import Query, Request, Response
from msgspec import Raw

from cairn.identity.deps import ReadDep, WorkDep
from cairn.kit.http.paging import Page
from cairn.kit.http.problems import NotFound, Stale, problems
from cairn.kit.http.replies import IfMatch, changed, created, extended, json_response, reply, shown
from cairn.kit.http.routing import router as make_router
from cairn.tracking.ids import RoutineId
from cairn.tracking.models import Routine
from cairn.tracking.queries.resources import ROUTINES
from cairn.tracking.schemas.habit_days import RoutineDone, RoutineDoneOut
from cairn.tracking.schemas.habits import RoutineCreate, RoutineOut, RoutinePatch, RoutineQuery
from cairn.tracking.service import habit_logs

router = make_router("/routines", "habits")


@router.get("", response_model=Page[RoutineOut], responses=problems())
async def list_routines(work: ReadDep, query: Annotated[RoutineQuery, Query()]) -> Response:
    """List your routines."""
    return json_response(await ROUTINES.page(work, query, query.sort, query.filters()))


@router.post("", status_code=201, response_model=RoutineOut, responses=problems())
async def create_routine(work: WorkDep, body: RoutineCreate) -> Response:
    """Add a routine."""
    return await created(work, await ROUTINES.add(work, Routine(**body.model_dump())), "/api/v1/routines")


@router.get("/{routine_id}", response_model=RoutineOut, responses=problems(NotFound))
async def get_routine(work: ReadDep, routine_id: RoutineId, request: Request) -> Response:
    """Return one routine."""
    return shown(request, await ROUTINES.show(work, routine_id))


@router.patch("/{routine_id}", response_model=RoutineOut, responses=problems(NotFound, Stale))
async def update_routine(
    work: WorkDep, routine_id: RoutineId, body: RoutinePatch, if_match: IfMatch
) -> Response:
    """Change the fields that are sent."""
    return await changed(work, await ROUTINES.patch(work, routine_id, body.changes(), if_match=if_match))


@router.delete("/{routine_id}", status_code=204, responses=problems(NotFound, Stale))
async def delete_routine(work: WorkDep, routine_id: RoutineId, if_match: IfMatch) -> None:
    """Put a routine in the trash, where it stays 30 days. Its habits remain."""
    await ROUTINES.remove(work, routine_id, if_match=if_match)


@router.post("/{routine_id}/archive", response_model=RoutineOut, responses=problems(NotFound))
async def archive_routine(work: WorkDep, routine_id: RoutineId) -> Response:
    """Hide a routine from lists. Its habits remain."""
    return await changed(work, await ROUTINES.archive(work, routine_id))


@router.post("/{routine_id}/restore", response_model=RoutineOut, responses=problems(NotFound))
async def restore_routine(work: WorkDep, routine_id: RoutineId) -> Response:
    """Take a routine out of the archive or the trash."""
    return await changed(work, await ROUTINES.restore(work, routine_id))


@router.post("/{routine_id}/done", response_model=RoutineDoneOut, responses=problems(NotFound))
async def do_routine(work: WorkDep, routine_id: RoutineId, body: RoutineDone | None = None) -> Response:
    """Log the habits of a routine at once, in their order."""
    logged = await habit_logs.do_routine(work, routine_id, body or RoutineDone())
    logs = [
        Raw(extended(one.log.body, earned_points=one.earned_points, standing=one.standing)) for one in logged
    ]
    return await reply(work, {"logs": logs, "earned_points": sum(one.earned_points for one in logged)})
