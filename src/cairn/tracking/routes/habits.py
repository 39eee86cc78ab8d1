"""Habits, the strip of the day, heat map, streak, and pauses."""

from typing import Annotated

from fastapi import Query, Request, Response

from cairn.identity.deps import ReadDep, WorkDep
from cairn.kit.http.paging import Page
from cairn.kit.http.problems import NotFound, Stale, problems
from cairn.kit.http.replies import IfMatch, changed, created, json_response, shown
from cairn.kit.http.routing import router as make_router
from cairn.kit.json import encode_json
from cairn.tracking.ids import HabitId, PauseId
from cairn.tracking.queries.resources import HABITS, PAUSES
from cairn.tracking.schemas.habit_days import (
    HabitsTodayOut,
    HeatmapOut,
    HeatmapQuery,
    PauseCreate,
    PauseOut,
    PausePatch,
    PauseQuery,
    StreakOut,
    TodayQuery,
)
from cairn.tracking.schemas.habits import HabitCreate, HabitOut, HabitPatch, HabitQuery
from cairn.tracking.service import habit_views, habits

router = make_router("/habits", "habits")
pauses_router = make_router("/habits/pauses", "habits")


@router.get("", response_model=Page[HabitOut], responses=problems())
async def list_habits(work: ReadDep, query: Annotated[HabitQuery, Query()]) -> Response:
    """List your habits."""
    return json_response(await HABITS.page(work, query, query.sort, query.filters()))


@router.post("", status_code=201, response_model=HabitOut, responses=problems())
async def create_habit(work: WorkDep, body: HabitCreate) -> Response:
    """Add a habit."""
    return await created(work, await habits.create_habit(work, body), "/api/v1/habits")


@router.get("/today", response_model=HabitsTodayOut, responses=problems())
async def get_habits_today(work: ReadDep, query: Annotated[TodayQuery, Query()]) -> Response:
    """Return every habit as it stands on a day, with what was done on it and the days before."""
    return json_response(encode_json(await habit_views.habits_today(work, query.on)))


@pauses_router.get("", response_model=Page[PauseOut], responses=problems())
async def list_habit_pauses(work: ReadDep, query: Annotated[PauseQuery, Query()]) -> Response:
    """List when your habits rest, or rested."""
    return json_response(await PAUSES.page(work, query, query.sort, query.filters()))


@pauses_router.post("", status_code=201, response_model=PauseOut, responses=problems())
async def create_habit_pause(work: WorkDep, body: PauseCreate) -> Response:
    """Let one habit, or all of them, rest."""
    return await created(work, await habits.add_pause(work, body), "/api/v1/habits/pauses")


@pauses_router.get("/{pause_id}", response_model=PauseOut, responses=problems(NotFound))
async def get_habit_pause(work: ReadDep, pause_id: PauseId, request: Request) -> Response:
    """Return one pause."""
    return shown(request, await PAUSES.show(work, pause_id))


@pauses_router.patch("/{pause_id}", response_model=PauseOut, responses=problems(NotFound, Stale))
async def update_habit_pause(
    work: WorkDep, pause_id: PauseId, body: PausePatch, if_match: IfMatch
) -> Response:
    """Change the fields that are sent; end a pause by its last day."""
    return await changed(work, await habits.change_pause(work, pause_id, body.changes(), if_match=if_match))


@pauses_router.delete("/{pause_id}", status_code=204, responses=problems(NotFound, Stale))
async def delete_habit_pause(work: WorkDep, pause_id: PauseId, if_match: IfMatch) -> None:
    """Put a pause in the trash, as if it had never been."""
    await habits.remove_pause(work, pause_id, if_match=if_match)


@router.get("/{habit_id}", response_model=HabitOut, responses=problems(NotFound))
async def get_habit(work: ReadDep, habit_id: HabitId, request: Request) -> Response:
    """Return one habit."""
    return shown(request, await HABITS.show(work, habit_id))


@router.patch("/{habit_id}", response_model=HabitOut, responses=problems(NotFound, Stale))
async def update_habit(work: WorkDep, habit_id: HabitId, body: HabitPatch, if_match: IfMatch) -> Response:
    """Change the fields that are sent."""
    return await changed(work, await habits.update_habit(work, habit_id, body.changes(), if_match=if_match))


@router.delete("/{habit_id}", status_code=204, responses=problems(NotFound, Stale))
async def delete_habit(work: WorkDep, habit_id: HabitId, if_match: IfMatch) -> None:
    """Put a habit in the trash, where it stays 30 days with all its logs."""
    await habits.remove_habit(work, habit_id, if_match=if_match)


@router.post("/{habit_id}/archive", response_model=HabitOut, responses=problems(NotFound))
async def archive_habit(work: WorkDep, habit_id: HabitId) -> Response:
    """Hide a habit from lists and from the day; its history stays."""
    return await changed(work, await HABITS.archive(work, habit_id))


@router.post("/{habit_id}/restore", response_model=HabitOut, responses=problems(NotFound))
async def restore_habit(work: WorkDep, habit_id: HabitId) -> Response:
    """Take a habit out of the archive or the trash."""
    return await changed(work, await habits.restore_habit(work, habit_id))


@router.get("/{habit_id}/heatmap", response_model=HeatmapOut, responses=problems(NotFound))
async def get_habit_heatmap(
    work: ReadDep, habit_id: HabitId, query: Annotated[HeatmapQuery, Query()]
) -> Response:
    """Return a habit day by day."""
    return json_response(encode_json(await habit_views.heatmap(work, habit_id, query.first, query.last)))


@router.get("/{habit_id}/streak", response_model=StreakOut, responses=problems(NotFound))
async def get_habit_streak(work: ReadDep, habit_id: HabitId) -> Response:
    """Return the streak of a habit, its strength, and the history behind both."""
    return json_response(encode_json(await habit_views.streak(work, habit_id)))
