"""What is done of habits: logs, the points they earn, the milestones of their streaks.

The habit's row is locked first, so that of two logs at the same time the second sees the first one's day.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from cairn.identity.people import Person, person
from cairn.kit.db.owned import Written
from cairn.kit.db.work import ReadWork, Work
from cairn.kit.events import publish
from cairn.kit.http.problems import Invalid, NotFound
from cairn.tracking.events import TrackedChanged
from cairn.tracking.ids import HabitId, HabitLogId, RoutineId
from cairn.tracking.models import Habit, HabitLog
from cairn.tracking.queries import habits as queries
from cairn.tracking.queries.resources import HABIT_LOGS, HABITS, ROUTINES
from cairn.tracking.rules.streaks import Standing
from cairn.tracking.schemas.habit_days import HabitLogCreate, RoutineDone
from cairn.tracking.service.days import day_written
from cairn.tracking.service.habit_points import settle
from cairn.tracking.service.standings import History, keep, recompute, standings


@dataclass(frozen=True, slots=True)
class Logged:
    """A log and what it brought."""

    log: Written
    earned_points: int
    standing: dict[str, Any]


async def add_log(work: Work, habit_id: HabitId, body: HabitLogCreate, *, source: str = "person") -> Logged:
    """Write that something was done; raises NotFound, or Invalid for a day in the future."""
    habit = await HABITS.get(work, habit_id, lock=True)
    whose = await person(work)
    at, day = day_written(body.at, body.local_date, whose, work.clock.now())
    log = HabitLog(
        habit_id=habit_id,
        local_date=day,
        timezone=whose.zone.key,
        at=at,
        amount=Decimal(str(body.amount)),
        note=body.note,
        source=source,
    )
    written = await HABIT_LOGS.add(work, log)
    history, found = await _again(work, habit, whose)
    earned = await settle(work, history, found, {day}, whose)
    await publish(work, TrackedChanged((habit.id,)))
    return Logged(written, earned, keep(history, found, whose.today(work.clock)).shown)


async def change_log(
    work: Work,
    habit_id: HabitId,
    log_id: HabitLogId,
    changes: dict[str, Any],
    *,
    if_match: int | None,
) -> Written:
    """Change a log; streak, strength and points of both days follow."""
    habit = await HABITS.get(work, habit_id, lock=True)
    before = await log_of(work, habit_id, log_id)
    whose = await person(work)
    if "local_date" in changes and changes["local_date"] > whose.today(work.clock):
        raise Invalid.field("/local_date", "in_future", "Write it down when it is done, not before.")
    written = await HABIT_LOGS.patch(work, log_id, changes, if_match=if_match)
    days = {before.local_date, changes.get("local_date", before.local_date)}
    await _follow(work, habit, days, whose)
    return written


async def remove_log(work: Work, habit_id: HabitId, log_id: HabitLogId, *, if_match: int | None) -> None:
    """Put a log in the trash, and take back what it earned."""
    habit = await HABITS.get(work, habit_id, lock=True)
    before = await log_of(work, habit_id, log_id)
    await HABIT_LOGS.remove(work, log_id, if_match=if_match)
    await _follow(work, habit, {before.local_date}, await person(work))


async def log_of(work: ReadWork, habit_id: HabitId, log_id: HabitLogId) -> HabitLog:
    """Return a log that is not in the trash; raises NotFound where it is another habit's."""
    found = await HABIT_LOGS.get(work, log_id)
    if found.habit_id != habit_id:
        raise NotFound
    return found


async def do_routine(work: Work, routine_id: RoutineId, body: RoutineDone) -> list[Logged]:
    """Log the habits of a routine that were done: those named, else all that are due and open."""
    await ROUTINES.get(work, routine_id)
    whose = await person(work)
    _, day = day_written(None, body.local_date, whose, work.clock.now())
    rows = await work.db.rows(queries.PLANS, ids=None, archived=False)
    parts = {row.id: row for row in rows if row.routine_id == routine_id}
    unknown = [place for place, habit_id in enumerate(body.habit_ids or ()) if habit_id not in parts]
    if unknown:
        raise Invalid.field(f"/habit_ids/{unknown[0]}", "not_found", "It is no habit of this routine.")
    if body.habit_ids is None:
        now = await standings(work, whose, list(parts.values()), await work.db.rows(queries.PAUSED), day)
        wanted = [i for i in parts if now[i].shown["due"] and now[i].shown["mark"] == "pending"]
    else:
        wanted = list(dict.fromkeys(body.habit_ids))
    logged = []
    for habit_id in wanted:
        amount = float(parts[habit_id].target_amount) if parts[habit_id].amount_per == "day" else 1.0
        log = HabitLogCreate(local_date=day, amount=amount)
        logged.append(await add_log(work, HabitId(habit_id), log, source="routine"))
    return logged


async def _follow(work: Work, habit: Habit, days: set[date], whose: Person) -> None:
    history, found = await _again(work, habit, whose)
    await settle(work, history, found, days, whose)
    await publish(work, TrackedChanged((habit.id,)))


async def _again(work: Work, habit: Habit, whose: Person) -> tuple[History, Standing]:
    found: dict[UUID, tuple[History, Standing]] = await recompute(work, [habit.id], whose=whose)
    return found[habit.id]
