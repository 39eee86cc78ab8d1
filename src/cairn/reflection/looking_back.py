"""Which days one looks back at from a day."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

MONTHS = (1, 3, 6)
YEARS = 100
"""How far one looks back."""
_FIRST_YEAR = 1900
_FEBRUARY, _LAST_OF_FEBRUARY, _LEAP_DAY = 2, 28, 29


@dataclass(frozen=True, slots=True)
class Anniversary:
    """A day that has to do with a later one."""

    day: date
    years: int | None
    """Years between them, where it is the same date."""
    months: int | None
    """Months between them, where it is the same day of another month."""


def anniversaries(day: date) -> list[Anniversary]:
    """Return the days that `day` reminds of, the nearest first.

    1, 3 and 6 months ago, by the last day of a month that is too short; and the same date of earlier years. A
    leap day has its anniversary on 28 February of other years, and so is looked back at from there.
    """
    found = [Anniversary(months_before(day, months), None, months) for months in MONTHS]
    for years in range(1, min(YEARS, day.year - _FIRST_YEAR) + 1):
        year = day.year - years
        length = monthrange(year, day.month)[1]
        if day.day <= length:
            found.append(Anniversary(day.replace(year=year), years, None))
        if _stands_for_leap_day(day) and length == _LEAP_DAY:
            found.append(Anniversary(date(year, _FEBRUARY, _LEAP_DAY), years, None))
        elif day.day > length:
            found.append(Anniversary(date(year, _FEBRUARY, _LAST_OF_FEBRUARY), years, None))
    return sorted(found, key=lambda one: one.day, reverse=True)


def months_before(day: date, months: int) -> date:
    """Return the same day of an earlier month, or the last day of that month where it is shorter."""
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def _stands_for_leap_day(day: date) -> bool:
    return (day.month, day.day) == (_FEBRUARY, _LAST_OF_FEBRUARY) and (day + timedelta(days=1)).day == 1
