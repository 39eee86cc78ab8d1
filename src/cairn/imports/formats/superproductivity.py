"""Super Productivity's backup: one JSON object whose parts hold entities by their identifier."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any, BinaryIO

from cairn.imports.formats.base import (
    Finding,
    Format,
    Item,
    Options,
    Record,
    Unreadable,
    fit_title,
    name_of,
    one_line,
    unique,
)
from cairn.imports.formats.json_text import BOM, Fields, decode, read_text, shown
from cairn.kit.clock import resolve_wall
from cairn.planning.recurrence import MAX_INTERVAL

_START = re.compile(rb"\s*\{")
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_CYCLES = frozenset({"DAILY", "WEEKLY", "MONTHLY", "YEARLY"})
_CLOCK = re.compile(r"([01]?\d|2[0-3]):([0-5]\d)")
_MINUTE = 60_000
_MOST_MINUTES = 100_000
# "Today" is a tag there, and the inbox a project.
_TODAY, _INBOX = "TODAY", "INBOX_PROJECT"


def sniff(head: bytes) -> bool:
    """An object with marks of the program's parts."""
    head = head.removeprefix(BOM)
    if _START.match(head) is None:
        return False
    marks = (
        b'"crossModelVersion"',
        b'"taskRepeatCfg"',
        b'"subTaskIds"',
        b'"currentTaskId"',
        b'"timeSpentOnDay"',
    )
    return any(mark in head for mark in marks) or (b'"project"' in head and b'"entities"' in head)


def parse(stream: BinaryIO, options: Options) -> Iterator[Item]:
    """The tasks, those of the archive and what repeats."""
    whole = decode(read_text(stream, options))
    data = whole.get("data") if isinstance(whole, dict) and isinstance(whole.get("data"), dict) else whole
    if not isinstance(data, dict) or not isinstance(data.get("task"), dict):
        raise Unreadable("file", "This is no backup of Super Productivity: it has no part `task`.")
    yield from unique(_Backup(data, options).items())


def _entities(part: object, what: str) -> Iterator[Fields | Finding]:
    held = part.get("entities") if isinstance(part, dict) else None
    for key, value in held.items() if isinstance(held, dict) else ():
        if isinstance(value, dict):
            yield Fields(f"{what} {one_line(str(key))[:40]}", {"id": key, **value})
        else:
            yield Finding(
                f"{what} {one_line(str(key))[:40]}", "", shown(value), "Left out: no object.", "error"
            )


@dataclass
class _Backup:
    data: dict[str, Any]
    options: Options

    def __post_init__(self) -> None:
        """Read what tasks refer to."""
        self.projects = self._names("project")
        self.tags = self._names("tag")
        self.tags.pop(_TODAY, None)
        self.projects.pop(_INBOX, None)
        self.repeats = {
            found.identifier("id"): found
            for found in _entities(self.data.get("taskRepeatCfg"), "repetition")
            if isinstance(found, Fields)
        }

    def _names(self, part: str) -> dict[str, str]:
        return {
            found.identifier("id"): name_of(found.text("title"))
            for found in _entities(self.data.get(part), part)
            if isinstance(found, Fields)
        }

    def items(self) -> Iterator[Item]:
        """Records, each after its findings."""
        current: dict[str, Fields] = {}
        """The open task of each repetition."""
        found = list(self._tasks())
        for task in found:
            repeat = "" if isinstance(task, Finding) else task.identifier("repeatCfgId")
            if repeat in self.repeats and isinstance(task, Fields) and not task.values.get("isDone"):
                current.setdefault(repeat, task)
        for task in found:
            if isinstance(task, Finding):
                yield task
                continue
            repeat = task.identifier("repeatCfgId")
            if current.get(repeat) is task:
                continue  # comes with its repetition
            record = self._record(task)
            yield from task.findings
            if record is not None:
                yield record
        for key, repeat_of in self.repeats.items():
            record = self._repeating(repeat_of, current.get(key))
            yield from repeat_of.findings
            if record is not None:
                yield record

    def _tasks(self) -> Iterator[Fields | Finding]:
        yield from _entities(self.data["task"], "task")
        for name in ("taskArchive", "archiveYoung", "archiveOld"):
            part = self.data.get(name)
            held = part.get("task", part) if isinstance(part, dict) else None
            yield from _entities(held, f"{name} task")

    def _record(self, task: Fields) -> Record | None:
        title, description = fit_title(one_line(task.text("title")), task.prose("notes"))
        if not title:
            task.report("title", "Left out: a task needs a title.", "error")
            return None
        done = bool(task.values.get("isDone"))
        repeat = task.identifier("repeatCfgId")
        if task.values.get("attachments"):
            task.report("attachments", "Left out: attachments are not imported.")
        if task.values.get("issueId"):
            task.report("issueId", "Imported as a task like any other: issues are not followed.")
        return Record(
            place=task.place,
            external_id=task.identifier("id"),
            title=title,
            description=description,
            status="done" if done else "todo",
            project=self._project(task),
            tags=self._tags(task),
            completed_at=task.unix("doneOn") if done else None,
            created_at=task.unix("created"),
            modified_at=task.unix("modified"),
            estimate_minutes=_minutes(task, "timeEstimate"),
            parent=task.identifier("parentId") or None,
            series=repeat if done and repeat in self.repeats else None,
            **self._dates(task),
        )

    def _project(self, found: Fields) -> tuple[str, ...]:
        name = self.projects.get(found.identifier("projectId"), "")
        return (name,) if name else ()

    def _tags(self, found: Fields) -> tuple[str, ...]:
        names = (self.tags.get(tag, "") for tag in found.strings("tagIds"))
        return tuple(dict.fromkeys(name for name in names if name))

    def _dates(self, task: Fields) -> dict[str, Any]:
        """The day or the time for which it is planned; there are no deadlines there."""
        at = task.unix("dueWithTime") or task.unix("plannedAt")
        if at is not None:
            return {"due_at": at, "scheduled_at": at}
        day = _day(task, "dueDay")
        return {} if day is None else {"scheduled_for": day}

    def _repeating(self, found: Fields, current: Fields | None) -> Record | None:
        """One record for a repetition and its open task, under the identifier of the repetition."""
        title, description = fit_title(one_line(found.text("title")), found.prose("notes"))
        if found.values.get("isPaused"):
            found.report("isPaused", "Left out: this repetition is paused.")
            return None if current is None else self._record(current)
        if not title:
            found.report("title", "Left out: a task needs a title.", "error")
            return None
        if found.values.get("deletedInstanceDates"):
            found.report(
                "deletedInstanceDates", "These dates come all the same: a rule has no exceptions here."
            )
        if found.values.get("subTaskTemplates"):
            found.report("subTaskTemplates", "Left out: what repeats has no sub-tasks of its own here.")
        start = _day(found, "startDate") or _day(found, "lastTaskCreationDay")
        after = bool(found.values.get("repeatFromCompletionDate"))
        return Record(
            place=found.place,
            external_id=found.identifier("id"),
            title=title,
            description=description,
            project=self._project(found),
            tags=self._tags(found),
            estimate_minutes=_minutes(found, "defaultEstimate"),
            recurrence_rule=_rule(found),
            recurrence_mode="after_completion" if after else "schedule",
            passes=True,
            **self._first(found, start),
        )

    def _first(self, found: Fields, start: date | None) -> dict[str, Any]:
        clock = _CLOCK.fullmatch(found.text("startTime"))
        if start is None:
            return {}
        if clock is None:
            return {"due_date": start}
        at = datetime.combine(start, time(int(clock[1]), int(clock[2])))
        return {"due_at": resolve_wall(at, self.options.zone)}


def _rule(found: Fields) -> str:
    cycle, every = found.text("repeatCycle"), found.values.get("repeatEvery")
    if cycle not in _CYCLES:
        found.report("repeatCycle", "Repeats daily: this cycle is not known.")
        cycle = "DAILY"
    rule = f"FREQ={cycle}"
    if isinstance(every, int) and not isinstance(every, bool) and 1 < every <= MAX_INTERVAL:
        rule += f";INTERVAL={every}"
    days = [name[:2].upper() for name in _WEEKDAYS if found.values.get(name)]
    return f"{rule};BYDAY={','.join(days)}" if cycle == "WEEKLY" and days else rule


def _day(found: Fields, name: str) -> date | None:
    text = found.text(name)
    if not text:
        return None
    try:
        return date.fromisoformat(text[:10])
    except ValueError:
        found.report(name, "Left out: a day looks like 2026-11-22.")
        return None


def _minutes(found: Fields, name: str) -> int | None:
    """Whole minutes of a field in milliseconds; None for 0, which stands for none there."""
    value = found.number(name, most=_MOST_MINUTES * _MINUTE)
    return None if not value else max(round(value / _MINUTE), 1)


FORMAT = Format(
    name="superproductivity", title="Super Productivity (JSON)", suffixes=(".json",), sniff=sniff, parse=parse
)
