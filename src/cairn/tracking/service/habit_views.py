"""What pages show of habits: the strip of a day, the heat map, the streak with its history."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from cairn.identity.people import Person, person
from cairn.kit.db.sql import Row
from cairn.kit.db.work import ReadWork
from cairn.kit.http.problems import Invalid, NotFound
from cairn.tracking.ids import HabitId
from cairn.tracking.queries import habits as queries
from cairn.tracking.rules.schedule import ONE_DAY, AfterCompletion, ByRule, Times, due_days, due_per_day
from cairn.tracking.rules.streaks import Mark, Rest, Unit, strength_curve
from cairn.tracking.service.standings import History, Kept, histories, keep, standings

MAX_DAYS = 400
_SHOWN_UNITS = 400
_STRIP_UNITS = {"day": 7, "completion": 7, "week": 4, "month": 4}
_LOOKAHEAD = 366


async def habits_today(work: ReadWork, day: date | None) -> dict[str, Any]:
    """Return all habits as they stand on a day; raises Invalid for one in the future."""
    whose = await person(work)
    now = work.clock.now()
    today = whose.local_day(now)
    day = day or today
    if day > today:
        raise Invalid.field("query:date", "in_future", "That day has not come yet.")
    rows = [
        row
        for row in await work.db.rows(queries.PLANS, ids=None, archived=False)
        if row.start_date <= day and (row.end_date is None or day <= row.end_date)
    ]
    pauses = await work.db.rows(queries.PAUSED)
    found = await standings(work, whose, rows, pauses, day)
    logs: dict[UUID, list[Row]] = defaultdict(list)
    for log in await work.db.rows(queries.DAY_LOGS, day=day, ids=[row.id for row in rows]):
        logs[log.habit_id].append(log)
    routines = await work.db.rows(queries.ROUTINES_SHOWN)
    places = {row.id: place for place, row in enumerate(routines)}
    rows.sort(key=lambda row: (places.get(row.routine_id, len(places)), row.position, row.id))
    items = [_item(row, found[row.id], logs[row.id], _pause(pauses, row.id, day)) for row in rows]
    due = [item for item in items if item["standing"]["due"]]
    return {
        "date": day,
        "timezone": whose.zone.key,
        "items": items,
        "routines": _routines(routines, items),
        "due_count": len(due),
        "done_count": sum(_went_well(item) for item in due),
        "computed_at": now,
    }


def _item(row: Row, kept: Kept, logs: list[Row], pause: Row | None) -> dict[str, Any]:
    shown = _STRIP_UNITS[kept.shown["unit"]]
    return {
        **{name: row[name] for name in ("id", "version", "name", "kind", "unit", "steps", "routine_id")},
        **{name: row[name] for name in ("colour", "icon", "position")},
        "day_amount": sum(log.amount for log in logs),
        "log_ids": [log.id for log in logs],
        "paused": None if pause is None else {"id": pause.id, "reason": pause.reason, "last": pause.last},
        "standing": kept.shown,
        "recent": [
            {"first": first, "last": last, "mark": mark, "share": share}
            for first, last, mark, share, _, _ in kept.recent[-shown:]
        ],
    }


def _pause(pauses: Sequence[Row], habit_id: UUID, day: date) -> Row | None:
    mine = (row for row in pauses if row.habit_id in {None, habit_id})
    return next((row for row in mine if Rest(row.first, row.last).covers(day)), None)


def _went_well(item: Mapping[str, Any]) -> bool:
    mark: str | None = item["standing"]["mark"]
    return mark == "success" or (item["kind"] in {"reduce", "quit"} and mark == "pending")


def _routines(rows: Sequence[Row], items: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    shown = []
    for row in rows:
        parts = [item for item in items if item["routine_id"] == row.id]
        due = [item for item in parts if item["standing"]["due"]]
        if parts:
            done = sum(_went_well(item) for item in due)
            shown.append({**dict(row), "done": done, "due": len(due)})
    return shown


async def heatmap(work: ReadWork, habit_id: HabitId, first: date | None, last: date | None) -> dict[str, Any]:
    """Return a habit day by day; raises NotFound, or Invalid for days that are none or too many."""
    whose, history = await _history(work, habit_id)
    today = whose.today(work.clock)
    last = last or today
    first = first or last - timedelta(days=364)
    if last < first:
        raise Invalid.field("query:to", "before_start", "The last day is not before the first.")
    if (last - first).days >= MAX_DAYS:
        raise Invalid.field("query:to", "too_long", f"At most {MAX_DAYS} days at once.")
    standing = history.on(today)
    marks = _day_marks(history, standing.units)
    days = [_heat(history, first + timedelta(days=n), marks, today) for n in range((last - first).days + 1)]
    good = sum(day["mark"] == Mark.SUCCESS.value for day in days)
    missed = sum(day["mark"] == Mark.MISS.value for day in days)
    total = sum(day["amount"] for day in days)
    return {
        "habit_id": habit_id,
        "first": first,
        "last": last,
        "days": days,
        "success_count": good,
        "miss_count": missed,
        "total_amount": total,
        "text": f"From {first} to {last}: days that went well {good}, missed {missed};"
        f" {total:g} {history.row.unit or 'times'} altogether.",
    }


def _heat(
    history: History, day: date, marks: Mapping[date, tuple[Mark, float]], today: date
) -> dict[str, Any]:
    plan = history.plan
    amount = history.amounts.get(day, 0.0)
    mark, share = marks.get(day, (None, None))
    return {
        "date": day,
        "amount": amount,
        "share": None if share is None else round(share, 4),
        "mark": None if mark is None or day > today else mark.value,
        "resting": plan.rests(day),
    }


def _day_marks(history: History, units: Sequence[Unit]) -> dict[date, tuple[Mark, float]]:
    """How single days went; for some times in a week or month, which days count towards them."""
    plan = history.plan
    if not isinstance(plan.schedule, Times):
        return {unit.first: (unit.mark, unit.share) for unit in units}
    if plan.amount_per == "period":
        return {
            day: (Mark.SUCCESS if not plan.restrains else Mark.NEUTRAL, min(1.0, amount / plan.target))
            for day, amount in history.amounts.items()
        }
    return {
        day: (Mark.SUCCESS if amount >= plan.target else Mark.NEUTRAL, min(1.0, amount / plan.target))
        for day, amount in history.amounts.items()
    }


async def streak(work: ReadWork, habit_id: HabitId) -> dict[str, Any]:
    """Return the streak of a habit with its newest units; raises NotFound."""
    whose, history = await _history(work, habit_id)
    today = whose.today(work.clock)
    found = history.on(today)
    bridged = set(found.grace_used)
    curve = strength_curve(found.units, due_per_day(history.plan.schedule, history.plan.start))
    return {
        "habit_id": habit_id,
        "standing": keep(history, found, today).shown,
        "units": [
            {
                "first": unit.first,
                "last": unit.last,
                "mark": unit.mark.value,
                "share": round(unit.share, 4),
                "bridged": unit.first in bridged,
            }
            for unit in found.units[-_SHOWN_UNITS:]
        ],
        "strength_curve": [None if s is None else round(s, 4) for s in curve[-_SHOWN_UNITS:]],
        "next_due": _next_due(history, found.units, today),
    }


def _next_due(history: History, units: Sequence[Unit], today: date) -> date | None:
    plan = history.plan
    first = max(today, plan.start)
    if isinstance(plan.schedule, AfterCompletion):
        done = [unit.first for unit in units if unit.mark is Mark.SUCCESS]
        first = max(first, done[-1] + timedelta(days=plan.schedule.days) if done else plan.start)
    last = first + timedelta(days=_LOOKAHEAD)
    if isinstance(plan.schedule, ByRule):
        days = due_days(plan.schedule, plan.start, first, last)
    else:
        days = [first + ONE_DAY * n for n in range(_LOOKAHEAD)]
    return next((d for d in days if not plan.rests(d) and (plan.end is None or d <= plan.end)), None)


async def _history(work: ReadWork, habit_id: HabitId) -> tuple[Person, History]:
    rows = await work.db.rows(queries.PLANS, ids=[habit_id], archived=True)
    if not rows:
        raise NotFound
    whose = await person(work)
    (history,) = await histories(work, whose, rows, await work.db.rows(queries.PAUSED))
    return whose, history
