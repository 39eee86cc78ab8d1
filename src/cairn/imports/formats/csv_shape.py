"""How a table is written: encoding, delimiter, header, and which of its columns is which field."""

import codecs
import csv
import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import BinaryIO

from cairn.imports.formats.base import Finding, Options, TableShape, Unreadable, one_line, read_all
from cairn.imports.formats.dates import Order, order_of

_LINE_LIMIT = 1_000_000
_FIELD_LIMIT = 100_000
_DELIMITERS = ",;\t|"
_LOOKED_AT = 20
_SAMPLES = 5
_NOT_LETTERS = re.compile(r"[\W_]+")
_SEP_LINE = re.compile(r"sep=([,;\t|])")

# Headers of other programs, best first: a table with both "Task" and "Name" has its titles in "Task".
_KNOWN: Mapping[str, str] = {
    "title": "title task taskname name subject summary content todo item cardname whattodo",
    "description": "description notes note details body comment comments carddescription desc",
    "status": "status state stage",
    "done": "done completed iscompleted iscomplete complete finished checked",
    "priority": "priority prio importance",
    "project": "project projectname projects list listname folder foldername board",
    "area": "area lifearea areaoflife category",
    "tags": "tags tag labels label categories contexts",
    "due": "due duedate deadline dueon dueat dueby duedatetime enddate date",
    "scheduled": "scheduled scheduledfor scheduleddate startdate start starton dodate planned",
    "wait": "wait waituntil hideuntil deferuntil deferdate",
    "completed_at": "completedat completeddate datecompleted completiondate completedon completedtime "
    "finishedat doneat closedat",
    "created_at": "createdat created creationdate createddate datecreated createdtime createdon "
    "entry addedat",
    "modified_at": "modifiedat modified lastmodified updatedat updated lasteditedtime dateupdated",
    "estimate": "estimate estimatedminutes estimateminutes estimatedtime estimatedduration timeestimate "
    "estimatedhours estimatehours estimatemin estimateh duration durationminutes durationmin minutes hours "
    "length effort",
    "recurrence": "recurrence repeat repeats recurring repeating rrule",
    "id": "id uuid taskid uid guid externalid cardid key",
    "parent": "parent parenttask parentid parenttaskid",
    "depends_on": "dependson depends dependencies blockedby blockedbydependencies",
}
FIELDS = tuple(_KNOWN)
"""Names that `Options.columns` and `TableShape.mapping` use for our fields."""
DATE_FIELDS = ("due", "scheduled", "wait", "completed_at", "created_at", "modified_at")


@dataclass(frozen=True)
class Table:
    """A decoded table."""

    text: str
    encoding: str
    delimiter: str
    columns: tuple[str, ...]
    mapping: dict[str, str]

    def rows(self) -> Iterator[tuple[int, list[str]]]:
        """(number of the row's first line, cells) of each row below the header that is not blank."""
        rows = _rows(self.text, self.delimiter)
        next(rows, None)
        return rows

    @cached_property
    def positions(self) -> dict[str, int]:
        """Our fields → where their columns stand, counted from 0."""
        return {name: self.columns.index(column) for name, column in self.mapping.items()}


def inspect(stream: BinaryIO, options: Options) -> TableShape:
    """Look at a table before it is imported; it may lack a title column still. Raises `Unreadable`."""
    table = read_table(stream, options)
    return TableShape(
        delimiter=table.delimiter,
        encoding=table.encoding,
        columns=table.columns,
        fields=FIELDS,
        mapping=table.mapping,
        unclear_dates=tuple(
            table.mapping[name]
            for name, order in date_orders(table, options).items()
            if order in {"unclear", "mixed"}
        ),
        sample=tuple(tuple(cells) for (_, cells), _ in zip(table.rows(), range(_SAMPLES), strict=False)),
    )


def date_orders(table: Table, options: Options) -> dict[str, Order]:
    """How day and month stand in the column of each field that holds dates.

    What a column leaves unclear, the option decides, or else the other columns if they agree: a file is
    written by one program.
    """
    columns = {name: table.positions[name] for name in DATE_FIELDS if name in table.positions}
    values: dict[str, set[str]] = {name: set() for name in columns}
    for _, cells in table.rows() if columns else ():
        for name, at in columns.items():
            if at < len(cells):
                values[name].add(cells[at])
    orders = {name: options.date_order or order_of(found) for name, found in values.items()}
    decided = {order for order in orders.values() if order in {"dmy", "mdy"}}
    if len(decided) == 1:
        common = decided.pop()
        orders = {name: common if order == "unclear" else order for name, order in orders.items()}
    return orders


def read_table(stream: BinaryIO, options: Options) -> Table:
    """Decode a file and read its header. Raises `Unreadable`."""
    data = read_all(stream, options.max_bytes)
    text, encoding = _decoded(data)
    if (nul := text.find("\0")) >= 0:
        raise Unreadable(f"line {text.count(chr(10), 0, nul) + 1}", "There is a NUL; this is no text file.")
    delimiter = _delimiter(text)
    header = next(_rows(text, delimiter), None)
    if header is None:
        raise Unreadable("file", "It is empty.")
    columns = _column_names(header[1])
    return Table(text, encoding, delimiter, columns, _mapping(columns, options.columns))


def encoding_finding(table: Table) -> Iterator[Finding]:
    """A warning where the encoding is a guess."""
    if table.encoding == "cp1252":
        message = "The text is not UTF-8; it was read as Windows-1252. Check letters with accents."
        yield Finding("file", "", "", message)


def looks_like_table(head: bytes) -> bool:
    """Whether the first line is text that a delimiter divides, or a known header of a single column."""
    try:
        text, _ = _decoded(head, cut_off=True)
    except Unreadable:
        return False
    if "\0" in text or text.lstrip()[:1] in {"{", "[", "<"} or text.startswith("%PDF"):
        return False
    first = next((line for line in text.splitlines() if line.strip()), "")
    return any(mark in first for mark in _DELIMITERS) or _plain(first) in _KNOWN["title"].split()


def _decoded(data: bytes, *, cut_off: bool = False) -> tuple[str, str]:
    for mark, encoding in (
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
    ):
        if data.startswith(mark):
            return _decode(data[len(mark) :], encoding, cut_off=cut_off), encoding
    # UTF-16 without a mark: of the header's letters, every second byte is zero.
    head = data[:64]
    if head.count(0) * 3 > len(head) > 1:
        encoding = "utf-16-le" if head[1] == 0 else "utf-16-be"
        return _decode(data, encoding, cut_off=cut_off), encoding
    try:
        return _decode(data, "utf-8", cut_off=cut_off), "utf-8"
    except Unreadable:
        return _decode(data, "cp1252", cut_off=cut_off), "cp1252"


def _decode(data: bytes, encoding: str, *, cut_off: bool) -> str:
    try:
        return codecs.getincrementaldecoder(encoding)().decode(data, final=not cut_off)
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise Unreadable(f"line {line}", f"The text is not {encoding}: save the file as UTF-8.") from None


def _delimiter(text: str) -> str:
    """The mark that divides most of the first rows into as many cells as the header."""
    first = text[: text.find("\n")] if "\n" in text else text
    if named := _SEP_LINE.fullmatch(first.strip("\r")):
        return named[1]

    def fitness(mark: str) -> tuple[int, int]:
        try:
            widths = [len(cells) for (_, cells), _ in zip(_rows(text, mark), range(_LOOKED_AT), strict=False)]
        except Unreadable:
            return 0, 0
        if not widths or widths[0] == 1:
            return 0, 0
        return widths.count(widths[0]), widths[0]

    return max(_DELIMITERS, key=fitness)


def _rows(text: str, delimiter: str) -> Iterator[tuple[int, list[str]]]:
    reader = csv.reader(_lines(text), delimiter=delimiter, strict=True)
    line = 1
    try:
        for cells in reader:
            _check_lengths(cells)
            if any(cells) and not (line == 1 and _SEP_LINE.fullmatch(delimiter.join(cells))):
                yield line, cells
            line = reader.line_num + 1
    except csv.Error as error:
        message = f"The table is broken in the row that begins here ({error}). Is a quotation mark missing?"
        raise Unreadable(f"line {line}", message) from None


def _check_lengths(cells: list[str]) -> None:
    if any(len(cell) > _FIELD_LIMIT for cell in cells):
        raise csv.Error(f"a cell is longer than {_FIELD_LIMIT:,} characters")


def _lines(text: str) -> Iterator[str]:
    for number, line in enumerate(io.StringIO(text, newline=""), 1):
        if len(line) > _LINE_LIMIT:
            raise Unreadable(f"line {number}", f"The line is longer than {_LINE_LIMIT:,} characters.")
        yield line


def _column_names(header: list[str]) -> tuple[str, ...]:
    names: list[str] = []
    for number, cell in enumerate(header, 1):
        name = one_line(cell) or f"column {number}"
        names.append(name if name not in names else f"{name} (column {number})")
    return tuple(names)


def _plain(name: str) -> str:
    return _NOT_LETTERS.sub("", name.casefold())


def _mapping(columns: tuple[str, ...], chosen: Mapping[str, str]) -> dict[str, str]:
    for name, column in chosen.items():
        if name not in FIELDS:
            raise Unreadable("mapping", f"There is no field {name!r}; the fields are {', '.join(FIELDS)}.")
        if column and column not in columns:
            raise Unreadable("header", f"There is no column {column!r}; there are {', '.join(columns)}.")
    by_plain_name = {_plain(column): column for column in reversed(columns) if column not in chosen.values()}
    mapping = {}
    for name, known in _KNOWN.items():
        if name in chosen:
            if chosen[name]:
                mapping[name] = chosen[name]
            continue
        found = next((by_plain_name[word] for word in known.split() if word in by_plain_name), None)
        if found is not None:
            mapping[name] = found
    return mapping
