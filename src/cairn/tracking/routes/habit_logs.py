"""Logs of habits."""

from typing import Annotated

from fastapi import Query, Request, Response

from cairn.identity.deps import ReadDep, WorkDep
from cairn.kit.http.paging import Cursor
from cairn.kit.http.problems import NotFound, Stale, problems
from cairn.kit.http.replies import IfMatch, changed, etag, extended, json_response, reply, shown
from cairn.kit.http.routing import router as make_router
from cairn.tracking.ids import HabitId, HabitLogId
from cairn.tracking.queries.resources import HABIT_LOG_FEED, HABIT_LOGS, HABITS
from cairn.tracking.schemas.habit_days import (
    HabitLogCreate,
    HabitLoggedOut,
    HabitLogOut,
    HabitLogPatch,
    HabitLogQuery,
)
from cairn.tracking.service import habit_logs

router = make_router("/habits/{habit_id}/logs", "habits")


@router.get("", response_model=Cursor[HabitLogOut], responses=problems(NotFound))
async def list_habit_logs(
    work: ReadDep, habit_id: HabitId, query: Annotated[HabitLogQuery, Query()]
) -> Response:
    """List what was done of a habit, the latest first."""
    await HABITS.get(work, habit_id)
    filters = {"habit_id": habit_id, **query.filters()}
    return json_response(await HABIT_LOG_FEED.page(work, query, filters))


@router.post("", status_code=201, response_model=HabitLoggedOut, responses=problems(NotFound))
async def add_habit_log(work: WorkDep, habit_id: HabitId, body: HabitLogCreate) -> Response:
    """Write that something was done, today or on an earlier day; streak and strength follow."""
    done = await habit_logs.add_log(work, habit_id, body)
    content = extended(done.log.body, earned_points=done.earned_points, standing=done.standing)
    place = f"/api/v1/habits/{habit_id}/logs/{done.log.id}"
    return await reply(work, content, status=201, headers={"Location": place, "ETag": etag(done.log.version)})


@router.get("/{log_id}", response_model=HabitLogOut, responses=problems(NotFound))
async def get_habit_log(work: ReadDep, habit_id: HabitId, log_id: HabitLogId, request: Request) -> Response:
    """Return one log."""
    await habit_logs.log_of(work, habit_id, log_id)
    return shown(request, await HABIT_LOGS.show(work, log_id))


@router.patch("/{log_id}", response_model=HabitLogOut, responses=problems(NotFound, Stale))
async def update_habit_log(
    work: WorkDep, habit_id: HabitId, log_id: HabitLogId, body: HabitLogPatch, if_match: IfMatch
) -> Response:
    """Change the fields that are sent."""
    return await changed(
        work, await habit_logs.change_log(work, habit_id, log_id, body.changes(), if_match=if_match)
    )


@router.delete("/{log_id}", status_code=204, responses=problems(NotFound, Stale))
async def delete_habit_log(work: WorkDep, habit_id: HabitId, log_id: HabitLogId, if_match: IfMatch) -> None:
    """Put a log in the trash, and take back what it earned."""
    await habit_logs.remove_log(work, habit_id, log_id, if_match=if_match)
