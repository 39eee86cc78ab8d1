"""Tasks with dates as a calendar: to-dos or events, in iCalendar."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from cairn.identity.people import Person
from cairn.integrations.ics_text import folded, stamp, text, wall, zone_lines
from cairn.kit.clock import resolve_wall, zone
from cairn.kit.db.sql import Row
from cairn.planning.recurrence import MAX_COUNT, next_occurrence, occurrences, parse_rule

_PRIORITIES = {1: 1, 2: 3, 3: 5, 4: 9}
_STATUSES = {"done": "COMPLETED", "in_progress": "IN-PROCESS"}
_ONE_DAY = timedelta(days=1)
_LENGTH_MINUTES = 30
"""Length of an event whose task has no estimate."""
_LONGEST_MINUTES = 24 * 60
_LAST_SECOND = time(23, 59, 59)


def calendar(name: str, entries: str, tasks: Sequence[Row], whose: Person) -> bytes:
    """The calendar of tasks, as `queries.DATED_TASKS` reads them; the same tasks give the same bytes."""
    body: list[str] = []
    zones: dict[str, int] = {}
    for task in tasks:
        made = _events(task, whose, zones) if entries == "events" else _todo(task, whose, zones)
        body += made
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Cairn//Calendar feed//EN",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        f"NAME:{text(name)}",
        f"X-WR-CALNAME:{text(name)}",
        "REFRESH-INTERVAL;VALUE=DURATION:PT1H",
        "X-PUBLISHED-TTL:PT1H",
    ]
    for key, year in sorted(zones.items()):
        lines += zone_lines(key, year)
    return folded([*lines, *body, "END:VCALENDAR"])


def _todo(task: Row, whose: Person, zones: dict[str, int]) -> Iterator[str]:
    yield "BEGIN:VTODO"
    yield from _common(task, f"{task['id']}@cairn")
    rule = _rule(task, whose)
    due = task["due_at"] or task["due_date"]
    if rule is not None:
        # A series is counted from its start, and is due on the days of it.
        yield _date("DTSTART", task, whose, zones, in_zone=True)
        yield _date("DUE", task, whose, zones, in_zone=True)
        yield f"RRULE:{rule}"
    elif due is not None:
        start = _start(task, whose)
        if start is not None:
            yield start
        yield _date("DUE", task, whose, zones)
    else:
        yield f"DTSTART;VALUE=DATE:{wall(task['scheduled_for'])}"
    yield f"PRIORITY:{_PRIORITIES[task['priority']]}"
    yield f"STATUS:{_STATUSES.get(task['status'], 'NEEDS-ACTION')}"
    if task["status"] == "done":
        yield f"COMPLETED:{stamp(task['completed_at'])}"
        yield "PERCENT-COMPLETE:100"
    if task["parent_id"] is not None:
        yield f"RELATED-TO:{task['parent_id']}@cairn"
    yield "END:VTODO"


def _events(task: Row, whose: Person, zones: dict[str, int]) -> Iterator[str]:
    """An event for when it is due, and one for the day on which it is planned, where that is another."""
    due, planned = task["due_date"], task["scheduled_for"]
    if due is not None:
        yield "BEGIN:VEVENT"
        yield from _common(task, f"{task['id']}@cairn")
        rule = _rule(task, whose)
        yield _date("DTSTART", task, whose, zones, in_zone=rule is not None)
        if task["due_at"] is None:
            yield "DURATION:P1D"
        else:
            minutes = min(task["estimate_minutes"] or _LENGTH_MINUTES, _LONGEST_MINUTES)
            yield f"DURATION:PT{minutes}M"
        if rule is not None:
            yield f"RRULE:{rule}"
        yield "TRANSP:TRANSPARENT"
        yield "END:VEVENT"
    if planned is not None and planned != due:
        yield "BEGIN:VEVENT"
        yield from _common(task, f"{task['id']}-planned@cairn")
        yield f"DTSTART;VALUE=DATE:{wall(planned)}"
        yield "DURATION:P1D"
        yield "TRANSP:TRANSPARENT"
        yield "END:VEVENT"


def _common(task: Row, uid: str) -> Iterator[str]:
    yield f"UID:{uid}"
    # When it was last changed and not when it was asked for, so that the same calendar is the same text.
    yield f"DTSTAMP:{stamp(task['updated_at'])}"
    yield f"CREATED:{stamp(task['created_at'])}"
    yield f"LAST-MODIFIED:{stamp(task['updated_at'])}"
    yield f"SEQUENCE:{task['version'] - 1}"
    yield f"SUMMARY:{text(task['title'])}"
    if task["description"]:
        yield f"DESCRIPTION:{text(task['description'])}"
    if task["tags"]:
        yield f"CATEGORIES:{','.join(map(text, task['tags']))}"


def _date(name: str, task: Row, whose: Person, zones: dict[str, int], *, in_zone: bool = False) -> str:
    """When it is due: a day, an instant, or, for a series, a wall time with its zone."""
    if task["due_at"] is None:
        return f"{name};VALUE=DATE:{wall(task['due_date'])}"
    if not in_zone:
        return f"{name}:{stamp(task['due_at'])}"
    where = _zone(task, whose)
    at = _wall_due(task, where)
    if where.key == "UTC":
        return f"{name}:{wall(at)}Z"
    # The year before, so that the zone holds for all of the series' first year.
    zones[where.key] = min(zones.get(where.key, at.year - 1), at.year - 1)
    return f"{name};TZID={where.key}:{wall(at)}"


def _start(task: Row, whose: Person) -> str | None:
    """The day on which one means to begin, in the kind of the due date, which it has to be before."""
    planned = task["scheduled_for"]
    if planned is None:
        return None
    if task["due_at"] is None:
        return f"DTSTART;VALUE=DATE:{wall(planned)}" if planned < task["due_date"] else None
    begins = whose.day_bounds(planned)[0]
    return f"DTSTART:{stamp(begins)}" if begins < task["due_at"] else None


def _zone(task: Row, whose: Person) -> ZoneInfo:
    return zone(task["timezone"]) if task["timezone"] else whose.zone


def _wall_due(task: Row, where: ZoneInfo) -> datetime:
    shown = task["due_at"].astimezone(where).replace(tzinfo=None)
    # On a day on which clocks skip the time of the series, it is kept apart.
    return datetime.combine(shown.date(), task["recurrence_time"] or shown.time())


def _rule(task: Row, whose: Person) -> str | None:
    """The rule as it counts from the due date; None where no later dates are known.

    That is so after completion, for what is done, for a task that was moved off its series, and where it is
    the last one.
    """
    if not task["recurrence_rule"] or task["recurrence_mode"] != "schedule" or task["status"] == "done":
        return None
    if task["due_date"] is None:
        return None
    where = _zone(task, whose)
    due: date = task["due_date"] if task["due_at"] is None else _wall_due(task, where)
    start: date = task["recurrence_start"] or (due.date() if isinstance(due, datetime) else due)
    if isinstance(due, datetime):
        start = datetime.combine(start, due.time())
        before: date = due - timedelta(seconds=1)
    else:
        before = due - _ONE_DAY
    try:
        rule = parse_rule(task["recurrence_rule"])
        if next_occurrence(str(rule), start=start, after=before) != due:
            return None
        if rule.count is not None:
            earlier = [at for at in occurrences(str(rule), start, limit=MAX_COUNT) if at < due]
            rule = replace(rule, count=rule.count - len(earlier))
    except (ValueError, OverflowError):
        return None
    if rule.until is None:
        return str(rule)
    plain = replace(rule, until=None)
    return f"{plain};UNTIL={_until(rule.until, where, timed=isinstance(due, datetime))}"


def _until(until: date, where: ZoneInfo, *, timed: bool) -> str:
    """The last day of a series of days; for a series of times the instant, which has to be in UTC."""
    if not timed:
        return wall(until.date() if isinstance(until, datetime) else until)
    last = until if isinstance(until, datetime) else datetime.combine(until, _LAST_SECOND)
    return stamp(resolve_wall(last, where))
