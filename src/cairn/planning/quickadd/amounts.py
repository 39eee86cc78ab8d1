"""Numbers in figures and words, and lengths of time."""

from datetime import datetime, timedelta
from typing import NamedTuple

from cairn.planning.quickadd.tokens import Line
from cairn.planning.quickadd.words import (
    CARDINALS,
    HOUR,
    MINUTE,
    ORDINAL_SUFFIXES,
    ORDINALS,
    TENS,
    UNITS,
    VAGUE,
)

_MONTHS_IN_YEAR = 12
_DAYS_IN_MONTH = 30
_FRIDAY = 4
_TEN = 10
_MOST_DIGITS = 6
_DIRECTIONS = frozenset({"ago", "earlier", "later", "from", "before", "after"})
_MOST_WORKDAYS = 5000
_MOST_PIECES = 7  # one for each unit from years to seconds


def ordinal(line: Line, i: int) -> tuple[int, int] | None:
    """Read "1st", "first" or "twenty-first" at token i: the next token and the number."""
    low = line.low
    if line.kind[i] == "n":
        value = line.number(i)
        if value and low[i + 1] in ORDINAL_SUFFIXES and line.glued(i + 1):
            return i + 2, value
        return None
    if low[i] in TENS:
        j = i + 2 if low[i + 1] == "-" else i + 1
        unit = ORDINALS.get(low[j], _TEN)
        return (j + 1, TENS[low[i]] + unit) if unit < _TEN else None
    if low[i] in ORDINALS:
        return i + 1, ORDINALS[low[i]]
    return None


def cardinal(line: Line, i: int) -> tuple[int, float] | None:
    """Read "3", "1.5", "three", "twenty-five", "a", "a few" or "half an" at token i."""
    low = line.low
    if line.kind[i] == "n":
        return _figures(line, i)
    word = low[i]
    if word in CARDINALS:
        j, value = i + 1, float(CARDINALS[word])
    elif word in TENS:
        j, value = i + 1, float(TENS[word])
        k = j + 1 if low[j] == "-" else j
        if CARDINALS.get(low[k], _TEN) < _TEN:
            j, value = k + 1, value + CARDINALS[low[k]]
    elif word in VAGUE:
        j, value = _vague(line, i)
    else:
        return None
    if low[j] == "and" and low[j + 1] == "a" and low[j + 2] == "half":
        return j + 3, value + 0.5
    return j, value


def _figures(line: Line, i: int) -> tuple[int, float] | None:
    low = line.low
    if len(low[i]) > _MOST_DIGITS:
        return None
    if low[i + 1] == "." and line.kind[i + 2] == "n" and line.glued(i + 1) and line.glued(i + 2):
        digits = low[i + 2]
        return (i + 3, float(f"{low[i]}.{digits}")) if len(digits) <= _MOST_DIGITS else None
    if low[i + 1] == "and" and low[i + 2] == "a" and low[i + 3] == "half":
        return i + 4, float(low[i]) + 0.5
    return i + 1, float(low[i])


def _vague(line: Line, i: int) -> tuple[int, float]:
    low = line.low
    j = i + 1 if low[i] == "a" and low[i + 1] in {"few", "couple", "half"} else i
    value = VAGUE[low[j]]
    j += 1
    if low[j - 1] == "couple" and low[j] == "of":
        j += 1
    if low[j - 1] == "half" and low[j] in {"-", "a", "an"}:
        j += 1
    return j, value


class Duration(NamedTuple):
    """A length of time; months and workdays are counted in the calendar, so they are kept apart."""

    months: float = 0
    days: float = 0
    seconds: float = 0
    workdays: float = 0
    units: frozenset[str] = frozenset()
    """The fields that were named."""

    @property
    def timed(self) -> bool:
        """Whether it names hours or shorter units, so that what lies so far away has a time of day."""
        return "seconds" in self.units

    def added(self, to: datetime, sign: int = 1) -> datetime | None:
        """The instant so much later (or earlier, with sign -1); None outside the calendar."""
        try:
            moved = shift_months(to, sign * int(self.months))
            days = self.days + (self.months % 1) * _DAYS_IN_MONTH
            if not self.timed:
                days = int(days)
            moved += timedelta(days=sign * days, seconds=sign * self.seconds)
            return _shift_workdays(moved, sign * min(int(self.workdays), _MOST_WORKDAYS))
        except (ValueError, OverflowError):
            return None


def shift_months(at: datetime, months: int) -> datetime:
    """The same day and time some months away, or that month's last day; ValueError outside the calendar."""
    year, month = divmod(at.year * _MONTHS_IN_YEAR + at.month - 1 + months, _MONTHS_IN_YEAR)
    return at.replace(year=year, month=month + 1, day=min(at.day, days_in_month(year, month + 1)))


def days_in_month(year: int, month: int) -> int:
    """How many days a month of the proleptic Gregorian calendar has."""
    if month == 2:  # noqa: PLR2004  the number of February
        return 29 if year % 4 == 0 and (year % 100 != 0 or year % 400 == 0) else 28
    return 30 if month in {4, 6, 9, 11} else 31


def _shift_workdays(at: datetime, count: int) -> datetime:
    step = timedelta(days=1 if count > 0 else -1)
    for _ in range(abs(count)):
        at += step
        while at.weekday() > _FRIDAY:
            at += step
    return at


def duration(line: Line, i: int) -> tuple[int, Duration] | None:
    """Read "2 hours", "1h30", "a week and 3 days" or "1 year, 2 months" at token i."""
    total = {"months": 0.0, "days": 0.0, "seconds": 0.0, "workdays": 0.0}
    units: set[str] = set()
    j = k = i
    for _ in range(_MOST_PIECES):
        piece = _piece(line, k)
        if piece is None:
            break
        j, value, field, size = piece
        total[field] += value * size
        units.add(field)
        k = j
        if line.low[k] in {",", "and"}:
            k += 1
            if line.low[k] == "and":
                k += 1
    if not units:
        return None
    return j, Duration(**total, units=frozenset(units))


def _piece(line: Line, i: int) -> tuple[int, float, str, int] | None:  # noqa: PLR0911  one way out for each form
    """One amount with its unit: the next token, the amount, the field and the size of the unit."""
    low = line.low
    amount = cardinal(line, i)
    if amount is None and low[i] in UNITS and low[i + 1] in {"ago", "from"}:
        amount = i, 1.0  # "week from monday"
    if amount is None:
        return None
    j, value = amount
    if low[j] == "-" and line.kind[i] == "w":
        j += 1  # half-hour
    if low[j] in {"business", "working"} and low[j + 1] in {"day", "days"}:
        return j + 2, value, "workdays", 1
    unit = UNITS.get(low[j])
    if unit is None or (len(low[j]) == 1 and line.kind[i] != "n"):
        return None
    if line.options.quick and len(low[j]) == 1 and not line.glued(j):
        return None
    field, size = unit
    j += 1
    if low[j] == "." and low[j + 1] in _DIRECTIONS:
        j += 1  # 5 min. ago
    if low[j] == "and" and low[j + 1] == "a" and low[j + 2] == "half":
        return j + 3, value + 0.5, field, size
    if size == HOUR and (minutes := line.number(j)) is not None and line.glued(j) and line.is_closed(j + 1):
        return j + 1, value + minutes * MINUTE / HOUR, field, size  # 1h30
    return j, value, field, size
