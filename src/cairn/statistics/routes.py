"""Numbers of days, weeks and months; and what a look at the data found."""

from typing import Annotated

from fastapi import APIRouter, Query, Response

from cairn.identity.deps import AdminWorkDep, ReadDep, WorkDep
from cairn.kit.db.work import ReadWork
from cairn.kit.http.problems import Forbidden, Invalid, problems
from cairn.kit.http.replies import json_response, reply
from cairn.kit.http.routing import router as make_router
from cairn.kit.json import encode_json
from cairn.statistics import integrity, service
from cairn.statistics.queries import COUNTS, SNAPSHOTS
from cairn.statistics.schemas import (
    DashboardOut,
    DaySnapshotsOut,
    IntegrityCountsOut,
    IntegrityOut,
    PeriodSnapshotsOut,
    RecomputedOut,
    SnapshotSpan,
)

statistics_router = make_router("/statistics", "statistics")
integrity_router = make_router("/integrity", "integrity")
admin_router = make_router("/admin/integrity", "administration")
ROUTERS: tuple[APIRouter, ...] = (statistics_router, integrity_router, admin_router)

MAX_DAYS = 3660
Span = Annotated[SnapshotSpan, Query()]


@statistics_router.get("", response_model=DashboardOut, responses=problems())
async def get_dashboard(work: ReadDep) -> Response:
    """Return how things stand: today, this week and this month so far, and all days that are over."""
    return json_response(encode_json((await service.dashboard(work)).model_dump()))


@statistics_router.get("/days", response_model=DaySnapshotsOut, responses=problems())
async def list_day_statistics(work: ReadDep, query: Span) -> Response:
    """Return the numbers of days that are over, as they were kept."""
    return json_response(await _kept(work, "day", "day", query))


@statistics_router.get("/weeks", response_model=PeriodSnapshotsOut, responses=problems())
async def list_week_statistics(work: ReadDep, query: Span) -> Response:
    """Return the numbers of weeks that are over, as they were kept."""
    return json_response(await _kept(work, "week", "first_day", query))


@statistics_router.get("/months", response_model=PeriodSnapshotsOut, responses=problems())
async def list_month_statistics(work: ReadDep, query: Span) -> Response:
    """Return the numbers of months that are over, as they were kept."""
    return json_response(await _kept(work, "month", "first_day", query))


@statistics_router.post("/recompute", response_model=RecomputedOut, responses=problems())
async def recompute_statistics(work: WorkDep) -> Response:
    """Compute the numbers of all days that are over again, as after something was written down late."""
    return await reply(work, (await service.keep(work)).model_dump())


@integrity_router.get("", response_model=IntegrityOut, responses=problems())
async def get_integrity(work: ReadDep) -> Response:
    """Return what the last look at your data found; there is one each night."""
    return json_response(encode_json((await integrity.last_check(work)).model_dump()))


@integrity_router.post("/check", response_model=IntegrityOut, responses=problems())
async def check_integrity(work: WorkDep) -> Response:
    """Look now whether your data agree with themselves."""
    return await reply(work, (await integrity.check(work)).model_dump())


@admin_router.get("", response_model=IntegrityCountsOut, responses=problems(Forbidden))
async def get_integrity_counts(work: AdminWorkDep) -> Response:
    """Return how often the last looks at people's data found something, in numbers alone."""
    return json_response(await work.db.value(COUNTS))


async def _kept(work: ReadWork, kind: str, named: str, query: SnapshotSpan) -> bytes:
    if query.last < query.first:
        raise Invalid.field("query:to", "before_start", "The last day is not before the first.")
    if (query.last - query.first).days >= MAX_DAYS:
        raise Invalid.field("query:to", "too_long", f"At most {MAX_DAYS:,} days at once.")
    body: bytes = await work.db.value(
        SNAPSHOTS, named=named, period_type=kind, first=query.first, last=query.last
    )
    return body
