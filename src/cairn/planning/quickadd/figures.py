"""Days in figures: 2012-08-10, 8/10/2012, 10/8, 04/2016, 10-Aug-2012, 2012/Aug/10."""

from cairn.planning.quickadd.amounts import days_in_month
from cairn.planning.quickadd.hits import Day, Hit
from cairn.planning.quickadd.tokens import Line
from cairn.planning.quickadd.words import IDIOMS, MONTHS, NUMBERED

LAST_MONTH = 12
_LEAP_YEAR = 2000
_YEAR_DIGITS = 4
_PIVOT = 50
_CENTURY = 100
_FIRST_YEAR, _LAST_YEAR = 1000, 2999


def is_day(year: int | None, month: int, day: int) -> bool:
    """Whether such a day exists, in some year if none is given."""
    if not 1 <= month <= LAST_MONTH or (year is not None and year < 1):
        return False
    return 1 <= day <= days_in_month(_LEAP_YEAR if year is None else year, month)


def full_year(value: int, digits: int) -> int:
    """A year of two digits as one of four: up to 50 of this century, above it of the last."""
    if digits >= _YEAR_DIGITS:
        return value
    return value + (1900 if value > _PIVOT else 2000)


def year_of_four(line: Line, i: int) -> int | None:
    """Token i as a year of four digits."""
    if len(line.low[i]) != _YEAR_DIGITS or line.kind[i] != "n":
        return None
    year = int(line.low[i])
    return year if _FIRST_YEAR <= year <= _LAST_YEAR else None


def in_figures(line: Line, i: int) -> Hit | None:
    """Read a day, or a month with its year, whose parts are joined by one of / - . at token i."""
    joint = line.low[i + 1]
    if line.kind[i] != "n" or joint not in {"/", "-", "."} or not line.glued(i + 1) or not line.glued(i + 2):
        return None
    if line.low[i - 1] in NUMBERED and line.options.quick:
        return None
    if line.low[i + 3] == joint and line.glued(i + 3) and line.kind[i + 4] == "n" and line.glued(i + 4):
        return _three(line, i, joint)
    return _two(line, i, joint)


def _three(line: Line, i: int, joint: str) -> Hit | None:
    if year_of_four(line, i) is not None:
        day = _year_first(line, i)
    elif line.kind[i + 2] == "w":
        day = _named(line, line.number(i), MONTHS.get(line.low[i + 2]), i + 4)
    else:
        day = _year_last(line, i, joint)
    return None if day is None else Hit(i + 5, day)


def _year_first(line: Line, i: int) -> Day | None:
    year, third = int(line.low[i]), line.number(i + 4)
    month = MONTHS.get(line.low[i + 2], line.number(i + 2))
    if month is None or third is None:
        return None
    for month_, day in ((month, third), (third, month)):
        if is_day(year, month_, day):
            return Day(year=year, month=month_, day=day)
    return None


def _named(line: Line, day: int | None, month: int | None, year_at: int) -> Day | None:
    digits = len(line.low[year_at])
    year = line.number(year_at, _YEAR_DIGITS)
    if day is None or month is None or year is None or digits not in {2, _YEAR_DIGITS}:
        return None
    year = full_year(year, digits)
    return Day(year=year, month=month, day=day) if is_day(year, month, day) else None


def _year_last(line: Line, i: int, joint: str) -> Day | None:
    one, two, digits = line.number(i), line.number(i + 2), len(line.low[i + 4])
    year = line.number(i + 4, _YEAR_DIGITS)
    if one is None or two is None or year is None or digits not in {2, _YEAR_DIGITS}:
        return None
    if digits == 2 and joint != "/" and (len(line.low[i]) != 2 or len(line.low[i + 2]) != 2):  # noqa: PLR2004
        return None  # 1.10.30 is a version, 30.10.16 a day
    return _ordered(line, one, two, full_year(year, digits))


def _ordered(line: Line, one: int, two: int, year: int | None) -> Day | None:
    pairs = ((one, two), (two, one)) if line.options.month_first else ((two, one), (one, two))
    for month, day in pairs:
        if is_day(year, month, day):
            return Day(year=year, month=month, day=day)
    return None


def _two(line: Line, i: int, joint: str) -> Hit | None:
    one, two = line.number(i), line.number(i + 2)
    hit: Hit | None = None
    if (year := year_of_four(line, i)) is not None:
        if joint != "." and two is not None and len(line.low[i + 2]) == 2 and 1 <= two <= LAST_MONTH:  # noqa: PLR2004
            hit = Hit(i + 3, Day(year=year, month=two))
    elif (year := year_of_four(line, i + 2)) is not None:
        if joint == "/" and one is not None and 1 <= one <= LAST_MONTH:
            hit = Hit(i + 3, Day(year=year, month=one))
    elif joint == "/" and one is not None and two is not None and (one, two) not in IDIOMS:
        day = _ordered(line, one, two, None)
        fraction = max(one, two) <= LAST_MONTH and line.options.quick
        if day is not None and (not fraction or line.is_free(i + 3)):
            hit = Hit(i + 3, day)
    return hit


def month_in_front(line: Line, i: int) -> Hit | None:
    """Read Aug/10/2012 or Aug-10-2012 at token i."""
    month, joint = MONTHS.get(line.low[i]), line.low[i + 1]
    if month is None or joint not in {"/", "-"} or line.low[i + 3] != joint or not line.glued(i + 4):
        return None
    day = _named(line, line.number(i + 2), month, i + 4)
    return None if day is None else Hit(i + 5, day)
