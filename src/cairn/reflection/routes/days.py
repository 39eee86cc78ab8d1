"""One entry for each day of a person's life."""

from typing import Annotated, Any

from fastapi import Query, Request, Response

from cairn.identity.deps import ActorDep, ReadDep, WorkDep
from cairn.kit.db.owned import Written
from cairn.kit.http.paging import Page
from cairn.kit.http.problems import Invalid, NotFound, Stale, problems
from cairn.kit.http.replies import IfMatch, changed, json_response, shown
from cairn.kit.http.routing import router as make_router
from cairn.kit.http.schemas import Day
from cairn.kit.json import encode_json
from cairn.reflection import scales
from cairn.reflection.queries.days import DAYS, SERIES
from cairn.reflection.schemas.days import (
    DayEntryOut,
    DayEntryPatch,
    DayEntryPut,
    DayEntryQuery,
    DaySeriesOut,
    ScalesOut,
    ScaleWord,
    SeriesQuery,
)
from cairn.reflection.service import days as service

router = make_router("/days", "days")

MAX_DAYS = 3660
_NEW: dict[int | str, dict[str, Any]] = {201: {"description": "The first word about this day."}}
_NEW[201]["model"] = DayEntryOut


@router.get("", response_model=Page[DayEntryOut], responses=problems())
async def list_days(work: ReadDep, query: Annotated[DayEntryQuery, Query()]) -> Response:
    """List the days of which something is said."""
    return json_response(await DAYS.page(work, query, query.sort, query.filters()))


@router.get("/series", response_model=DaySeriesOut, responses=problems())
async def get_day_series(work: ReadDep, query: Annotated[SeriesQuery, Query()]) -> Response:
    """Return the numbers of days, for a curve: mood, energy, sleep and what the day felt like."""
    if query.last < query.first:
        raise Invalid.field("query:to", "before_start", "The last day is not before the first.")
    if (query.last - query.first).days >= MAX_DAYS:
        raise Invalid.field("query:to", "too_long", f"At most {MAX_DAYS:,} days at once.")
    return json_response(await work.db.value(SERIES, first=query.first, last=query.last))


@router.get("/scales", response_model=ScalesOut, responses=problems())
async def get_day_scales(_actor: ActorDep) -> Response:
    """Return the words for mood and energy, with the numbers that they stand for."""
    mood, energy = (
        [ScaleWord(word=word, value=value) for word, value in words.items()]
        for words in (scales.MOODS, scales.ENERGY)
    )
    return json_response(encode_json(ScalesOut(mood=mood, energy=energy).model_dump()))


@router.get("/{day}", response_model=DayEntryOut, responses=problems(NotFound))
async def get_day(work: ReadDep, day: Day, request: Request) -> Response:
    """Return what is said of a day."""
    return shown(request, await DAYS.show(work, await service.entry_of(work, day)))


@router.put("/{day}", response_model=DayEntryOut, responses=problems(Stale) | _NEW)
async def put_day(work: WorkDep, day: Day, body: DayEntryPut, if_match: IfMatch) -> Response:
    """Say everything of a day at once: what is not sent is not said any more. Days to come are refused."""
    return await _said(work, *await service.say(work, day, body.model_dump(), if_match=if_match))


@router.patch("/{day}", response_model=DayEntryOut, responses=problems(Stale) | _NEW)
async def update_day(work: WorkDep, day: Day, body: DayEntryPatch, if_match: IfMatch) -> Response:
    """Say the fields that are sent; the first of them makes the entry. Days to come are refused."""
    return await _said(work, *await service.say(work, day, body.changes(), if_match=if_match))


async def _said(work: WorkDep, written: Written, new: bool) -> Response:  # noqa: FBT001
    answer = await changed(work, written)
    answer.status_code = 201 if new else 200
    return answer


@router.delete("/{day}", status_code=204, responses=problems(NotFound, Stale))
async def delete_day(work: WorkDep, day: Day, if_match: IfMatch) -> None:
    """Put the entry of a day in the trash, where it stays 30 days."""
    await DAYS.remove(work, await service.entry_of(work, day), if_match=if_match)


@router.post("/{day}/restore", response_model=DayEntryOut, responses=problems(NotFound))
async def restore_day(work: WorkDep, day: Day) -> Response:
    """Take the entry of a day that was removed last out of the trash; an entry that is there stays."""
    return await changed(work, await service.restore_day(work, day))
