"""Dates in tables: ISO 8601, day and month in either order, English month names, with or without a time."""

import re
from collections.abc import Iterable
from datetime import UTC, date, datetime, time
from typing import Literal
from zoneinfo import ZoneInfo

from cairn.imports.formats.base import DateOrder, day_or_instant
from cairn.kit.clock import resolve_wall

_YEARS = range(1900, 3000)
_CENTURY = 2000
_MONTHS_IN_YEAR = 12
_NOON = 12
_MONTH_NAMES = "january february march april may june july august september october november december"
_MONTHS = {
    name[:length]: number
    for number, name in enumerate(_MONTH_NAMES.split(), 1)
    for length in (3, 4, len(name))
}

_WEEKDAY = r"(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*\.?,?\s+)?"
_ORDINAL = r"(?:st|nd|rd|th|\.)?"
_NUMBERS = re.compile(r"(?P<a>\d{1,2})(?P<sep>[/.-])(?P<b>\d{1,2})(?P=sep)(?P<y>\d{4}|\d{2})(?!\d)")
_CLEAR = (
    re.compile(r"(?P<y>\d{4})(?P<sep>[-/.])(?P<mo>\d{1,2})(?P=sep)(?P<d>\d{1,2})(?!\d)"),
    re.compile(r"(?P<y>\d{4})(?P<mo>\d{2})(?P<d>\d{2})(?!\d)"),
    re.compile(
        _WEEKDAY + r"(?P<d>\d{1,2})" + _ORDINAL + r"[\s-]+(?P<mon>[a-z]{3,9})\.?,?[\s-]+(?P<y>\d{4})(?!\d)",
        re.IGNORECASE,
    ),
    re.compile(
        _WEEKDAY + r"(?P<mon>[a-z]{3,9})\.?\s+(?P<d>\d{1,2})" + _ORDINAL + r",?\s+(?P<y>\d{4})(?!\d)",
        re.IGNORECASE,
    ),
)
_TIME = re.compile(
    r"(?:,?\s+(?:at\s+)?|T)(?P<h>\d{1,2})(?::?(?P<m>\d{2}))?(?::?(?P<s>\d{2})(?:[.,]\d{1,9})?)?"
    r"(?:\s*(?P<half>[ap])\.?m\.?)?(?:\s*(?P<zone>Z|UTC|GMT|[+-]\d{2}:?\d{2}))?",
    re.IGNORECASE,
)


Order = Literal["dmy", "mdy", "either", "unclear", "mixed"]


def order_of(values: Iterable[str]) -> Order:
    """Whether days or months come first in a column; a number above 12 decides.

    "either" where nothing depends on it, "unclear" where it does and nothing decides, "mixed" where it does
    and values contradict each other.
    """
    days_first = months_first = open_question = False
    for value in values:
        a, b = _two_numbers(value)
        days_first |= a > _MONTHS_IN_YEAR
        months_first |= b > _MONTHS_IN_YEAR
        open_question |= is_ambiguous(value)
    if days_first != months_first:
        return "dmy" if days_first else "mdy"
    if not open_question:
        return "either"
    return "mixed" if days_first else "unclear"


def is_ambiguous(text: str) -> bool:
    """Whether the text may be two different days, such as 03/04/2026. Dots always mean day.month.year."""
    a, b = _two_numbers(text)
    return a != b and a <= _MONTHS_IN_YEAR and b <= _MONTHS_IN_YEAR


def read_date(text: str, order: DateOrder | None, zone: ZoneInfo) -> date | datetime | None:
    """A day, or an instant in UTC where there is a time other than local midnight; None if not understood.

    `order` is for numbers with slashes or hyphens and the year last; None reads only what is unambiguous.
    """
    text = text.strip()
    if numbers := _NUMBERS.match(text):
        day, rest = _numbered_day(numbers, order), text[numbers.end() :]
    else:
        clear = next((found for pattern in _CLEAR if (found := pattern.match(text))), None)
        if clear is None:
            return None
        parts = clear.groupdict()
        month = int(parts.get("mo") or 0) or _MONTHS.get((parts.get("mon") or "").casefold(), 0)
        day, rest = _day(int(parts["y"]), month, int(parts["d"])), text[clear.end() :]
    if day is None or not rest:
        return day
    return _with_time(day, rest, zone)


def _two_numbers(text: str) -> tuple[int, int]:
    found = _NUMBERS.match(text.strip())
    return (int(found["a"]), int(found["b"])) if found and found["sep"] != "." else (0, 0)


def _numbered_day(found: re.Match[str], order: DateOrder | None) -> date | None:
    a, b = int(found["a"]), int(found["b"])
    year = int(found["y"]) + (_CENTURY if len(found["y"]) == 2 else 0)  # noqa: PLR2004 - two digits
    if found["sep"] == ".":
        order = "dmy"
    elif order is None:
        if is_ambiguous(found[0]):
            return None
        order = "mdy" if b > _MONTHS_IN_YEAR else "dmy"
    return _day(year, b, a) if order == "dmy" else _day(year, a, b)


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day) if year in _YEARS else None
    except ValueError:
        return None


def _with_time(day: date, rest: str, zone: ZoneInfo) -> date | datetime | None:
    found = _TIME.fullmatch(rest)
    if found is None or not (found["m"] or found["half"]):
        return None
    hour, half = int(found["h"]), (found["half"] or "").casefold()
    if half:
        if not 1 <= hour <= _NOON:
            return None
        hour = hour % _NOON + (_NOON if half == "p" else 0)
    try:
        wall = datetime.combine(day, time(hour, int(found["m"] or 0), int(found["s"] or 0)))
        at = _in_zone(wall, found["zone"], zone)
    except ValueError:
        return None
    whole_day, instant = day_or_instant(at, zone)
    return whole_day or instant


def _in_zone(wall: datetime, offset: str | None, zone: ZoneInfo) -> datetime:
    if offset is None:
        return resolve_wall(wall, zone)
    if offset.upper() in {"Z", "UTC", "GMT"}:
        return wall.replace(tzinfo=UTC)
    return datetime.fromisoformat(f"{wall.isoformat()}{offset}").astimezone(UTC)
