"""Days by their place in a month: "the first monday of june", "last day of next month"."""

from collections.abc import Iterator
from datetime import MAXYEAR, MINYEAR, date, timedelta

from cairn.planning.quickadd.amounts import days_in_month, ordinal, shift_months
from cairn.planning.quickadd.days import WEEK
from cairn.planning.quickadd.hits import Day, Hit
from cairn.planning.quickadd.months import month_at
from cairn.planning.quickadd.tokens import Line
from cairn.planning.quickadd.weekdays import weekday_at
from cairn.planning.quickadd.words import MODIFIERS

_MOST_WEEKS = 5


def position(line: Line, i: int) -> Hit | None:
    """Read a day of a month by its place at token i."""
    low = line.low
    k = i + 1 if low[i] == "the" else i
    found = (k + 1, -1) if low[k] == "last" else ordinal(line, k)
    if found is None:
        return None
    j, place = found
    named = weekday_at(line, j)
    if named is not None and place <= _MOST_WEEKS:
        weekday: int | None = named[1]
        j = named[0]
    elif low[j] == "day":
        weekday, j = None, j + 1
    else:
        return None
    if low[j] not in {"of", "in"}:
        return None
    month = _month(line, j + 1)
    if month is None:
        return None
    end, begins = month
    days = [day for begin in begins if (day := _in_month(begin, place, weekday)) is not None]
    now = line.options.now.date()
    if line.options.forward and len(days) > 1:
        days = [day for day in days if day >= now]
    chosen = min(days, key=lambda day: abs(day - now), default=None)
    return None if chosen is None else Hit(end, Day(value=chosen))


def _month(line: Line, j: int) -> tuple[int, list[date]] | None:
    """The month that is named at token j: the next token and the first days of the months it can be."""
    low, now = line.low, line.options.now
    k = j + 1 if low[j] == "the" else j
    step = 0
    if low[k] in MODIFIERS:
        step, k = MODIFIERS[low[k]], k + 1
    if low[k] == "month":
        return k + 1, [shift_months(now.replace(day=1), step).date()]
    named = month_at(line, k) if k == j else None
    if named is None:
        return None
    j, month = named
    year = line.number(j, 4) if len(low[j]) == 4 else None  # noqa: PLR2004  digits of a year
    if year is not None:
        return j + 1, [date(year, month, 1)]
    return j, list(_around(now.year, month))


def _around(year: int, month: int) -> Iterator[date]:
    for near in range(max(MINYEAR, year - 1), min(MAXYEAR, year + 1) + 1):
        yield date(near, month, 1)


def _in_month(begin: date, place: int, weekday: int | None) -> date | None:
    """The day at a place of the month that begins so, counted from its end if negative."""
    length = days_in_month(begin.year, begin.month)
    if weekday is None:
        number = place if place > 0 else length + 1 + place
    else:
        first = 1 + (weekday - begin.weekday()) % WEEK
        number = first + WEEK * (place - 1) if place > 0 else first + (length - first) // WEEK * WEEK
    return begin + timedelta(days=number - 1) if 1 <= number <= length else None
