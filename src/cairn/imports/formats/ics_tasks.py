"""One to-do or event of a calendar, property by property."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from cairn.imports.formats.base import (
    TEXT_LIMIT,
    Finding,
    Note,
    Record,
    Severity,
    Status,
    clean_text,
    content_id,
    fit_title,
    identifier,
    name_of,
    one_line,
)
from cairn.imports.formats.ics_lines import Component, Line, values_of
from cairn.imports.formats.ics_rules import Series, series_of
from cairn.imports.formats.ics_times import When, Zones, minutes_of, when_of

KNOWN = frozenset(
    {"UID", "SUMMARY", "DESCRIPTION", "COMMENT", "LOCATION", "URL", "CATEGORIES", "PRIORITY", "STATUS"}
    | {"PERCENT-COMPLETE", "COMPLETED", "CREATED", "LAST-MODIFIED", "DTSTART", "DTEND", "DUE", "DURATION"}
    | {"RRULE", "RDATE", "EXDATE", "EXRULE", "RECURRENCE-ID", "RELATED-TO"}
)
_STATUSES: dict[str, Status] = {
    "NEEDS-ACTION": "todo",
    "IN-PROCESS": "in_progress",
    "COMPLETED": "done",
    "CANCELLED": "cancelled",
    "CONFIRMED": "todo",
    "TENTATIVE": "todo",
}
_DONE_PERCENT = 100
_MOST_MINUTES = 100_000
_ONE_DAY = timedelta(days=1)


@dataclass
class Entry:
    """A component, and what was not understood of it so far."""

    component: Component
    zone: ZoneInfo
    zones: Zones
    findings: list[Finding] = field(default_factory=list)

    @property
    def place(self) -> str:
        """Where it begins."""
        return f"line {self.component.number}"

    @property
    def is_event(self) -> bool:
        """Whether it is an event."""
        return self.component.name == "VEVENT"

    def report(self, line: Line | str, message: str, severity: Severity = "warning") -> None:
        """Note that a property, or the whole of it, was not understood."""
        if isinstance(line, str):
            self.findings.append(Finding(self.place, line, "", message, severity))
        else:
            self.findings.append(Finding(f"line {line.number}", line.name, line.value, message, severity))

    def text(self, name: str) -> str:
        """The text of a property, "" where there is none."""
        line = self.component.first(name)
        return "" if line is None else clean_text(line.text)

    def when(self, name: str) -> When | None:
        """The time of a property."""
        line = self.component.first(name)
        if line is None:
            return None
        found = when_of(line, self.zones)
        if found is None:
            self.report(line, "Left out: a time looks like 20261122T103000Z, of the years 1900 to 2999.")
        return found

    def instant(self, name: str) -> datetime | None:
        """The instant of a property, the beginning of a day for a day."""
        found = self.when(name)
        return None if found is None else found.instant(self.zone)


def identifier_of(component: Component) -> str:
    """What identifies it in every later file; one changed date of a series is a thing of its own."""
    uid, which = component.first("UID"), component.first("RECURRENCE-ID")
    made = identifier(uid.text) if uid else ""
    if not made:
        parts = (component.first(name) for name in ("SUMMARY", "DTSTART", "DUE"))
        made = content_id(*(line.value if line else "" for line in parts))
    return made if which is None else identifier(f"{made}/{which.value.strip()}")


def record_of(entry: Entry) -> Record | None:
    """The task that it becomes; None if it has no title."""
    title, description = fit_title(one_line(entry.text("SUMMARY")), _description(entry))
    if not title:
        entry.report("SUMMARY", "Left out: a task needs a summary.", "error")
        return None
    if len(description) > TEXT_LIMIT:
        entry.report("DESCRIPTION", f"Cut off after {TEXT_LIMIT:,} characters.")
    status = _status(entry)
    dates = _event_dates(entry) if entry.is_event else _todo_dates(entry)
    if entry.component.first("RECURRENCE-ID") is not None:
        message = "Imported as a task of its own; its series comes on its old date all the same."
        entry.report("RECURRENCE-ID", message)
    parent, needs = _relations(entry)
    return Record(
        place=entry.place,
        external_id=identifier_of(entry.component),
        title=title,
        description=description[:TEXT_LIMIT],
        status=status,
        priority=_priority(entry),
        tags=_categories(entry),
        completed_at=entry.instant("COMPLETED"),
        created_at=entry.instant("CREATED"),
        modified_at=entry.instant("LAST-MODIFIED"),
        parent=parent,
        depends_on=needs,
        notes=tuple(
            Note(None, text[:TEXT_LIMIT])
            for line in entry.component.all("COMMENT")
            if (text := clean_text(line.text))
        ),
        passes=entry.is_event,
        **dates,
    )


def _description(entry: Entry) -> str:
    parts = [entry.text("DESCRIPTION")]
    if place := entry.text("LOCATION"):
        parts.append(f"Where: {one_line(place)}")
    if address := entry.text("URL"):
        parts.append(one_line(address))
    return "\n\n".join(part for part in parts if part)


def _status(entry: Entry) -> Status:
    line = entry.component.first("STATUS")
    percent = entry.component.first("PERCENT-COMPLETE")
    status: Status | None = None
    if line is not None:
        status = _STATUSES.get(line.value.strip().upper())
        if status is None:
            entry.report(line, "Imported as open: this status is not known.")
        elif line.value.strip().upper() == "TENTATIVE":
            entry.report(line, "Imported like a confirmed one.")
    if status not in {None, "todo"}:
        return status or "todo"
    if entry.component.first("COMPLETED") is not None and not entry.is_event:
        return "done"
    done = percent.value.strip() if percent is not None else "0"
    if not done.isdigit() or len(done) > len(str(_DONE_PERCENT)):
        entry.report("PERCENT-COMPLETE", "Left out: this has to be a number from 0 to 100.")
        return "todo"
    if 0 < int(done) < _DONE_PERCENT:
        entry.report("PERCENT-COMPLETE", "Imported as in progress, without the share.")
        return "in_progress"
    return "done" if int(done) >= _DONE_PERCENT and status is None else "todo"


def _priority(entry: Entry) -> int | None:
    """1 is urgent; 2 to 4 are high, 5 is medium and 6 to 9 are low, as programs with three levels write."""
    line = entry.component.first("PRIORITY")
    if line is None or line.value.strip() == "0":
        return None
    grade = line.value.strip()
    if len(grade) != 1 or grade not in "123456789":
        entry.report(line, "Left out: a priority is a number from 0 to 9.")
        return None
    return {"1": 1, "2": 2, "3": 2, "4": 2, "5": 3}.get(grade, 4)


def _categories(entry: Entry) -> tuple[str, ...]:
    names = (name_of(name) for line in entry.component.all("CATEGORIES") for name in values_of(line.value))
    return tuple(dict.fromkeys(name for name in names if name))


def _relations(entry: Entry) -> tuple[str | None, tuple[str, ...]]:
    parent: str | None = None
    needs: list[str] = []
    for line in entry.component.all("RELATED-TO"):
        kind, other = line.parameters.get("RELTYPE", "PARENT").upper(), identifier(line.text)
        if kind == "PARENT" and parent is None:
            parent = other or None
        elif kind == "DEPENDS-ON" and other:
            needs.append(other)
        elif kind != "CHILD":  # children are entered where they stand
            entry.report(line, f"Left out: there is no place for a relation of this kind ({kind[:20]}).")
    return parent, tuple(dict.fromkeys(needs))


# --- dates -----------------------------------------------------------------------------------------


def _todo_dates(entry: Entry) -> dict[str, Any]:
    starts, due = entry.when("DTSTART"), entry.when("DUE")
    if due is None and starts is not None and (length := _length(entry)) is not None:
        due = _later(starts, length)
    series = series_of(entry, starts or due)
    if series is None:
        return {
            **_due(due, entry.zone),
            **({} if starts is None else _scheduled(starts, entry.zone)),
        }
    if starts is not None and due is not None and _day(starts) != _day(due):
        if not series.bare:
            entry.report("DUE", "Due on the day on which it begins: the days of a series are those.")
            due = starts
        else:  # the same rule, counted from the day on which it is due
            return {**_repeating(entry, due, series), **_scheduled(starts, entry.zone)}
    return _repeating(entry, due or starts, series)


def _event_dates(entry: Entry) -> dict[str, Any]:
    starts, ends = entry.when("DTSTART"), entry.when("DTEND")
    if starts is None:
        return {}
    length = _length(entry)
    if ends is None and length is not None:
        ends = _later(starts, length)
    series = series_of(entry, starts)
    dates = _repeating(entry, starts, series) if series else _due(starts, entry.zone)
    begin, end = starts.instant(entry.zone), None if ends is None else ends.instant(entry.zone)
    if begin is not None and end is not None and timedelta() < end - begin < _ONE_DAY:
        dates["estimate_minutes"] = round((end - begin).total_seconds() / 60)
    last = None if ends is None else _last_day(ends)
    if last is not None and last > starts.day and series is None:
        # Several days: planned for the first, over with the last.
        return {"scheduled_for": starts.day, "due_date": last}
    return {**dates, **_scheduled(starts, entry.zone)}


def _repeating(entry: Entry, at: When | None, series: Series) -> dict[str, Any]:
    if at is None:  # the rule was reported
        return {}
    timezone = None if at.clock is None else "UTC" if at.utc else at.zone.key if at.zone else None
    dates = _due(series.first, entry.zone) if series.first is not None else _due(at, entry.zone)
    return {
        **dates,
        "recurrence_rule": series.rule,
        "recurrence_mode": "schedule",
        "timezone": timezone,
    }


def _due(at: When | None, zone: ZoneInfo) -> dict[str, Any]:
    if at is None:
        return {}
    instant = at.instant(zone)
    return {"due_date": at.day} if instant is None else {"due_at": instant}


def _scheduled(at: When, zone: ZoneInfo) -> dict[str, Any]:
    instant = at.instant(zone)
    return {"scheduled_for": at.day if instant is None else instant.astimezone(zone).date()}


def _length(entry: Entry) -> timedelta | None:
    line = entry.component.first("DURATION")
    if line is None:
        return None
    minutes = minutes_of(line.value)
    if minutes is None or minutes > _MOST_MINUTES:
        entry.report(line, "Left out: a duration looks like PT1H30M.")
        return None
    return timedelta(minutes=minutes)


def _later(at: When, by: timedelta) -> When:
    if at.clock is None:
        return When(at.day + by)
    moved = datetime.combine(at.day, at.clock) + by
    return When(moved.date(), moved.time(), at.zone, at.utc)


def _last_day(ends: When) -> date:
    """The last day of what ends there: the end of whole days is the day after."""
    if ends.clock is None or ends.clock == datetime.min.time():
        return ends.day - _ONE_DAY
    return ends.day


def _day(at: When) -> date:
    return at.day
