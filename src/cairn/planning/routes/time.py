"""The timer, and the time that was spent."""

from typing import Annotated

import msgspec
from fastapi import APIRouter, Query, Request, Response

from cairn.identity.deps import ReadDep, WorkDep
from cairn.kit.http.paging import Cursor
from cairn.kit.http.problems import Conflict, Invalid, NotFound, Stale, problems
from cairn.kit.http.replies import IfMatch, changed, created, json_response, shown
from cairn.kit.http.routing import router as make_router
from cairn.kit.json import encode_json
from cairn.planning.ids import TimeEntryId
from cairn.planning.queries.time import ENTRIES, ENTRY_FEED
from cairn.planning.schemas.time import (
    SpanQuery,
    TimeEntryCreate,
    TimeEntryOut,
    TimeEntryPatch,
    TimeEntryQuery,
    TimerOut,
    TimerPause,
    TimerStart,
    TimerStop,
    TimeSummaryOut,
)
from cairn.planning.service import time as service
from cairn.planning.service.time import TimerNotPaused, TimerRunning, TimerStopped
from cairn.planning.service.time_summary import summary

timer_router = make_router("/timer", "time")
entries_router = make_router("/time-entries", "time")
ROUTERS: tuple[APIRouter, ...] = (timer_router, entries_router)

_PLACE = "/api/v1/time-entries"
MAX_DAYS = 366


@timer_router.get("", response_model=TimerOut, responses=problems())
async def get_timer(work: ReadDep) -> Response:
    """Return what the timer does."""
    state, entry = await service.timer_state(work)
    return json_response(encode_json({"state": state, "entry": entry and msgspec.Raw(entry.body)}))


@timer_router.post("/start", status_code=201, response_model=TimeEntryOut, responses=problems(TimerRunning))
async def start_timer(work: WorkDep, body: TimerStart) -> Response:
    """Start taking time. One timer runs at a time: another is refused, or stopped with `switch`."""
    return await created(work, await service.start_timer(work, body), _PLACE)


@timer_router.post("/pause", response_model=TimeEntryOut, responses=problems(TimerStopped))
async def pause_timer(work: WorkDep, body: TimerPause | None = None) -> Response:
    """Pause: the open entry ends here and is returned; resume begins another on the same thing."""
    interrupted = body is not None and body.interrupted
    return await changed(work, await service.pause_timer(work, interrupted=interrupted))


@timer_router.post(
    "/resume",
    status_code=201,
    response_model=TimeEntryOut,
    responses=problems(TimerRunning, TimerNotPaused),
)
async def resume_timer(work: WorkDep) -> Response:
    """Take up again what was paused, with an entry of its own."""
    return await created(work, await service.resume_timer(work), _PLACE)


@timer_router.post("/stop", response_model=TimeEntryOut, responses=problems(TimerStopped))
async def stop_timer(work: WorkDep, body: TimerStop | None = None) -> Response:
    """Stop the timer, running or paused, and return the entry that it ended."""
    return await changed(work, await service.stop_timer(work, body or TimerStop()))


@entries_router.get("", response_model=Cursor[TimeEntryOut], responses=problems())
async def list_time_entries(work: ReadDep, query: Annotated[TimeEntryQuery, Query()]) -> Response:
    """List time that was spent, the latest beginning first."""
    filters = query.model_dump(exclude={"cursor", "limit"})
    return json_response(await ENTRY_FEED.page(work, query, filters))


@entries_router.post("", status_code=201, response_model=TimeEntryOut, responses=problems())
async def create_time_entry(work: WorkDep, body: TimeEntryCreate) -> Response:
    """Write down time that was spent without the timer."""
    return await created(work, await service.add_entry(work, body), _PLACE)


@entries_router.get("/summary", response_model=TimeSummaryOut, responses=problems())
async def get_time_summary(work: ReadDep, query: Annotated[SpanQuery, Query()]) -> Response:
    """Return where the time of some days went, and how it was worked."""
    if query.last < query.first:
        raise Invalid.field("query:to", "before_start", "The last day is not before the first.")
    if (query.last - query.first).days >= MAX_DAYS:
        raise Invalid.field("query:to", "too_long", f"At most {MAX_DAYS} days at once.")
    return json_response(encode_json((await summary(work, query.first, query.last)).model_dump()))


@entries_router.get("/{entry_id}", response_model=TimeEntryOut, responses=problems(NotFound))
async def get_time_entry(work: ReadDep, entry_id: TimeEntryId, request: Request) -> Response:
    """Return one time entry."""
    return shown(request, await ENTRIES.show(work, entry_id))


@entries_router.patch(
    "/{entry_id}", response_model=TimeEntryOut, responses=problems(NotFound, TimerRunning, Stale)
)
async def update_time_entry(
    work: WorkDep, entry_id: TimeEntryId, body: TimeEntryPatch, if_match: IfMatch
) -> Response:
    """Change the fields that are sent."""
    return await changed(work, await service.change_entry(work, entry_id, body, if_match=if_match))


@entries_router.delete("/{entry_id}", status_code=204, responses=problems(NotFound, Stale))
async def delete_time_entry(work: WorkDep, entry_id: TimeEntryId, if_match: IfMatch) -> None:
    """Put a time entry in the trash, where it stays 30 days; an open one is thereby discarded."""
    await ENTRIES.remove(work, entry_id, if_match=if_match)


@entries_router.post(
    "/{entry_id}/restore", response_model=TimeEntryOut, responses=problems(NotFound, Conflict)
)
async def restore_time_entry(work: WorkDep, entry_id: TimeEntryId) -> Response:
    """Take a time entry out of the trash."""
    return await changed(work, await ENTRIES.restore(work, entry_id))
