"""JSON of other programs: decoded with the place of what is broken, and its fields read one by one."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, BinaryIO

import msgspec

from cairn.imports.formats.base import (
    TEXT_LIMIT,
    Finding,
    Options,
    Severity,
    Unreadable,
    clean_text,
    identifier,
    line_and_column,
    name_of,
    read_all,
)
from cairn.kit.json import decode_json

LINE_LIMIT = 1_000_000
BOM = b"\xef\xbb\xbf"
_MILLISECONDS = 1000
# A value takes a hundred bytes of memory, be it one byte in the file: 400 MB at most.
_MOST_VALUES = 4_000_000
_YEARS = range(1900, 3000)


def read_text(stream: BinaryIO, options: Options) -> bytes:
    """The whole of a UTF-8 file without its mark; raises `Unreadable` with the place of what is none."""
    return check_text(read_all(stream, options.max_bytes).removeprefix(BOM))


def check_text(data: bytes) -> bytes:
    """The same bytes; raises `Unreadable` unless they are UTF-8 without NUL."""
    try:
        data.decode()
    except UnicodeDecodeError as error:
        raise Unreadable(line_and_column(data, error.start), "The text is not UTF-8.") from None
    if (nul := data.find(b"\0")) >= 0:
        raise Unreadable(line_and_column(data, nul), "There is a NUL byte; the file is damaged.")
    return data


def json_lines(data: bytes) -> Iterator[tuple[int, Any]]:
    """(number, value) of each line that is not blank; a comma at its end is overlooked."""
    for number, line in enumerate(data.splitlines(), 1):
        if len(line) > LINE_LIMIT:
            raise Unreadable(f"line {number}", f"The line is longer than {LINE_LIMIT:,} bytes.")
        text = line.strip().removesuffix(b",")
        if text:
            yield number, decode(text, number)


def decode(text: bytes, first_line: int = 1) -> Any:
    """A JSON document that begins on that line; raises `Unreadable` with the place where it is broken."""
    if text.count(b",") > _MOST_VALUES:
        raise Unreadable("file", f"It has more than {_MOST_VALUES:,} values. Split it into smaller files.")
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


def shown(value: object) -> str:
    """A value as a report shows it. Lists and objects are not written out: they may be nested deeply."""
    if value is None or isinstance(value, (list, dict)):
        return "" if not value else f"a list of {len(value)}" if isinstance(value, list) else "an object"
    return str(value)


@dataclass
class Fields:
    """The fields of one JSON object, and what was not understood of them so far."""

    place: str
    values: dict[str, Any]
    findings: list[Finding] = field(default_factory=list)

    def report(self, name: str, message: str, severity: Severity = "warning") -> None:
        """Note that a field was not understood; "" stands for the object as a whole."""
        place = f"{self.place}, field {name}" if name else self.place
        self.findings.append(Finding(place, name, shown(self.values.get(name)), message, severity))

    def text(self, name: str) -> str:
        """The field as text, "" where there is none."""
        value = self.values.get(name)
        if value is None or isinstance(value, str):
            return value or ""
        self.report(name, "Left out: this has to be text.")
        return ""

    def prose(self, name: str) -> str:
        """The field as text of many lines, cut off at its limit."""
        text = clean_text(self.text(name))
        if len(text) > TEXT_LIMIT:
            self.report(name, f"Cut off after {TEXT_LIMIT:,} characters.")
        return text[:TEXT_LIMIT]

    def identifier(self, name: str) -> str:
        """The field as an identifier, also where it is a whole number; "" where there is none."""
        value = self.values.get(name)
        if isinstance(value, bool) or not isinstance(value, (str, int)):
            return ""
        return identifier(str(value))

    def strings(self, name: str) -> tuple[str, ...]:
        """The field as a list of names, each once."""
        items = self.values.get(name) or []
        if not isinstance(items, list) or not all(isinstance(item, str) for item in items):
            self.report(name, "Left out: this has to be a list of texts.")
            return ()
        cleaned = (name_of(item) for item in items)
        return tuple(dict.fromkeys(item for item in cleaned if item))

    def part(self, name: str) -> dict[str, Any]:
        """The field as an object, an empty one where there is none."""
        value = self.values.get(name)
        if value is not None and not isinstance(value, dict):
            self.report(name, "Left out: this has to be an object.")
        return value if isinstance(value, dict) else {}

    def number(self, name: str, *, most: float) -> float | None:
        """The field as a number from 0 to `most`; None where there is none."""
        value = self.values.get(name)
        if value is None:
            return None
        if isinstance(value, bool) or not isinstance(value, (int, float)) or not 0 <= value <= most:
            self.report(name, f"Left out: this has to be a number from 0 to {most:,.0f}.")
            return None
        return value

    def unix(self, name: str) -> datetime | None:
        """The field as an instant that is given in milliseconds since 1970; 0 counts as none."""
        value = self.values.get(name)
        if value is None or value == 0:
            return None
        if not isinstance(value, bool) and isinstance(value, (int, float)):
            try:
                at = datetime.fromtimestamp(value / _MILLISECONDS, UTC)
            except (ValueError, OverflowError, OSError):
                pass
            else:
                if at.year in _YEARS:
                    return at
        self.report(name, "Left out: this has to be a time in milliseconds since 1970.")
        return None


def objects(values: object, what: str) -> Iterator[Fields | Finding]:
    """Each object of a list, with its number as its place; a finding for whatever else stands there."""
    for number, value in enumerate(values if isinstance(values, list) else (), 1):
        if isinstance(value, dict):
            yield Fields(f"{what} {number}", value)
        else:
            message = "Left out: this has to be an object."
            yield Finding(f"{what} {number}", "", shown(value), message, "error")
