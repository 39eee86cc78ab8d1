"""Todoist's JSON, as its Sync API answers with everything and as programs for backups keep it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, BinaryIO

from cairn.imports.formats.base import (
    Finding,
    Format,
    Item,
    Note,
    Options,
    Record,
    Status,
    Unreadable,
    clean_text,
    fit_title,
    name_of,
    one_line,
    unique,
)
from cairn.imports.formats.dates import read_date
from cairn.imports.formats.json_text import BOM, Fields, decode, objects, read_text
from cairn.imports.formats.todoist_dates import repeat_of

_START = re.compile(rb"\s*\{")
# The API numbers priorities the other way round than its users see them: 4 is p1.
_PRIORITIES = {4: 1, 3: 2, 2: 3, 1: 4}
_DAY_MINUTES = 8 * 60
_MOST_MINUTES = 100_000
_MOST_ABOVE = 50


def sniff(head: bytes) -> bool:
    """An object with Todoist's lists, or with marks of its API."""
    head = head.removeprefix(BOM)
    if _START.match(head) is None:
        return False
    marks = (b'"sync_token"', b'"full_sync"', b'"project_id"', b'"child_order"', b'"day_orders"')
    return any(mark in head for mark in marks)


def parse(stream: BinaryIO, options: Options) -> Iterator[Item]:
    """The items of a backup."""
    whole = decode(read_text(stream, options))
    if not isinstance(whole, dict) or not isinstance(whole.get("items"), list):
        raise Unreadable("file", "This is no backup of Todoist: it has no list `items`.")
    yield from unique(_Backup.of(whole, options).items(whole["items"]))


@dataclass
class _Backup:
    options: Options
    projects: dict[str, tuple[str, ...]]
    sections: dict[str, str]
    notes: dict[str, list[Note]]

    @classmethod
    def of(cls, whole: dict[str, Any], options: Options) -> "_Backup":
        """Read what items refer to."""
        projects = {
            found.identifier("id"): found
            for found in objects(whole.get("projects"), "project")
            if isinstance(found, Fields)
        }
        sections = {
            found.identifier("id"): name_of(found.text("name"))
            for found in objects(whole.get("sections"), "section")
            if isinstance(found, Fields)
        }
        notes: dict[str, list[Note]] = {}
        for found in objects(whole.get("notes"), "note"):
            if isinstance(found, Fields) and not found.values.get("is_deleted"):
                text = clean_text(found.text("content"))
                at = read_date(found.text("posted_at"), None, options.zone)
                if text:
                    note = Note(at if isinstance(at, datetime) else None, text)
                    notes.setdefault(found.identifier("item_id"), []).append(note)
        return cls(options, {key: _path(key, projects) for key in projects}, sections, notes)

    def items(self, items: list[Any]) -> Iterator[Item]:
        """Records, each after its findings."""
        for found in objects(items, "item"):
            if isinstance(found, Finding):
                yield found
                continue
            if found.values.get("is_deleted"):
                continue
            record = self._record(found)
            yield from found.findings
            if record is not None:
                yield record

    def _record(self, item: Fields) -> Record | None:
        title, description = fit_title(
            one_line(item.text("content").removeprefix("* ")), item.prose("description")
        )
        external_id = item.identifier("id")
        if not title or not external_id:
            item.report("content", "Left out: a task needs a text and an identifier.", "error")
            return None
        project = self.projects.get(item.identifier("project_id"), ())
        section = self.sections.get(item.identifier("section_id"), "")
        done = bool(item.values.get("checked") or item.values.get("is_completed"))
        status: Status = "done" if done else "todo"
        if item.values.get("responsible_uid"):
            item.report("responsible_uid", "Left out: other people are not imported.")
        return Record(
            place=item.place,
            external_id=external_id,
            title=title,
            description=description,
            status=status,
            priority=self._priority(item),
            project=(*project, section) if section else project,
            tags=item.strings("labels"),
            completed_at=self._instant(item, "completed_at"),
            created_at=self._instant(item, "added_at") or self._instant(item, "date_added"),
            modified_at=self._instant(item, "updated_at"),
            estimate_minutes=_duration(item),
            parent=item.identifier("parent_id") or None,
            notes=tuple(self.notes.get(external_id, ())),
            **self._dates(item),
        )

    def _priority(self, item: Fields) -> int | None:
        value = item.values.get("priority")
        if value is None:
            return None
        if isinstance(value, bool) or not isinstance(value, int) or value not in _PRIORITIES:
            item.report("priority", "Left out: a priority is a number from 1 to 4, of which 4 is urgent.")
            return None
        return _PRIORITIES[value]

    def _instant(self, item: Fields, name: str) -> datetime | None:
        text = item.text(name)
        found = read_date(text, None, self.options.zone) if text else None
        if text and found is None:
            item.report(name, "Left out: this is no time that is known.")
        return found if isinstance(found, datetime) else None

    def _dates(self, item: Fields) -> dict[str, Any]:
        dates = self._due(Fields(f"{item.place}, field due", item.part("due"), item.findings))
        deadline = Fields(f"{item.place}, field deadline", item.part("deadline"), item.findings)
        last = read_date(deadline.text("date"), None, self.options.zone)
        if last is None:
            return dates
        if "recurrence_rule" in dates:
            deadline.report("date", "Left out: a task that repeats is due on its dates.")
            return dates
        planned: dict[str, Any] = {}
        if "due_at" in dates:
            planned = {"scheduled_at": dates["due_at"]}
        elif "due_date" in dates:
            planned = {"scheduled_for": dates["due_date"]}
        return {**planned, **({"due_at": last} if isinstance(last, datetime) else {"due_date": last})}

    def _due(self, due: Fields) -> dict[str, Any]:
        text = due.text("datetime") or due.text("date")
        if not text:
            return {}
        found = read_date(text, None, self.options.zone)
        if found is None:
            due.report("date", "Left out: this is no date that is known.")
            return {}
        dates: dict[str, Any] = {"due_at": found} if isinstance(found, datetime) else {"due_date": found}
        if not due.values.get("is_recurring"):
            return dates
        first: date = found.astimezone(self.options.zone).date() if isinstance(found, datetime) else found
        language = due.text("lang") or "en"
        repeat = repeat_of(due.text("string"), first) if language == "en" else None
        if repeat is None:
            due.report("string", "Imported without repeating: this phrase is not understood.")
            return dates
        return {**dates, "recurrence_rule": repeat.rule, "recurrence_mode": repeat.mode}


def _path(key: str, projects: dict[str, Fields]) -> tuple[str, ...]:
    """The names of a project and those above it, the outermost first; the inbox has none."""
    names: list[str] = []
    while (found := projects.get(key)) is not None and len(names) < _MOST_ABOVE:
        if not found.values.get("inbox_project") and not found.values.get("is_inbox_project"):
            names.insert(0, name_of(found.text("name")))
        key = found.identifier("parent_id")
    return tuple(name for name in names if name)


def _duration(item: Fields) -> int | None:
    part = Fields(f"{item.place}, field duration", item.part("duration"), item.findings)
    amount = part.number("amount", most=_MOST_MINUTES)
    if amount is None:
        return None
    minutes = round(amount * _DAY_MINUTES if part.text("unit") == "day" else amount)
    return minutes if minutes <= _MOST_MINUTES else None


FORMAT = Format(name="todoist-json", title="Todoist (JSON)", suffixes=(".json",), sniff=sniff, parse=parse)
