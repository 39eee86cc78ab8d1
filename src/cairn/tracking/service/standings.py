"""How habits stand: computed from their logs when something changes or a day turns, kept until then."""

import asyncio
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from cairn.identity.people import Person, person
from cairn.kit.db.sql import Row
from cairn.kit.db.work import ReadWork, Work
from cairn.kit.ids import new_id
from cairn.tracking.queries import habits as queries
from cairn.tracking.rules.schedule import AfterCompletion, Times
from cairn.tracking.rules.streaks import STREAK_VERSION, Mark, Plan, Standing, Unit, standing
from cairn.tracking.service.plans import pauses_of, plan_of

RECENT_DAYS = 28
_RECENT_UNITS = 7
_AWAY = 4000
"""Days of history from which on the computation is moved off the event loop."""

Amounts = Mapping[date, float]


@dataclass(frozen=True, slots=True)
class Kept:
    """How a habit stands on a day, as it is kept and shown."""

    habit_id: UUID
    shown: dict[str, Any]
    """The fields of `StandingOut`."""
    recent: list[list[Any]]
    """Units of the last 28 days as [first, last, mark, share, times due, times done]."""


@dataclass(frozen=True, slots=True)
class History:
    """A habit with everything that its standing is computed from."""

    row: Row
    plan: Plan
    amounts: Amounts
    active_days: Collection[date]

    def on(self, day: date) -> Standing:
        """How it stands on a day."""
        known = {d: amount for d, amount in self.amounts.items() if d <= day}
        return standing(self.plan, known, day, active_days=self.active_days)


async def histories(
    work: ReadWork, whose: Person, rows: Sequence[Row], pauses: Sequence[Row]
) -> list[History]:
    """Return the histories of habits; at most two statements."""
    sums = await work.db.rows(queries.DAY_SUMS, ids=[row.id for row in rows])
    amounts = {row.habit_id: dict(zip(row.days, row.amounts, strict=True)) for row in sums}
    active: set[date] = set()
    if any(row.kind == "quit" and not row.assume_success for row in rows):
        active = {row.day for row in await work.db.rows(queries.ACTIVE_DAYS)}
    resting = pauses_of(pauses)
    return [
        History(row, plan_of(row, resting, whose.week_start), amounts.get(row.id, {}), active) for row in rows
    ]


async def recompute(
    work: Work, habit_ids: Collection[UUID] | None = None, *, whose: Person | None = None
) -> dict[UUID, tuple[History, Standing]]:
    """Compute habits anew, all of them by default, and keep how they stand today."""
    whose = whose or await person(work)
    ids = None if habit_ids is None else list(habit_ids)
    rows = await work.db.rows(queries.PLANS, ids=ids, archived=True)
    if not rows:
        return {}
    known = await histories(work, whose, rows, await work.db.rows(queries.PAUSED))
    today = whose.today(work.clock)

    def all_of_them() -> list[Standing]:
        return [history.on(today) for history in known]

    long = sum((today - row.start_date).days for row in rows) > _AWAY
    found = await asyncio.to_thread(all_of_them) if long else all_of_them()
    kept = [keep(h, s, today) for h, s in zip(known, found, strict=True)]
    states = [{"id": new_id(), "habit_id": k.habit_id, **k.shown, "recent": k.recent} for k in kept]
    await work.db.run(queries.KEEP_STATES, states=states, now=work.clock.now())
    return {h.row.id: (h, s) for h, s in zip(known, found, strict=True)}


async def standings(
    work: ReadWork, whose: Person, rows: Sequence[Row], pauses: Sequence[Row], day: date
) -> dict[UUID, Kept]:
    """Return how habits stand on a day: as it is kept where that is of the day, else computed."""
    found = {row.id: kept_of(row) for row in rows if is_fresh(row, day)}
    stale = [row for row in rows if row.id not in found]
    if stale:
        known = await histories(work, whose, stale, pauses)
        computed = await asyncio.to_thread(lambda: [keep(h, h.on(day), day) for h in known])
        found.update({k.habit_id: k for k in computed})
    return found


def is_fresh(row: Row, day: date) -> bool:
    """Whether what is kept of a habit was computed for this day by these rules."""
    return bool(row.state_date == day and row.state_version == STREAK_VERSION)


def kept_of(row: Row) -> Kept:
    """Return what is kept of a habit, from a row of PLANS."""
    shown = {
        "local_date": row.state_date,
        "unit": row.streak_unit,
        "algorithm_version": row.state_version,
        **{name: row[name] for name in ("current", "longest", "strength", "grace_used", "grace_left")},
        **{name: row[name] for name in ("due", "mark", "need", "got", "last_success")},
    }
    return Kept(row.id, shown, row.recent)


def keep(history: History, found: Standing, day: date) -> Kept:
    """Return what is kept of a standing."""
    unit = found.units[-1] if found.units and found.units[-1].first <= day else None
    due, mark = _asked(history, unit, day)
    shown = {
        "local_date": day,
        "current": found.current,
        "longest": found.longest,
        "unit": found.unit,
        "strength": None if found.strength is None else round(found.strength, 6),
        "grace_used": list(found.grace_used),
        "grace_left": found.grace_left,
        "due": due,
        "mark": None if mark is None else mark.value,
        "need": None if unit is None or mark is None else round(unit.need, 4),
        "got": None if unit is None or mark is None else round(unit.got, 4),
        "last_success": _last_success(history, day),
        "algorithm_version": STREAK_VERSION,
    }
    since = day - timedelta(days=RECENT_DAYS)
    units = [u for u in found.units if u.last > since]
    if len(units) < _RECENT_UNITS:
        units = list(found.units[-_RECENT_UNITS:])
    return Kept(history.row.id, shown, [_recent(u) for u in units])


def _recent(unit: Unit) -> list[Any]:
    closed = unit.mark in {Mark.SUCCESS, Mark.MISS}
    times = unit.weight if closed else 0
    return [unit.first, unit.last, unit.mark.value, round(unit.share, 4), times, round(times * unit.share, 4)]


def _asked(history: History, unit: Unit | None, day: date) -> tuple[bool, Mark | None]:
    """Whether something is asked on a day, and how its unit goes."""
    if unit is None:
        return False, None
    plan, schedule = history.plan, history.plan.schedule
    resting = plan.rests(day)
    if isinstance(schedule, AfterCompletion):
        # What is overdue is still to be done.
        open_ = unit.mark is not Mark.SUCCESS
        if not open_ and unit.first != day:
            return False, None
        mark = Mark.PENDING if open_ and not resting else unit.mark
        return not resting, mark
    if unit.last < day:
        return False, None
    if isinstance(schedule, Times):
        done_already = unit.mark is Mark.SUCCESS and not history.amounts.get(day)
        return not resting and not done_already, unit.mark
    return not resting, unit.mark


def _last_success(history: History, day: date) -> date | None:
    if history.plan.restrains:
        return None
    plan = history.plan
    target = plan.target if plan.amount_per == "day" else 0
    days = [d for d, amount in history.amounts.items() if d <= day and amount >= target]
    return max(days, default=None)
