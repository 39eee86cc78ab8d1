"""From bytes to records, and every way in which that fails to a problem."""

from collections.abc import Mapping
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from cairn.imports import formats
from cairn.imports.formats.base import (
    HEAD_BYTES,
    Finding,
    Format,
    JournalRecord,
    Options,
    Record,
    TableShape,
    Unreadable,
)
from cairn.imports.problems import UnreadableImport
from cairn.kit.http.problems import FieldError, Invalid

MOST_TASKS = 100_000
_OF_OPTIONS = frozenset({"mapping", "header"})


@dataclass(frozen=True, slots=True)
class Content:
    """What a file says."""

    records: list[Record]
    entries: list[JournalRecord]
    findings: list[Finding]
    shape: TableShape | None
    """Its columns, where it is a table."""


def choose(name: str | None, file_name: str, data: bytes) -> Format:
    """Return the format asked for, else the one that the file looks like.

    Raises Invalid or UnreadableImport.
    """
    if name is None:
        found = formats.detect(file_name, data[:HEAD_BYTES])
        if found is None:
            titles = ", ".join(known.title for known in formats.FORMATS)
            raise UnreadableImport(f"It is none of the formats that can be imported: {titles}.", place="file")
        return found
    for known in formats.FORMATS:
        if known.name == name:
            return known
    names = ", ".join(known.name for known in formats.FORMATS)
    raise Invalid.field("/format", "unknown", f"There is no such format; there are {names}.")


def read(form: Format, data: bytes, options: Options) -> Content:
    """Read a whole file; raises UnreadableImport, or Invalid where an option does not fit the file."""
    records: list[Record] = []
    entries: list[JournalRecord] = []
    findings: list[Finding] = []
    shape: TableShape | None = None
    try:
        if form.inspect is not None:
            shape = form.inspect(BytesIO(data), options)
        for item in form.parse(BytesIO(data), options):
            if isinstance(item, Finding):
                findings.append(item)
            elif isinstance(item, JournalRecord):
                entries.append(item)
            else:
                records.append(item)
            _check_size(len(records) + len(entries), findings)
    except Unreadable as error:
        raise _problem(error, shape) from None
    return Content(records, entries, findings, shape)


def _check_size(records: int, findings: list[Finding]) -> None:
    """Refuse at once what is too much: a small file can hold more than memory."""
    if records > MOST_TASKS:
        raise Unreadable("file", f"There are more than {MOST_TASKS:,} things in it. Split the file.")
    if len(findings) > MOST_TASKS:
        raise Unreadable(findings[-1].place, "Up to here nearly nothing was understood. Is it this format?")


def _problem(error: Unreadable, shape: TableShape | None) -> Invalid | UnreadableImport:
    more: Mapping[str, Any] = {} if shape is None else {"columns": shape.columns}
    if error.place in _OF_OPTIONS:
        return Invalid(errors=[FieldError("/options/columns", "does_not_fit", error.message)], **more)
    return UnreadableImport(error.message, place=error.place)
