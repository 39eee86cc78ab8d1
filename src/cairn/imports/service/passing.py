"""Appointments take place by themselves: what has become of one by the moment of its import."""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from cairn.identity.people import Person
from cairn.imports.formats.base import Record
from cairn.kit.clock import resolve_wall, zone
from cairn.planning.recurrence import next_occurrence

_ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Standing:
    """A record as it stands at a moment."""

    record: Record
    series_start: date | None = None
    """First day of a series that is not at its first date any more: COUNT and INTERVAL go on from there."""


def as_it_stands(record: Record, whose: Person, now: datetime) -> Standing:
    """A record that passes: done if it is over, or at the first date of its series that is not."""
    if not record.passes or record.status in {"done", "cancelled"}:
        return Standing(record)
    if record.recurrence_rule is not None:
        return _series(record, whose, now)
    over = _over(record, whose, now)
    return Standing(record if over is None else replace(record, status="done", completed_at=over))


def _over(record: Record, whose: Person, now: datetime) -> datetime | None:
    """When it was over, None if it is not."""
    if record.due_at is not None:
        ends = record.due_at + timedelta(minutes=record.estimate_minutes or 0)
        return ends if ends <= now else None
    if record.due_date is not None and record.due_date < whose.local_day(now):
        return whose.day_bounds(record.due_date)[0]
    return None


def _series(record: Record, whose: Person, now: datetime) -> Standing:
    rule = record.recurrence_rule or ""
    where = zone(record.timezone) if record.timezone else whose.zone
    start: date | None = record.due_date
    after: date = whose.local_day(now) - _ONE_DAY
    if record.due_at is not None:
        start = record.due_at.astimezone(where).replace(tzinfo=None)
        after = now.astimezone(where).replace(tzinfo=None)
    if start is None or start > after:
        return Standing(record)
    try:
        following = next_occurrence(rule, start=start, after=after)
    except ValueError:
        return Standing(record)  # whoever writes the task refuses the rule, and reports it
    if following is None:
        ended = replace(record, status="done", recurrence_rule=None, recurrence_mode=None)
        return Standing(ended)
    moved = replace(
        record,
        due_at=resolve_wall(following, where) if isinstance(following, datetime) else None,
        due_date=None if isinstance(following, datetime) else following,
    )
    if record.scheduled_for is not None:
        step = _day(following) - _day(start)
        moved = replace(moved, scheduled_for=record.scheduled_for + step)
    return Standing(moved, _day(start))


def _day(at: date) -> date:
    return at.date() if isinstance(at, datetime) else at
