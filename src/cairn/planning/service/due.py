"""The day and the moment at which a task is due always agree."""

from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from cairn.identity.people import Person
from cairn.kit.clock import resolve_wall, zone
from cairn.kit.http.problems import Invalid
from cairn.planning.models import Task


def zone_of(timezone: str | None, person: Person) -> ZoneInfo:
    """Return the zone in which a task's time of day is meant."""
    return zone(timezone) if timezone else person.zone


def wall_time(due_at: datetime, timezone: str | None, person: Person) -> datetime:
    """Return what the clocks of the task's zone show at an instant, as a naive datetime."""
    return due_at.astimezone(zone_of(timezone, person)).replace(tzinfo=None)


def settle(values: dict[str, Any], person: Person) -> None:
    """Give a task with `due_at` its day and zone; raises Invalid where another day was sent with it."""
    due_at: datetime | None = values.get("due_at")
    if due_at is None:
        return
    day = person.local_day(due_at)
    given = values.get("due_date")
    if given is not None and given != day:
        raise Invalid.field(
            "/due_date", "disagrees", f"`due_at` falls on {day} for you: send that day, or none."
        )
    values["due_date"] = day
    values["timezone"] = values.get("timezone") or person.zone.key


def resettle(task: Task, changes: dict[str, Any], person: Person) -> None:
    """Complete a change of when a task is due with what follows from it; raises Invalid."""
    if changes.get("due_at") is not None:
        changes.setdefault("timezone", task.timezone)
        settle(changes, person)
    elif "due_at" not in changes and "due_date" in changes and task.due_at is not None:
        day: date | None = changes["due_date"]
        changes["due_at"] = None if day is None else moved(task, day, person)


def moved(task: Task, day: date, person: Person) -> datetime | None:
    """Return the instant on another of the person's days at the same time of day; None without a time."""
    if task.due_at is None or task.due_date is None:
        return None
    wall = wall_time(task.due_at, task.timezone, person) + (day - task.due_date)
    return resolve_wall(wall, zone_of(task.timezone, person))
