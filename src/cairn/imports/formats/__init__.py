"""The file formats that can be imported.

A further format is a module with a `FORMAT` and its line in `FORMATS`.
"""

from cairn.imports.formats import (
    csv_table,
    daylio,
    dayone,
    ics,
    jsonl,
    superproductivity,
    taskwarrior,
    todoist_csv,
    todoist_json,
    todotxt,
)
from cairn.imports.formats.base import Format

FORMATS: tuple[Format, ...] = (
    ics.FORMAT,
    dayone.FORMAT,
    daylio.FORMAT,
    todoist_csv.FORMAT,
    superproductivity.FORMAT,
    todoist_json.FORMAT,
    jsonl.FORMAT,
    taskwarrior.FORMAT,
    todotxt.FORMAT,
    csv_table.FORMAT,  # last: almost any text looks like a table
)


def detect(filename: str, head: bytes) -> Format | None:
    """The format of a file from its first bytes (`base.HEAD_BYTES` of them); its name decides between two."""
    fitting = [found for found in FORMATS if found.sniff(head)]
    named = (found for found in fitting if filename.casefold().endswith(found.suffixes))
    return next(named, fitting[0] if fitting else None)
