"""What Taskwarrior writes with `task export`: a JSON array of tasks, or one task on each line (before 2.4).

A repeating task is there as a template and as many occurrences as have come up so far. It becomes ONE
record, under the identifier of the template, which stays the same as long as the series lives; the
occurrences that are done or deleted follow as its history.
"""

import json
import re
from collections.abc import Iterator
from typing import Any, BinaryIO

import msgspec

from cairn.imports.formats.base import (
    Finding,
    Format,
    Item,
    Options,
    Unreadable,
    line_and_column,
    read_all,
    unique,
)
from cairn.imports.formats.taskwarrior_series import Export
from cairn.imports.formats.taskwarrior_tasks import Source, shown
from cairn.kit.json import decode_json

_LINE_LIMIT = 1_000_000
_START = re.compile(rb"\s*\[?\s*(?:\{|\]\s*$)")
_KEYS = re.compile(rb'"(?:uuid|entry|status)"\s*:')


def sniff(head: bytes) -> bool:
    """An empty array, or objects with keys that Taskwarrior gives to every task."""
    head = head.removeprefix(b"\xef\xbb\xbf")
    if not _START.match(head):
        return False
    return b"{" not in head or (b'"description"' in head and _KEYS.search(head) is not None)


def parse(stream: BinaryIO, options: Options) -> Iterator[Item]:
    """The tasks of an export, in its order."""
    data = read_all(stream, options.max_bytes).removeprefix(b"\xef\xbb\xbf")
    _check_text(data)
    start = data.lstrip()[:1]
    if start not in {b"[", b"{"}:
        raise Unreadable("line 1", "This is no Taskwarrior export: it begins neither with [ nor with {.")
    found = list(_array(data) if start == b"[" else _lines(data))
    sources = [item for item in found if isinstance(item, Source)]
    if found and not any("description" in source.fields for source in sources):
        raise Unreadable("file", "There is no task in it: not one of its objects has a description.")
    yield from (item for item in found if isinstance(item, Finding))
    yield from unique(Export(sources, options.zone).items())


def _check_text(data: bytes) -> None:
    try:
        data.decode()
    except UnicodeDecodeError as error:
        raise Unreadable(line_and_column(data, error.start), "The text is not UTF-8.") from None
    if (nul := data.find(b"\0")) >= 0:
        raise Unreadable(line_and_column(data, nul), "There is a NUL byte; the file is damaged.")


def _array(data: bytes) -> Iterator[Source | Finding]:
    for number, value in enumerate(_decode(data, 1), 1):
        yield _source(f"task {number}", value)


def _lines(data: bytes) -> Iterator[Source | Finding]:
    for number, line in enumerate(data.splitlines(), 1):
        if len(line) > _LINE_LIMIT:
            raise Unreadable(f"line {number}", f"The line is longer than {_LINE_LIMIT:,} bytes.")
        text = line.strip().removesuffix(b",")
        if text:
            yield _source(f"line {number}", _decode(text, number))


def _decode(text: bytes, first_line: int) -> Any:
    try:
        return _decode_any(text)
    except json.JSONDecodeError as error:
        place = f"line {first_line + error.lineno - 1}, column {error.colno}"
        raise Unreadable(place, f"The JSON is broken here: {error.msg}.") from None
    except RecursionError:
        raise Unreadable(f"line {first_line}", "The JSON is nested too deeply.") from None
    except ValueError as error:  # a number of thousands of digits
        raise Unreadable(f"line {first_line}", f"The JSON cannot be read: {error}.") from None


def _decode_any(text: bytes) -> Any:
    try:
        return decode_json(text)
    except msgspec.DecodeError:
        # The slower decoder knows the place, and takes what is odd but clear: a number beyond 64 bits, half
        # of a surrogate pair.
        return json.loads(text)


def _source(place: str, value: Any) -> Source | Finding:
    if isinstance(value, dict):
        return Source(place, value)
    return Finding(place, "", shown(value), "Left out: a task has to be an object.", "error")


FORMAT = Format(
    name="taskwarrior", title="Taskwarrior (JSON)", suffixes=(".json", ".data"), sniff=sniff, parse=parse
)
