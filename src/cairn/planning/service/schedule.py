"""What falls on which day: open tasks, and the coming occurrences of those that repeat."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache

from cairn.identity.people import Person, person
from cairn.kit.clock import resolve_wall
from cairn.kit.db.sql import Row
from cairn.kit.db.work import ReadWork
from cairn.planning.queries.hierarchy import SCHEDULE, SERIES
from cairn.planning.recurrence import occurrences
from cairn.planning.schemas.hierarchy import ScheduleDay, ScheduledTask, ScheduleOut
from cairn.planning.service.due import wall_time, zone_of

_ONE_DAY = timedelta(days=1)
_NEVER = datetime.max.replace(tzinfo=UTC)
_LONGEST_SERIES = 20_000
"""Occurrences that are looked at from the start of a series on: a daily one of 54 years."""


async def schedule(work: ReadWork, first: date, last: date) -> ScheduleOut:
    """Return what is due, planned or expected from the first day to the last, both included."""
    owner = await person(work)
    days: defaultdict[date, list[ScheduledTask]] = defaultdict(list)
    for row in await work.db.rows(SCHEDULE, first=first, last=last):
        for day in {row.due_date, row.scheduled_for} - {None}:
            days[day].append(_entry(row, day))
    for row in await work.db.rows(SERIES, last=last):
        for day, at in _expected(row, owner, first, last):
            days[day].append(_occurrence(row, at))
    span = (first + _ONE_DAY * n for n in range((last - first).days + 1))
    return ScheduleOut(
        timezone=owner.zone.key,
        days=[ScheduleDay(day=day, tasks=_in_order(days[day])) for day in span],
    )


def _expected(row: Row, owner: Person, first: date, last: date) -> Iterator[tuple[date, datetime | None]]:
    """Days (and instants) of the occurrences after the one that the open task stands for."""
    if row.due_at is None:
        coming = _after(row.recurrence_rule, row.recurrence_start or row.due_date, row.due_date, last)
        yield from ((day, None) for day in coming if first <= day)
        return
    zone = zone_of(row.timezone, owner)
    wall = wall_time(row.due_at, row.timezone, owner)
    start = datetime.combine(row.recurrence_start or wall.date(), row.recurrence_time or wall.time())
    # A series in another zone can fall on the neighbouring day of its person.
    for occurrence in _after(row.recurrence_rule, start, wall.date(), last + _ONE_DAY):
        at = resolve_wall(datetime.combine(occurrence, start.time()), zone)
        day = owner.local_day(at)
        if first <= day <= last:
            yield day, at


@lru_cache(maxsize=4096)
def _after(rule: str, start: date, due: date, until: date) -> tuple[date, ...]:
    """Days of a series after the day it is due; kept, since a calendar is looked at again and again."""
    found = occurrences(rule, start, limit=_LONGEST_SERIES, until=until)
    days = (at.date() if isinstance(at, datetime) else at for at in found)
    return tuple(day for day in days if day > due)


def _entry(row: Row, day: date) -> ScheduledTask:
    due = row.due_date == day
    return _task(row, at=row.due_at if due else None, due=due, scheduled=row.scheduled_for == day)


def _occurrence(row: Row, at: datetime | None) -> ScheduledTask:
    return _task(row, at=at, due=False, scheduled=False)


def _task(row: Row, *, at: datetime | None, due: bool, scheduled: bool) -> ScheduledTask:
    return ScheduledTask(
        task_id=row.id,
        title=row.title,
        status=row.status,
        priority=row.priority,
        project_id=row.project_id,
        area_id=row.area_id,
        estimate_minutes=row.estimate_minutes,
        at=at,
        is_due=due,
        is_scheduled=scheduled,
        is_expected=not due and not scheduled,
    )


def _in_order(tasks: Iterable[ScheduledTask]) -> list[ScheduledTask]:
    return sorted(tasks, key=lambda t: (t.at or _NEVER, t.priority, t.task_id))
