"""Any table of tasks as CSV, one row each, whose columns are proposed from the header or named by options."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import BinaryIO

from cairn.imports.formats.base import (
    TEXT_LIMIT,
    DateOrder,
    Finding,
    Format,
    Item,
    Options,
    Record,
    Severity,
    Status,
    Unreadable,
    clean_text,
    content_id,
    fit_title,
    identifier,
    name_of,
    one_line,
    unique,
)
from cairn.imports.formats.csv_shape import (
    Table,
    date_orders,
    encoding_finding,
    inspect,
    looks_like_table,
    read_table,
)
from cairn.imports.formats.dates import Order, is_ambiguous, read_date
from cairn.imports.formats.periods import rule_of_period
from cairn.imports.formats.vocabulary import minutes_of, priority_of, status_of, truth_of
from cairn.kit.clock import resolve_wall
from cairn.planning.recurrence import validate_rule

_NUMBER = re.compile(r"\d{1,6}(?:[.,]\d{1,4})?")
_HOURS = re.compile(r"hours?\b|\bh\b|\bhrs?\b", re.IGNORECASE)
_BETWEEN_TAGS = re.compile(r"[,;|\n]")
_BETWEEN_PROJECTS = re.compile(r"\s+[/>]\s+|\s*::\s*")
_EVERY = re.compile(r"every\s+", re.IGNORECASE)
_MIDNIGHT, _NOON = time(), time(12)


def parse(stream: BinaryIO, options: Options) -> Iterator[Item]:
    """One record for each row that has a title."""
    table = read_table(stream, options)
    if "title" not in table.mapping:
        message = f"No column can be taken for the title. Name one of: {', '.join(table.columns)}."
        raise Unreadable("header", message)
    orders = date_orders(table, options)
    yield from encoding_finding(table)
    yield from _column_findings(table, orders)
    yield from unique(_Reader(table, options, orders).items())


def _column_findings(table: Table, orders: dict[str, Order]) -> Iterator[Finding]:
    for column in table.columns:
        if column not in table.mapping.values():
            yield Finding(
                f"column {column}", column, "", "Left out: it was not recognised as one of our fields."
            )
    for name, order in orders.items():
        if order in {"unclear", "mixed"}:
            column = table.mapping[name]
            message = "Dates such as 03/04/2026 are left out: say whether day (dmy) or month (mdy) is first."
            yield Finding(f"column {column}", column, "", message, "error")


@dataclass
class _Row:
    """The cells of one row by our fields, and what was not understood of them."""

    table: Table
    line: int
    cells: list[str]
    findings: list[Finding] = field(default_factory=list)

    @property
    def place(self) -> str:
        return f"line {self.line}"

    def text(self, name: str) -> str:
        at = self.table.positions.get(name)
        return self.cells[at].strip() if at is not None and at < len(self.cells) else ""

    def report(self, name: str, message: str, severity: Severity = "warning") -> None:
        column = self.table.mapping[name]
        place = f"{self.place}, column {column}"
        self.findings.append(Finding(place, column, self.text(name), message, severity))


class _Reader:
    def __init__(self, table: Table, options: Options, orders: dict[str, Order]) -> None:
        self._table = table
        self._zone = options.zone
        self._orders: dict[str, DateOrder | None] = {
            name: order if order == "dmy" or order == "mdy" else None  # noqa: PLR1714 - narrows the type
            for name, order in orders.items()
        }
        self._references = self._index() if {"parent", "depends_on"} & table.mapping.keys() else {}

    def items(self) -> Iterator[Item]:
        """Records, each after its findings."""
        for row, external_id in self._rows():
            record = self._record(row, external_id)
            if any(cell.strip() for cell in row.cells[len(self._table.columns) :]):
                message = "There are more cells than columns; the further ones are left out."
                row.findings.append(Finding(row.place, "", "", message))
            yield from row.findings
            if record is not None:
                yield record

    def _rows(self) -> Iterator[tuple[_Row, str]]:
        """Each row with its external id: its own, or made of what identifies a task for a person.

        Raw cells are taken, so that a change of options between two imports makes no second task; equal
        rows are told apart by their count.
        """
        seen: Counter[str] = Counter()
        for line, cells in self._table.rows():
            row = _Row(self._table, line, cells)
            external_id = identifier(row.text("id"))
            if not external_id:
                made = content_id(row.text("title"), row.text("due"), row.text("project"))
                seen[made] += 1
                external_id = content_id(made, str(seen[made]))
            yield row, external_id

    def _index(self) -> dict[str, str]:
        """External ids by what a row may call another one: its id, or a title that only one row has."""
        ids: dict[str, str] = {}
        titles: dict[str, str] = {}
        repeated: set[str] = set()
        for row, external_id in self._rows():
            ids[external_id] = external_id
            title = one_line(row.text("title")).casefold()
            if titles.setdefault(title, external_id) != external_id:
                repeated.add(title)
        return {title: found for title, found in titles.items() if title not in repeated} | ids

    def _record(self, row: _Row, external_id: str) -> Record | None:
        title = one_line(row.text("title"))
        if not title:
            row.report("title", "Left out: a task needs a title.", "error")
            return None
        title, description = fit_title(title, clean_text(row.text("description")))
        if len(description) > TEXT_LIMIT:
            row.report("description", f"Cut off after {TEXT_LIMIT:,} characters.")
        due_date, due_at = _split(self._date(row, "due"))
        scheduled_for, scheduled_at = _split(self._date(row, "scheduled"))
        status, completed_at = self._status(row)
        rule = self._rule(row, due_at.astimezone(self._zone) if due_at else due_date)
        return Record(
            place=row.place,
            external_id=external_id,
            title=title,
            description=description[:TEXT_LIMIT],
            status=status,
            priority=_priority(row),
            project=tuple(filter(None, map(name_of, _BETWEEN_PROJECTS.split(row.text("project"))))),
            area=name_of(row.text("area")) or None,
            tags=_tags(row.text("tags")),
            due_date=due_date,
            due_at=due_at,
            scheduled_for=scheduled_for,
            scheduled_at=scheduled_at,
            wait_until=self._instant(row, "wait", _MIDNIGHT),
            completed_at=completed_at,
            # A day without a time is put to its noon, which is that day in every neighbouring zone and
            # under every day-start hour up to twelve.
            created_at=self._instant(row, "created_at", _NOON),
            modified_at=self._instant(row, "modified_at", _NOON),
            estimate_minutes=_estimate(row),
            recurrence_rule=rule,
            recurrence_mode="schedule" if rule else None,
            depends_on=self._dependencies(row, external_id),
            parent=self._parent(row, external_id),
        )

    def _date(self, row: _Row, name: str) -> date | datetime | None:
        text = row.text(name)
        if not text:
            return None
        order = self._orders[name]
        found = read_date(text, order, self._zone)
        if found is None and (order is not None or not is_ambiguous(text)):
            row.report(
                name, "Left out: this date is not understood. 2026-11-22 or 2026-11-22 10:30 is clear."
            )
        return found

    def _instant(self, row: _Row, name: str, otherwise: time) -> datetime | None:
        return self._moment(self._date(row, name), otherwise)

    def _moment(self, found: date | datetime | None, otherwise: time) -> datetime | None:
        if found is None or isinstance(found, datetime):
            return found
        return resolve_wall(datetime.combine(found, otherwise), self._zone)

    def _status(self, row: _Row) -> tuple[Status, datetime | None]:
        """From the status, the tick and the completion date; a tick outweighs a status that is still open."""
        completed_at = self._instant(row, "completed_at", _NOON)
        status = _status_word(row)
        ticked = row.text("done")
        done = truth_of(ticked)
        if ticked and done is None:
            # Some programs have the date of completion in the column that others tick.
            at = self._moment(read_date(ticked, None, self._zone), _NOON)
            word = status_of(ticked)
            done = at is not None or word == "done"
            completed_at = completed_at or at
            if at is None and word is None:
                row.report("done", "Imported as not done: this means neither yes nor no.")
        if status is None and done is None:
            done = completed_at is not None
        if done and status not in {"done", "cancelled"}:
            status = "done"
        status = status or "todo"
        return status, completed_at if status in {"done", "cancelled"} else None

    def _rule(self, row: _Row, due: date | None) -> str | None:
        text = row.text("recurrence")
        if not text or truth_of(text) is False or text.casefold() in {"none", "never"}:
            return None
        if due is None:
            row.report("recurrence", "Imported without repeating: a repeating task needs a due date.")
            return None
        rule = rule_of_period(_EVERY.sub("", text), due)
        if rule is not None:
            return rule
        try:
            return validate_rule(text, self._zone)
        except ValueError:
            row.report(
                "recurrence", "Imported without repeating: use daily, 2 weeks, or a rule such as FREQ=WEEKLY."
            )
            return None

    def _dependencies(self, row: _Row, external_id: str) -> tuple[str, ...]:
        found: dict[str, None] = {}
        for name in _BETWEEN_TAGS.split(row.text("depends_on")):
            if other := self._reference(row, "depends_on", name, external_id):
                found[other] = None
        return tuple(found)

    def _parent(self, row: _Row, external_id: str) -> str | None:
        return self._reference(row, "parent", row.text("parent"), external_id)

    def _reference(self, row: _Row, name: str, called: str, external_id: str) -> str | None:
        called = one_line(called)
        if not called:
            return None
        other = self._references.get(identifier(called)) or self._references.get(called.casefold())
        if other is None or other == external_id:
            row.report(name, "Left out: no other row has this identifier, or it alone this title.")
            return None
        return other


def _split(found: date | datetime | None) -> tuple[date | None, datetime | None]:
    return (None, found) if isinstance(found, datetime) else (found, None)


def _status_word(row: _Row) -> Status | None:
    text = row.text("status")
    if not text:
        return None
    found = status_of(text)
    truth = truth_of(text) if found is None else None
    if truth is not None:
        return "done" if truth else "todo"
    if found is None:
        row.report("status", "Imported as open: this status is not known.")
    return found


def _priority(row: _Row) -> int | None:
    text = row.text("priority")
    if not text:
        return None
    understood, priority = priority_of(text)
    if not understood:
        row.report("priority", "Left out: a priority is P1 to P4, or urgent, high, medium or low.")
    return priority


def _tags(text: str) -> tuple[str, ...]:
    parts = _BETWEEN_TAGS.split(text) if _BETWEEN_TAGS.search(text) or "#" not in text else text.split()
    names = (name_of(part).lstrip("#@").strip() for part in parts)
    return tuple(dict.fromkeys(name for name in names if name))


def _estimate(row: _Row) -> int | None:
    text = row.text("estimate")
    if not text:
        return None
    if _NUMBER.fullmatch(text):
        # A bare number counts what the header says, else minutes.
        text += "h" if _HOURS.search(row.table.mapping["estimate"]) else "min"
    minutes = minutes_of(text)
    if minutes is None:
        row.report("estimate", "Left out: a duration looks like 90, 1h 30m, 1.5 hours or PT90M.")
    return minutes


FORMAT = Format(
    name="csv",
    title="Table (CSV)",
    suffixes=(".csv", ".tsv", ".txt"),
    sniff=looks_like_table,
    parse=parse,
    inspect=inspect,
)
