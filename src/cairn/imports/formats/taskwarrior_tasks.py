"""One exported task of Taskwarrior, field by field."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
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
    day_or_instant,
    fit_title,
    identifier,
    name_of,
    one_line,
)
from cairn.imports.formats.json_text import shown
from cairn.imports.formats.vocabulary import minutes_of

# Taskwarrior has three levels and "none"; Cairn has urgent above high. H stands for "high" in its own
# reports, so the words are matched, and urgent stays free for what the person finds urgent here.
_PRIORITIES = {"H": 2, "M": 3, "L": 4}
# `waiting` is a task that comes back by itself at `wait`, so it is open with a date; on_hold would have to
# be ended by hand. `recurring` marks a template.
_STATUSES: dict[str, Status] = {
    "pending": "todo",
    "waiting": "todo",
    "recurring": "todo",
    "completed": "done",
    "deleted": "cancelled",
}
_CLOSED = ("completed", "deleted")
# `later` and `someday` are written as the second last day of the year 9999.
_SOMEDAY = "9999"
# Outside of these years a date is a slip, and arithmetic near the ends of the calendar would overflow.
_YEARS = range(1900, 3000)
_LAST_SECOND = (23, 59, 59)  # `eod`, `eow`, `eom`: the end of a day, that is: on this day
# Taskwarrior's own attributes; whatever else a task has, the person has defined.
_OWN = frozenset(
    {"uuid", "description", "status", "project", "priority", "tags", "depends", "annotations", "parent"}
    | {"due", "scheduled", "start", "wait", "until", "entry", "end", "modified"}
    | {"recur", "rtype", "mask", "imask", "last", "template", "id", "urgency"}
)
_ESTIMATES = ("estimate", "est", "estimated", "duration", "effort")


@dataclass
class Source:
    """One exported task, and what was not understood of it so far."""

    place: str
    fields: dict[str, Any]
    findings: list[Finding] = field(default_factory=list)
    id: str = field(init=False)
    """The UUID; made from title and entry for a task that has none."""
    parent: str = field(init=False)
    """The UUID of the template of which this is an occurrence, or ""."""

    def __post_init__(self) -> None:
        """Read what ties tasks together."""
        parts = (shown(self.fields.get(name)) for name in ("description", "entry", "parent"))
        self.id = self._identifier("uuid") or content_id(*parts)
        self.parent = self._identifier("parent")

    def report(self, name: str, message: str, severity: Severity = "warning") -> None:
        """Note that a field was not understood."""
        place = f"{self.place}, field {name}" if name else self.place
        self.findings.append(Finding(place, name, shown(self.fields.get(name)), message, severity))

    def text(self, name: str) -> str:
        """The field as text, "" where there is none."""
        value = self.fields.get(name)
        if value is None or isinstance(value, str):
            return value or ""
        self.report(name, "Left out: this has to be text.")
        return ""

    def instant(self, name: str) -> datetime | None:
        """The field as an instant; None for no date and for someday."""
        text = self.text(name)
        if not text or text.startswith(_SOMEDAY):
            return None
        found = instant_of(text)
        if found is None:
            self.report(name, "Left out: a date looks like 20261122T103000Z.")
        return found

    def strings(self, name: str) -> tuple[str, ...]:
        """The field as a list; before 2.6 Taskwarrior wrote lists as text with commas."""
        value = self.fields.get(name)
        items = value.split(",") if isinstance(value, str) else value or []
        if not isinstance(items, list) or not all(isinstance(item, str) for item in items):
            self.report(name, "Left out: this has to be a list of texts.")
            return ()
        cleaned = (name_of(item) for item in items)
        return tuple(dict.fromkeys(item for item in cleaned if item))

    def _identifier(self, name: str) -> str:
        value = self.fields.get(name)
        return identifier(value) if isinstance(value, str) else ""

    @property
    def closed(self) -> bool:
        """Whether it is completed or deleted."""
        return self.fields.get("status") in _CLOSED


def instant_of(value: object) -> datetime | None:
    """A date as Taskwarrior writes it, such as "20261122T103000Z"; None for anything else."""
    if not isinstance(value, str):
        return None
    try:
        at = datetime.fromisoformat(value)
    except ValueError:
        return None
    return at.astimezone(UTC) if at.tzinfo is not None and at.year in _YEARS else None


def day_or_time(at: datetime | None, zone: ZoneInfo) -> tuple[date | None, datetime | None]:
    """(day, None) for the first or last second of a day in the zone, else (None, at)."""
    if at is None:
        return None, None
    local = at.astimezone(zone)
    if (local.hour, local.minute, local.second) == _LAST_SECOND:
        return local.date(), None
    return day_or_instant(at, zone)


def record_of(source: Source, zone: ZoneInfo, ids: Mapping[str, str]) -> Record | None:
    """The task as it stands, without its place in a series; None if it has no title.

    `ids` has the external id of every task of the file by its UUID.
    """
    fields = source.fields
    title = one_line(source.text("description"))
    if not title:
        source.report("description", "Left out: a task needs a description.", "error")
        return None
    title, description = fit_title(title, "")
    if len(description) > TEXT_LIMIT:
        source.report("description", f"Cut off after {TEXT_LIMIT:,} characters.")
    elif description:
        source.report("description", "Too long for a title: the whole text is in the description.")
    due_date, due_at = day_or_time(source.instant("due"), zone)
    scheduled_for, scheduled_at = day_or_time(source.instant("scheduled"), zone)
    if fields.get("until") and not fields.get("recur"):
        source.report("until", "Left out: a task does not end by itself at a date.")
    return Record(
        place=source.place,
        external_id=source.id,
        title=title,
        description=description[:TEXT_LIMIT],
        status=_status(source),
        priority=_priority(source),
        project=tuple(filter(None, map(name_of, source.text("project").split(".")))),
        tags=source.strings("tags"),
        due_date=due_date,
        due_at=due_at,
        scheduled_for=scheduled_for,
        scheduled_at=scheduled_at,
        wait_until=source.instant("wait"),
        completed_at=source.instant("end") if source.closed else None,
        created_at=source.instant("entry"),
        modified_at=source.instant("modified"),
        estimate_minutes=_own_fields(source),
        depends_on=_dependencies(source, ids),
        notes=notes_of(source),
    )


def _dependencies(source: Source, ids: Mapping[str, str]) -> tuple[str, ...]:
    found: dict[str, None] = {}
    for uuid in map(identifier, source.strings("depends")):
        if uuid not in ids:
            source.report("depends", f"Left out: task {uuid[:36]} is not in this file.")
        elif ids[uuid] != ids[source.id]:
            found[ids[uuid]] = None
    return tuple(found)


def notes_of(source: Source) -> tuple[Note, ...]:
    """The annotations of a task."""
    annotations = source.fields.get("annotations") or []
    if not isinstance(annotations, list):
        source.report("annotations", "Left out: this has to be a list.")
        return ()
    notes = []
    for annotation in annotations:
        text = annotation.get("description") if isinstance(annotation, dict) else None
        if not isinstance(text, str) or not clean_text(text):
            source.report("annotations", "One was left out: it has no description.")
            continue
        if len(text) > TEXT_LIMIT:
            source.report("annotations", f"One was cut off after {TEXT_LIMIT:,} characters.")
        notes.append(Note(instant_of(annotation.get("entry")), clean_text(text)[:TEXT_LIMIT]))
    return tuple(notes)


def _status(source: Source) -> Status:
    given = source.text("status")
    status = _STATUSES.get(given)
    if status is None:
        source.report("status", "Imported as open: Taskwarrior has no such status.")
        status = "todo"
    if status != "todo":
        return status
    if source.fields.get("start"):
        return "in_progress"
    later = any(
        str(source.fields.get(name, "")).startswith(_SOMEDAY) for name in ("wait", "scheduled", "due")
    )
    return "backlog" if later else "todo"


def _priority(source: Source) -> int | None:
    given = source.text("priority")
    if given and given not in _PRIORITIES:
        source.report("priority", "Left out: a priority is H, M or L.")
    return _PRIORITIES.get(given)


def _own_fields(source: Source) -> int | None:
    """The estimate in minutes, from the user-defined attribute that holds it; the others are reported."""
    minutes = None
    for name, value in source.fields.items():
        if name in _OWN:
            continue
        if name.casefold() in _ESTIMATES and minutes is None:
            minutes = minutes_of(value) if isinstance(value, str) else None
            if minutes is None:
                source.report(name, "Left out: a duration with its unit is needed, such as PT45M or 2h.")
        else:
            source.report(name, "Left out: there is no place for this user-defined attribute.")
    return minutes
