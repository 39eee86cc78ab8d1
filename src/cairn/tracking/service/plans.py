"""Habits of the database as the streak engine sees them."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any
from uuid import UUID

from cairn.kit.db.sql import Row
from cairn.tracking.rules.schedule import AfterCompletion, ByRule, Schedule, Times
from cairn.tracking.rules.streaks import Plan, Rest

Pauses = Mapping[UUID | None, tuple[Rest, ...]]
"""Rests by habit; those of all habits under None."""


def schedule_of(kept: Mapping[str, Any]) -> Schedule:
    """Return the schedule that is kept with a habit."""
    if kept["kind"] == "by_rule":
        return ByRule(kept["rule"])
    if kept["kind"] == "per_period":
        return Times(kept["times"], kept["period"])
    return AfterCompletion(kept["days"])


def pauses_of(rows: Iterable[Row]) -> Pauses:
    """Group the pauses of a person by the habit that rests."""
    found: dict[UUID | None, tuple[Rest, ...]] = {}
    for row in rows:
        found[row.habit_id] = (*found.get(row.habit_id, ()), Rest(row.first, row.last))
    return found


def plan_of(row: Any, pauses: Pauses, week_start: int) -> Plan:
    """Return the plan of a habit's row."""
    off_dates: frozenset[date] = frozenset(row.off_dates)
    return Plan(
        kind=row.kind,
        schedule=schedule_of(row.schedule),
        start=row.start_date,
        end=row.end_date,
        target=float(row.target_amount),
        limit=float(row.limit_amount),
        amount_per=row.amount_per,
        off_weekdays=frozenset(row.off_weekdays),
        off_dates=off_dates,
        pauses=(*pauses.get(None, ()), *pauses.get(row.id, ())),
        grace=row.grace,
        backfill_days=row.backfill_days,
        assume_success=row.assume_success,
        week_start=week_start,
    )
