"""The file formats that can be imported.

A further format is a module with a `FORMAT` and its name in `_MODULES`. They are imported when the first file
comes: a server that starts reads none.
"""

import sys
from functools import cache
from importlib import import_module
from typing import Any

from cairn.imports.formats.base import Format

_MODULES = (
    "ics",
    "dayone",
    "daylio",
    "todoist_csv",
    "superproductivity",
    "todoist_json",
    "jsonl",
    "taskwarrior",
    "todotxt",
    "csv_table",  # last: almost any text looks like a table
)


@cache
def known() -> tuple[Format, ...]:
    """The formats, in the order in which they are tried."""
    found: list[Format] = [import_module(f"{__name__}.{name}").FORMAT for name in _MODULES]
    return tuple(found)


def __getattr__(name: str) -> Any:
    """Import the formats when `FORMATS` is first asked for."""
    if name == "FORMATS":
        return known()
    raise AttributeError(name)


FORMATS: tuple[Format, ...]


def detect(filename: str, head: bytes) -> Format | None:
    """The format of a file from its first bytes (`base.HEAD_BYTES` of them); its name decides between two."""
    fitting = [found for found in sys.modules[__name__].FORMATS if found.sniff(head)]
    named = (found for found in fitting if filename.casefold().endswith(found.suffixes))
    return next(named, fitting[0] if fitting else None)
