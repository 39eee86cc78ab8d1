"""What a person's days can be compared by: series of numbers, one a day at most.

Tracking gives its own, and what planning knows; a domain above adds a source by decorating a function.
"""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from cairn.kit.db.work import ReadWork
from cairn.tracking.queries import series as queries

ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Series:
    """A number for each of some days. A day that is not there is not known."""

    kind: str
    """Stable word, such as `habit` or `mood`."""
    id: UUID | None
    """Which habit or metric; None for what a person has one of."""
    name: str
    days: Mapping[date, float]


Source = Callable[[ReadWork, date, date], Awaitable[list[Series]]]

SOURCES: list[Source] = []


def source(function: Source) -> Source:
    """Register a function that returns series of the days from its first to its last day, both included."""
    SOURCES.append(function)
    return function


async def all_series(work: ReadWork, first: date, last: date) -> list[Series]:
    """Return every series of some days."""
    return [series for give in SOURCES for series in await give(work, first, last)]


@source
async def habits_and_metrics(work: ReadWork, first: date, last: date) -> list[Series]:
    """Habits by what was done of them, 0 on other days since their first one; metrics by their values."""
    habits = [
        Series("habit", row.id, row.name, _filled(row, max(first, row.start_date), last))
        for row in await work.db.rows(queries.HABIT_DAYS, first=first, last=last)
    ]
    metrics = [
        Series("metric", row.id, row.name, dict(zip(row.days, row.amounts, strict=True)))
        for row in await work.db.rows(queries.METRIC_DAYS, first=first, last=last)
    ]
    return habits + metrics


@source
async def work_done(work: ReadWork, first: date, last: date) -> list[Series]:
    """Tasks completed and minutes of work, since the first day of either."""
    return [
        Series(row.kind, None, row.name, _filled(row, max(first, row.start_date), last))
        for row in await work.db.rows(queries.WORK_DAYS, first=first, last=last)
    ]


def _filled(row: object, first: date, last: date) -> dict[date, float]:
    known = dict(zip(row.days or (), row.amounts or (), strict=True))  # type: ignore[attr-defined]
    return {day: known.get(day, 0.0) for day in (first + ONE_DAY * n for n in range((last - first).days + 1))}
