"""Habits, routines, pauses and logs as resources and feeds."""

from typing import Any

from sqlalchemy import ColumnElement, Date, bindparam, func, or_, select
from sqlalchemy.orm import aliased
from sqlalchemy.types import Text

from cairn.kit.db.feed import Feed
from cairn.kit.db.filters import archived_filter, equals
from cairn.kit.db.owned import Owned
from cairn.tracking.models import Habit, HabitLog, HabitPause, HabitState, Routine
from cairn.tracking.schemas.habit_days import HabitLogOut, PauseOut
from cairn.tracking.schemas.habits import HabitOut, RoutineOut, StandingOut


def _standing(r: Any) -> ColumnElement[Any]:
    state = aliased(HabitState)
    parts = [part for name in StandingOut.model_fields for part in (name, getattr(state, name))]
    return (
        select(func.json_build_object(*parts))
        .where(state.user_id == r.user_id, state.habit_id == r.id)
        .correlate(r)
        .scalar_subquery()
    )


def _habits_of(r: Any) -> ColumnElement[Any]:
    habit = aliased(Habit)
    return (
        select(func.count())
        .select_from(habit)
        .where(habit.user_id == r.user_id, habit.routine_id == r.id, habit.deleted_at.is_(None))
        .scalar_subquery()
    )


def contains(r: Any) -> ColumnElement[bool]:
    """Return the filter of the query parameter `q`: a text of the name or description."""
    q = func.lower(bindparam("q", type_=Text()))
    return func.strpos(func.lower(r.name + "\n" + func.coalesce(r.description, "")), q) > 0


def on_or_after(r: Any) -> ColumnElement[bool]:
    """Return the filter of the query parameter `first`."""
    return r.local_date >= bindparam("first", type_=Date())  # type: ignore[no-any-return]


def on_or_before(r: Any) -> ColumnElement[bool]:
    """Return the filter of the query parameter `last`."""
    return r.local_date <= bindparam("last", type_=Date())  # type: ignore[no-any-return]


def _covers(r: Any) -> ColumnElement[bool]:
    day = bindparam("on", type_=Date())
    return (r.first <= day) & or_(r.last.is_(None), r.last >= day)  # type: ignore[no-any-return]


BY_PLACE = {
    "position": (lambda r: r.position, lambda r: r.id),
    "name": (lambda r: func.lower(r.name),),
    "created": (),
}

HABITS = Owned(
    Habit,
    HabitOut,
    computed={"standing": _standing},
    filters={
        "archived": archived_filter,
        "kind": equals("kind"),
        "area_id": equals("area_id"),
        "routine_id": equals("routine_id"),
        "q": contains,
    },
    sorts=BY_PLACE,
)

ROUTINES = Owned(
    Routine,
    RoutineOut,
    computed={"habit_count": _habits_of},
    filters={"archived": archived_filter},
    sorts=BY_PLACE,
)

PAUSES = Owned(
    HabitPause,
    PauseOut,
    filters={"habit_id": equals("habit_id"), "on": _covers},
    sorts={"first": (lambda r: r.first.desc(),), "created": ()},
)

HABIT_LOGS = Owned(HabitLog, HabitLogOut)

HABIT_LOG_FEED = Feed(
    HabitLog,
    HabitLogOut,
    at="at",
    filters={"habit_id": equals("habit_id"), "first": on_or_after, "last": on_or_before},
)
