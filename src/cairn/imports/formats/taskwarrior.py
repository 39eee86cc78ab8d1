"""What Taskwarrior writes with `task export`: a JSON array of tasks, or one task on each line (before 2.4).

A repeating task is there as a template and as many occurrences as have come up so far. It becomes ONE
record, under the identifier of the template, which stays the same as long as the series lives; the
occurrences that are done or deleted follow as its history.
"""

import re
from collections.abc import Iterator
from typing import Any, BinaryIO

from cairn.imports.formats.base import Finding, Format, Item, Options, Unreadable, unique
from cairn.imports.formats.json_text import BOM, decode, json_lines, read_text, shown
from cairn.imports.formats.taskwarrior_series import Export
from cairn.imports.formats.taskwarrior_tasks import Source

_START = re.compile(rb"\s*\[?\s*(?:\{|\]\s*$)")
_KEYS = re.compile(rb'"(?:uuid|entry|status)"\s*:')


def sniff(head: bytes) -> bool:
    """An empty array, or objects with keys that Taskwarrior gives to every task."""
    head = head.removeprefix(BOM)
    if not _START.match(head):
        return False
    return b"{" not in head or (b'"description"' in head and _KEYS.search(head) is not None)


def parse(stream: BinaryIO, options: Options) -> Iterator[Item]:
    """The tasks of an export, in its order."""
    data = read_text(stream, options)
    start = data.lstrip()[:1]
    if start not in {b"[", b"{"}:
        raise Unreadable("line 1", "This is no Taskwarrior export: it begins neither with [ nor with {.")
    found = list(_array(data) if start == b"[" else _lines(data))
    sources = [item for item in found if isinstance(item, Source)]
    if found and not any("description" in source.fields for source in sources):
        raise Unreadable("file", "There is no task in it: not one of its objects has a description.")
    yield from (item for item in found if isinstance(item, Finding))
    yield from unique(Export(sources, options.zone).items())


def _array(data: bytes) -> Iterator[Source | Finding]:
    for number, value in enumerate(decode(data), 1):
        yield _source(f"task {number}", value)


def _lines(data: bytes) -> Iterator[Source | Finding]:
    for number, value in json_lines(data):
        yield _source(f"line {number}", value)


def _source(place: str, value: Any) -> Source | Finding:
    if isinstance(value, dict):
        return Source(place, value)
    return Finding(place, "", shown(value), "Left out: a task has to be an object.", "error")


FORMAT = Format(
    name="taskwarrior", title="Taskwarrior (JSON)", suffixes=(".json", ".data"), sniff=sniff, parse=parse
)
