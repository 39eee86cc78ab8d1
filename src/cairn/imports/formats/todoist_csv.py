"""Todoist's tables: a project as CSV (a template), or the backup, an archive with one for each project.

The project's name is that of the file. There are no identifiers: a task is recognised by its project, its
text and the tasks above it.
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from io import BytesIO
from typing import Any, BinaryIO

from cairn.imports.formats.base import (
    TEXT_LIMIT,
    Finding,
    Format,
    Item,
    Note,
    Options,
    Record,
    Severity,
    Unreadable,
    clean_text,
    content_id,
    fit_title,
    name_of,
    one_line,
    read_all,
)
from cairn.imports.formats.csv_shape import Table, encoding_finding, read_table
from cairn.imports.formats.todoist_dates import repeat_of, when_of
from cairn.imports.formats.vocabulary import minutes_of
from cairn.imports.formats.zip_parts import first_name, parts
from cairn.kit.clock import zone

_NUMBER = re.compile(r"\s*\[\d+\]$")
_LABEL = re.compile(r"(?:^|(?<=\s))@(\w[\w/-]*)")
_HEADER = re.compile(rb'^(?:\xef\xbb\xbf)?"?TYPE"?,"?CONTENT"?,', re.IGNORECASE)
# Names that say nothing of a project.
_NAMELESS = frozenset(
    {"", "file", "standard input", "todoist", "template", "export", "tasks", "import", "inbox"}
)
_COLUMNS = frozenset(
    {"type", "content", "description", "priority", "indent", "author", "responsible", "date", "date_lang"}
    | {"timezone", "duration", "duration_unit", "deadline", "deadline_lang", "meta", "view_style"}
    | {"is_collapsed"}
)
_PRIORITIES = {"1": 1, "2": 2, "3": 3, "4": 4}
_MOST_UNPACKED = 200_000_000


def sniff(head: bytes) -> bool:
    """The header of a template, or an archive of tables."""
    return _HEADER.match(head) is not None or _is_table(first_name(head))


def _is_table(name: str) -> bool:
    return name.casefold().endswith(".csv")


def parse(stream: BinaryIO, options: Options) -> Iterator[Item]:
    """The tasks of a project, or of every project of a backup."""
    data = read_all(stream, options.max_bytes)
    if not first_name(data[:512]):
        yield from _project(data, options.file_name, options, "")
        return
    most = max(options.max_bytes, min(4 * options.max_bytes, _MOST_UNPACKED))
    for name, content in parts(data, _is_table, most_bytes=most):
        short = name.rpartition("/")[2]
        yield from _project(content, short, options, f"{short[:60]}, ")


def _project(data: bytes, file_name: str, options: Options, where: str) -> Iterator[Item]:
    try:
        table = read_table(BytesIO(data), replace(options, columns={}))
    except Unreadable as error:
        raise Unreadable(f"{where}{error.place}", error.message) from None
    columns = {one_line(column).casefold(): at for at, column in enumerate(table.columns)}
    if not {"type", "content"} <= columns.keys():
        message = "This is no table of Todoist: it needs the columns TYPE and CONTENT."
        raise Unreadable(f"{where}line 1", message)
    yield from encoding_finding(table)
    for column in columns:
        if column not in _COLUMNS:
            yield Finding(f"{where}column {column}", column, "", "Left out: this column is not known.")
    stem = file_name.rpartition("/")[2]
    stem = stem[:-4] if _is_table(stem) else stem
    name = name_of(_NUMBER.sub("", stem))
    yield from _Project(table, columns, options, where, "" if name.casefold() in _NAMELESS else name).items()


@dataclass
class _Project:
    table: Table
    columns: dict[str, int]
    options: Options
    where: str
    name: str
    section: str = ""
    above: list[tuple[str, str]] = field(default_factory=list)
    """(text, external id) of the tasks above the next one, the outermost first."""
    seen: Counter[str] = field(default_factory=Counter)
    findings: list[Finding] = field(default_factory=list)
    place: str = ""
    people: int = 0

    def items(self) -> Iterator[Item]:
        """Records, each after its findings; a task is whole when the next row is none of its notes."""
        waiting: Record | None = None
        for line, cells in self.table.rows():
            self.place = f"{self.where}line {line}"
            row = {name: cells[at].strip() if at < len(cells) else "" for name, at in self.columns.items()}
            if row["type"] == "note":
                waiting = self._note(row, waiting)
                continue
            yield from self._flush()
            if waiting is not None:
                yield waiting
            waiting = self._row(row)
        yield from self._flush()
        if waiting is not None:
            yield waiting
        if self.people:
            message = "Left out: other people are not imported."
            yield Finding(f"{self.where}column RESPONSIBLE", "RESPONSIBLE", f"{self.people} times", message)

    def _flush(self) -> Iterator[Finding]:
        found, self.findings = self.findings, []
        yield from found

    def _report(self, name: str, value: str, message: str, severity: Severity = "warning") -> None:
        place = f"{self.place}, column {name}" if name else self.place
        self.findings.append(Finding(place, name, value, message, severity))

    def _row(self, row: dict[str, str]) -> Record | None:
        if row["type"] == "section":
            self.section, self.above = name_of(row["content"]), []
        elif row["type"] == "task":
            return self._task(row)
        elif row["type"] != "meta" and any(row.values()):
            self._report("TYPE", row["type"], "Left out: a row is a task, a section or a note.", "error")
        return None

    def _note(self, row: dict[str, str], task: Record | None) -> Record | None:
        text = clean_text(row["content"])
        if task is None:
            self._report("", text, "Left out: this note belongs to the whole project.")
        elif text:
            return replace(task, notes=(*task.notes, Note(None, text[:TEXT_LIMIT])))
        return task

    def _task(self, row: dict[str, str]) -> Record | None:
        content = row["content"].removeprefix("* ")
        labels = _LABEL.findall(content)
        title = one_line(_LABEL.sub("", content)) or one_line(content)
        if not title:
            self._report("CONTENT", "", "Left out: a task needs a text.", "error")
            return None
        self.people += bool(row.get("responsible"))
        depth = int(row["indent"]) if row.get("indent", "").isdecimal() and len(row["indent"]) == 1 else 1
        del self.above[max(depth - 1, 0) :]
        project = tuple(part for part in (self.name, self.section) if part)
        made = content_id(*project, *(text for text, _ in self.above), title)
        self.seen[made] += 1
        external_id = content_id(made, str(self.seen[made])) if self.seen[made] > 1 else made
        parent = self.above[-1][1] if self.above else None
        self.above.append((title, external_id))
        title, description = fit_title(title, clean_text(row.get("description", ""))[:TEXT_LIMIT])
        return Record(
            place=self.place,
            external_id=external_id,
            title=title,
            description=description[:TEXT_LIMIT],
            priority=self._priority(row.get("priority", "")),
            project=project,
            tags=tuple(dict.fromkeys(map(name_of, labels))),
            estimate_minutes=self._duration(row),
            parent=parent,
            **self._dates(row),
        )

    def _priority(self, text: str) -> int | None:
        if text and text not in _PRIORITIES:
            self._report("PRIORITY", text, "Left out: a priority is a number from 1 to 4.")
        return _PRIORITIES.get(text)

    def _duration(self, row: dict[str, str]) -> int | None:
        amount = row.get("duration", "")
        if amount in {"", "None", "none"}:
            return None
        minutes = minutes_of(f"{amount} {row.get('duration_unit', '') or 'minute'}")
        if minutes is None:
            self._report("DURATION", amount, "Left out: this is no duration.")
        return minutes

    def _dates(self, row: dict[str, str]) -> dict[str, Any]:
        text, where = row.get("date", ""), self.options.zone
        if name := row.get("timezone", ""):
            try:
                where = zone(name)
            except ValueError:
                self._report("TIMEZONE", name, "This zone is not known: its times are read as your own.")
        dates = self._due(text, row.get("date_lang", ""), where)
        deadline = row.get("deadline", "")
        if deadline in {"", "None", "none"}:
            return dates
        found = when_of(deadline, where)
        if found is None:
            self._report("DEADLINE", deadline, "Left out: this is no date that is known.")
            return dates
        # With a deadline the date is when one means to do it.
        if "recurrence_rule" in dates:
            self._report("DEADLINE", deadline, "Left out: a task that repeats is due on its dates.")
            return dates
        return {**_planned(dates), **found}

    def _due(self, text: str, language: str, where: Any) -> dict[str, Any]:
        if not text:
            return {}
        if (found := when_of(text, where)) is not None:
            return found
        repeat = repeat_of(text, None) if language in {"", "en"} else None
        if repeat is None:
            why = (
                "it counts from the day on which it is read"
                if language in {"", "en"}
                else "it is not English"
            )
            self._report("DATE", text, f"Left out: this date is not certain, as {why}.")
            return {}
        if repeat.at is not None:
            self._report("DATE", text, "Imported without its time of day.")
        if repeat.bounded:
            self._report("DATE", text, "Imported without its start and end.")
        return {"recurrence_rule": repeat.rule, "recurrence_mode": repeat.mode}


def _planned(dates: dict[str, Any]) -> dict[str, Any]:
    """The same dates as a plan."""
    if "due_at" in dates:
        return {"scheduled_at": dates["due_at"]}
    return {"scheduled_for": dates["due_date"]} if "due_date" in dates else {}


FORMAT = Format(
    name="todoist",
    title="Todoist (CSV, or the backup as ZIP)",
    suffixes=(".csv", ".zip"),
    sniff=sniff,
    parse=parse,
)
