"""Changes to habits, their pauses and their routines."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from cairn.identity.people import person
from cairn.kit.db.owned import Written
from cairn.kit.db.work import Work
from cairn.kit.events import publish
from cairn.kit.http.problems import Invalid
from cairn.tracking.events import TrackedChanged
from cairn.tracking.ids import HabitId, PauseId
from cairn.tracking.models import Habit, HabitPause
from cairn.tracking.queries.resources import HABITS, PAUSES
from cairn.tracking.schemas.habit_days import PauseCreate
from cairn.tracking.schemas.habits import HabitCreate
from cairn.tracking.service.standings import recompute

# Of a habit, what its standing is computed from.
_TELLING = frozenset(
    {"kind", "schedule", "start_date", "end_date", "target_amount", "limit_amount", "amount_per"}
    | {"off_weekdays", "off_dates", "grace", "backfill_days", "assume_success"}
)


async def create_habit(work: Work, body: HabitCreate) -> Written:
    """Add a habit; raises Invalid where its parts do not go together."""
    values = _normal(body.model_dump())
    if values["start_date"] is None:
        values["start_date"] = (await person(work)).today(work.clock)
    if values["target_amount"] is None:
        values["target_amount"] = max(1, len(body.steps))
    check(values)
    made = await HABITS.add(work, Habit(**values))
    await recompute(work, [made.id])
    return await HABITS.show(work, made.id)


async def update_habit(
    work: Work, habit_id: HabitId, changes: Mapping[str, Any], *, if_match: int | None
) -> Written:
    """Change a habit, and compute how it stands over all its days where that depends on the change."""
    changes = _normal(dict(changes))
    if not _TELLING & changes.keys():
        return await HABITS.patch(work, habit_id, changes, if_match=if_match)
    before = await HABITS.get(work, habit_id, lock=True)
    check({name: changes.get(name, getattr(before, name)) for name in _TELLING})
    await HABITS.patch(work, habit_id, changes, if_match=if_match)
    await _after(work, habit_id)
    return await HABITS.show(work, habit_id)


async def remove_habit(work: Work, habit_id: HabitId, *, if_match: int | None) -> None:
    """Put a habit in the trash, with its logs; what it earned stays earned."""
    await HABITS.remove(work, habit_id, if_match=if_match)
    await publish(work, TrackedChanged((habit_id,)))


async def restore_habit(work: Work, habit_id: HabitId) -> Written:
    """Take a habit out of the archive or the trash, as it stands today."""
    await HABITS.restore(work, habit_id)
    await _after(work, habit_id)
    return await HABITS.show(work, habit_id)


async def add_pause(work: Work, body: PauseCreate) -> Written:
    """Let one habit or all of them rest; raises Invalid for an end before the beginning."""
    values = body.model_dump()
    if values["first"] is None:
        values["first"] = (await person(work)).today(work.clock)
    _check_pause(values)
    made = await PAUSES.add(work, HabitPause(**values))
    await _after(work, body.habit_id)
    return made


async def change_pause(
    work: Work, pause_id: PauseId, changes: Mapping[str, Any], *, if_match: int | None
) -> Written:
    """Change a pause; the habits that it covers follow."""
    before = await PAUSES.get(work, pause_id, lock=True)
    _check_pause({name: changes.get(name, getattr(before, name)) for name in ("first", "last")})
    written = await PAUSES.patch(work, pause_id, changes, if_match=if_match)
    await _after(work, before.habit_id)
    return written


async def remove_pause(work: Work, pause_id: PauseId, *, if_match: int | None) -> None:
    """Put a pause in the trash; its days ask again what they asked before."""
    before = await PAUSES.get(work, pause_id)
    await PAUSES.remove(work, pause_id, if_match=if_match)
    await _after(work, before.habit_id)


async def _after(work: Work, habit_id: UUID | None) -> None:
    found = await recompute(work, None if habit_id is None else [habit_id])
    if found:
        await publish(work, TrackedChanged(tuple(found)))


def check(habit: Mapping[str, Any]) -> None:
    """Raise Invalid where the parts of a habit do not go together."""
    schedule, kind = habit["schedule"]["kind"], habit["kind"]
    end = habit["end_date"]
    if end is not None and end < habit["start_date"]:
        raise Invalid.field("/end_date", "before_start", "It ends on its first day, or later.")
    if habit["amount_per"] == "period" and schedule != "per_period":
        raise Invalid.field(
            "/amount_per", "not_periodic", "An amount for a period needs some times in a week or month."
        )
    if kind in {"reduce", "quit"} and schedule == "after_completion":
        raise Invalid.field("/schedule", "not_for_kind", "What is done less has no time after completion.")
    if kind == "quit" and schedule == "per_period":
        raise Invalid.field("/schedule", "not_for_kind", "To quit is meant for days: give it a rule.")
    if kind == "reduce" and schedule == "per_period" and habit["amount_per"] == "day":
        raise Invalid.field(
            "/amount_per", "not_for_kind", "A limit in a week or month is an amount for the period."
        )


def _check_pause(pause: Mapping[str, Any]) -> None:
    if pause["last"] is not None and pause["last"] < pause["first"]:
        raise Invalid.field("/last", "before_start", "A pause ends on its first day, or later.")


def _normal(values: dict[str, Any]) -> dict[str, Any]:
    """Return values as they are kept: the schedule as plain JSON, days of rest once and in order."""
    if "schedule" in values and not isinstance(values["schedule"], dict):
        values["schedule"] = values["schedule"].model_dump()
    for name in ("off_weekdays", "off_dates"):
        if name in values:
            values[name] = sorted(set(values[name]))
    return values
