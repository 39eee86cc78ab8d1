"""Our neutral form for programs and scripts: one JSON object a line (docs/reference/import-formats.md)."""

import re
from collections.abc import Iterator
from datetime import date, datetime
from typing import Any, BinaryIO, get_args

from cairn.imports.formats.base import (
    Finding,
    Format,
    Item,
    Note,
    Options,
    Record,
    Status,
    clean_text,
    content_id,
    fit_title,
    identifier,
    name_of,
    one_line,
    unique,
)
from cairn.imports.formats.dates import read_date
from cairn.imports.formats.json_text import BOM, Fields, json_lines, read_text, shown
from cairn.imports.formats.vocabulary import priority_of, status_of
from cairn.planning.recurrence import validate_rule

_START = re.compile(rb'\s*\{[^\n]*"title"\s*:')
_MOST_MINUTES = 100_000
FIELDS = frozenset(
    {
        "id",
        "title",
        "description",
        "status",
        "priority",
        "project",
        "area",
        "tags",
        "due",
        "scheduled",
        "wait",
    }
    | {"completed_at", "created_at", "modified_at", "estimate_minutes", "recurrence_rule", "recurrence_mode"}
    | {"depends_on", "parent", "notes"}
)
_STATUSES = get_args(Status)


def sniff(head: bytes) -> bool:
    """An object on the first line, with a title."""
    return _START.match(head.removeprefix(BOM)) is not None


def parse(stream: BinaryIO, options: Options) -> Iterator[Item]:
    """A record for each line."""
    yield from unique(_items(read_text(stream, options), options))


def _items(data: bytes, options: Options) -> Iterator[Item]:
    for number, value in json_lines(data):
        place = f"line {number}"
        if not isinstance(value, dict):
            yield Finding(place, "", shown(value), "Left out: a task has to be an object.", "error")
            continue
        line = Fields(place, value)
        record = _record(line, options)
        yield from line.findings
        if record is not None:
            yield record


def _record(line: Fields, options: Options) -> Record | None:
    title, description = fit_title(one_line(line.text("title")), line.prose("description"))
    if not title:
        line.report("title", "Left out: a task needs a title.", "error")
        return None
    for name in line.values:
        if name not in FIELDS:
            line.report(name, "Left out: this field is not known.")
    due, scheduled = _when(line, "due", options), _when(line, "scheduled", options)
    rule = _rule(line, options)
    minutes = line.number("estimate_minutes", most=_MOST_MINUTES)
    made = content_id(title, line.text("created_at"), shown(line.values.get("project")))
    return Record(
        place=line.place,
        external_id=line.identifier("id") or made,
        title=title,
        description=description,
        status=_status(line),
        priority=_priority(line),
        project=_project(line),
        area=name_of(line.text("area")) or None,
        tags=line.strings("tags"),
        due_date=due if not isinstance(due, datetime) else None,
        due_at=due if isinstance(due, datetime) else None,
        scheduled_for=scheduled if not isinstance(scheduled, datetime) else None,
        scheduled_at=scheduled if isinstance(scheduled, datetime) else None,
        wait_until=_instant(line, "wait", options),
        completed_at=_instant(line, "completed_at", options),
        created_at=_instant(line, "created_at", options),
        modified_at=_instant(line, "modified_at", options),
        estimate_minutes=None if minutes is None else round(minutes),
        recurrence_rule=rule,
        recurrence_mode=_mode(line) if rule else None,
        depends_on=tuple(filter(None, map(identifier, line.strings("depends_on")))),
        parent=line.identifier("parent") or None,
        notes=_notes(line, options),
    )


def _when(line: Fields, name: str, options: Options) -> date | None:
    text = line.text(name)
    found = read_date(text, None, options.zone) if text else None
    if text and found is None:
        line.report(name, "Left out: a date looks like 2026-11-22 or 2026-11-22T10:30:00+01:00.")
    return found


def _instant(line: Fields, name: str, options: Options) -> datetime | None:
    """The instant of a field; of a day, its noon."""
    found = _when(line, name, options)
    if found is None or isinstance(found, datetime):
        return found
    at = read_date(f"{found}T12:00", None, options.zone)
    return at if isinstance(at, datetime) else None


def _status(line: Fields) -> Status:
    text = line.text("status")
    if not text:
        return "todo"
    status = status_of(text)
    if status is None:
        line.report("status", f"Imported as open: a status is one of {', '.join(_STATUSES)}.")
    return status or "todo"


def _priority(line: Fields) -> int | None:
    value = line.values.get("priority")
    if value is None or isinstance(value, (bool, list, dict)):
        if value is not None:
            line.report("priority", "Left out: a priority is a number from 1 to 4.")
        return None
    understood, priority = priority_of(str(value))
    if not understood:
        line.report("priority", "Left out: a priority is a number from 1 to 4.")
    return priority


def _project(line: Fields) -> tuple[str, ...]:
    value = line.values.get("project")
    if isinstance(value, list):
        return line.strings("project")
    name = name_of(line.text("project"))
    return (name,) if name else ()


def _rule(line: Fields, options: Options) -> str | None:
    text = line.text("recurrence_rule")
    if not text:
        return None
    try:
        return validate_rule(text, options.zone)
    except ValueError as refused:
        line.report("recurrence_rule", f"Imported without repeating: {refused}")
        return None


def _mode(line: Fields) -> Any:
    text = line.text("recurrence_mode") or "schedule"
    if text in {"schedule", "after_completion"}:
        return text
    line.report("recurrence_mode", "Repeats on schedule: a mode is `schedule` or `after_completion`.")
    return "schedule"


def _notes(line: Fields, options: Options) -> tuple[Note, ...]:
    value = line.values.get("notes")
    notes = []
    for item in value if isinstance(value, list) else () if value is None else (value,):
        part = Fields(
            line.place, {"text": item} if isinstance(item, str) else item if isinstance(item, dict) else {}
        )
        if text := clean_text(part.text("text")):
            notes.append(Note(_instant(part, "at", options), text))
        else:
            line.report("notes", "One was left out: a note is a text, or an object with `text` and `at`.")
        line.findings += part.findings
    return tuple(notes)


FORMAT = Format(name="jsonl", title="JSON Lines", suffixes=(".jsonl", ".ndjson"), sniff=sniff, parse=parse)
