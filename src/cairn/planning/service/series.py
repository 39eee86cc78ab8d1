"""Tasks that repeat: what a task keeps of its series, and the task that follows a completed one."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from cairn.identity.people import Person
from cairn.kit.clock import resolve_wall
from cairn.kit.http.problems import Invalid
from cairn.planning.models import Task
from cairn.planning.recurrence import RepeatMode, advance, occurrences, validate_rule
from cairn.planning.recurrence_text import describe
from cairn.planning.service.due import wall_time, zone_of


def settle(values: dict[str, Any], person: Person, today: date) -> None:
    """Complete the values of a task that repeats; raises Invalid for a rule that is not one.

    `values` are the task's columns as they will stand. Without a due or scheduled day the first day of the
    rule from today on becomes the due day.
    """
    rule: str | None = values.get("recurrence_rule")
    if rule is None:
        if values.get("recurrence_mode") is not None:
            raise Invalid.field("/recurrence_mode", "without_rule", "Send a `recurrence_rule` with it.")
        return
    mode: RepeatMode = values.get("recurrence_mode") or "schedule"
    rule = _valid(rule, person, values.get("timezone"))
    due_at: datetime | None = values.get("due_at")
    wall = wall_time(due_at, values.get("timezone"), person) if due_at else None
    start = wall.date() if wall else values.get("due_date") or values.get("scheduled_for")
    if start is None:
        start = values["due_date"] = _first_day(rule, mode, today)
    values.update(
        recurrence_rule=rule,
        recurrence_mode=mode,
        recurrence_start=start,
        recurrence_time=wall.time() if wall else None,
        recurrence_text=describe(rule, mode),
    )


def resettle(task: Task, changes: dict[str, Any], person: Person, today: date) -> None:
    """Complete a change of a task with what it means for its series; raises Invalid.

    Another day for one occurrence leaves the series as it is; another time of day holds from then on.
    """
    if "recurrence_rule" in changes and changes["recurrence_rule"] is None:
        if "recurrence_mode" in changes:
            raise Invalid.field(
                "/recurrence_mode", "without_rule", "A task that does not repeat has no mode."
            )
        changes.update(dict.fromkeys(_OF_SERIES))
    elif "recurrence_rule" in changes:
        columns = ("due_at", "due_date", "scheduled_for", "timezone", "recurrence_mode")
        values = {name: changes.get(name, getattr(task, name)) for name in columns}
        values["recurrence_rule"] = changes["recurrence_rule"]
        due_before = values["due_date"]
        settle(values, person, today)
        changes.update({name: values[name] for name in _OF_SERIES})
        if values["due_date"] != due_before:
            changes["due_date"] = values["due_date"]
    elif "recurrence_mode" in changes:
        if task.recurrence_rule is None:
            raise Invalid.field("/recurrence_mode", "without_rule", "Send a `recurrence_rule` with it.")
        changes["recurrence_text"] = describe(task.recurrence_rule, changes["recurrence_mode"])
    moves = "due_at" in changes or "timezone" in changes
    if moves and "recurrence_time" not in changes and task.recurrence_rule is not None:
        due_at = changes.get("due_at", task.due_at)
        timezone = changes.get("timezone", task.timezone)
        changes["recurrence_time"] = wall_time(due_at, timezone, person).time() if due_at else None


_OF_SERIES = (
    "recurrence_rule",
    "recurrence_mode",
    "recurrence_start",
    "recurrence_time",
    "recurrence_text",
)


def _valid(rule: str, person: Person, timezone: str | None) -> str:
    try:
        return validate_rule(rule, zone_of(timezone, person))
    except ValueError as error:
        raise Invalid.field("/recurrence_rule", "not_a_rule", str(error)) from None


def _first_day(rule: str, mode: RepeatMode, today: date) -> date:
    if mode == "after_completion":
        return today
    days = occurrences(rule, today, limit=1)
    if not days:
        raise Invalid.field("/recurrence_rule", "no_day", "The rule has no day from today on.")
    return days[0]


@dataclass(frozen=True, slots=True)
class _Position:
    """Where in its series a task stands: days, or wall times where the series has a time of day."""

    start: date
    due: date


def following(task: Task, person: Person, completed_on: date) -> Task | None:
    """Return the task that follows a completed one, not yet written; None when the series has ended."""
    if task.recurrence_rule is None:
        return None
    at = _position(task, person, completed_on)
    mode: RepeatMode = "after_completion" if task.recurrence_mode == "after_completion" else "schedule"
    try:
        after = advance(task.recurrence_rule, mode, start=at.start, due=at.due, completed=completed_on)
    except (ValueError, OverflowError):  # behind the last day of the calendar
        after = None
    if after is None:
        return None
    return Task(
        title=task.title,
        description=task.description,
        area_id=task.area_id,
        project_id=task.project_id,
        parent_id=task.parent_id,
        sub_category=task.sub_category,
        priority=task.priority,
        tags=task.tags,
        story_points=task.story_points,
        estimate_minutes=task.estimate_minutes,
        energy_needed=task.energy_needed,
        position=task.position,
        timezone=task.timezone,
        previous_id=task.id,
        recurrence_rule=after.rule,
        recurrence_mode=task.recurrence_mode,
        recurrence_start=_day(after.start),
        recurrence_time=task.recurrence_time,
        recurrence_text=describe(after.rule, mode),
        **_dates(task, person, at, after.due),
    )


def _position(task: Task, person: Person, completed_on: date) -> _Position:
    if task.due_at is None:
        day = task.due_date or task.scheduled_for or completed_on
        return _Position(task.recurrence_start or day, day)
    wall = wall_time(task.due_at, task.timezone, person)
    at: time = task.recurrence_time or wall.time()
    return _Position(
        datetime.combine(task.recurrence_start or wall.date(), at), datetime.combine(wall.date(), at)
    )


def _dates(task: Task, person: Person, at: _Position, due: date) -> Mapping[str, Any]:
    """Return when the next task is due and planned; the plan keeps its distance from the due day."""
    step = _day(due) - _day(at.due)
    planned = task.scheduled_for
    dates: dict[str, Any] = {"scheduled_for": planned + step if planned else None}
    if isinstance(due, datetime):
        dates["due_at"] = resolve_wall(due, zone_of(task.timezone, person))
        dates["due_date"] = person.local_day(dates["due_at"])
    elif task.due_date is not None or planned is None:
        dates["due_date"] = due
    return dates


def _day(at: date) -> date:
    return at.date() if isinstance(at, datetime) else at
