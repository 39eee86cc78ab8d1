"""How often: "every 2 weeks on tue and thu", "every last friday of the month", "monthly"."""

from cairn.planning.quickadd.amounts import ordinal
from cairn.planning.quickadd.months import day_number, day_then_month, month_at, month_then_day
from cairn.planning.quickadd.patterns import WORKDAYS, Pattern, weekly
from cairn.planning.quickadd.tokens import Line
from cairn.planning.quickadd.words import CARDINALS, DASHES, MONTHS, PARTS, PLURAL_WEEKDAYS, TENS, WEEKDAYS

Found = tuple[int, Pattern] | None
"""The token behind a pattern, and the pattern."""

_LISTING = frozenset({",", "and", "&", "/", "+"})
_THROUGH = DASHES | {"to", "through", "thru"}
_WEEK = 7
_LAST_MONTHDAY = 31
_MOST_IN_MONTH = 5
_MOST_INTERVAL = 999
_WORKDAY = frozenset({"weekday", "weekdays", "workday", "workdays"})
_SATURDAY = 5
_FREQUENCIES = {
    "day": ("DAILY", 1),
    "week": ("WEEKLY", 1),
    "wk": ("WEEKLY", 1),
    "fortnight": ("WEEKLY", 2),
    "month": ("MONTHLY", 1),
    "quarter": ("MONTHLY", 3),
    "year": ("YEARLY", 1),
    "yr": ("YEARLY", 1),
}
FREQUENCIES = {**_FREQUENCIES, **{f"{word}s": value for word, value in _FREQUENCIES.items()}}
ADVERBS = {
    "daily": Pattern("DAILY"),
    "everyday": Pattern("DAILY"),
    "weekly": Pattern("WEEKLY"),
    "biweekly": Pattern("WEEKLY", 2),
    "fortnightly": Pattern("WEEKLY", 2),
    "monthly": Pattern("MONTHLY"),
    "quarterly": Pattern("MONTHLY", 3),
    "yearly": Pattern("YEARLY"),
    "annually": Pattern("YEARLY"),
}


def weekdays_at(line: Line, i: int) -> tuple[int, tuple[int, ...]] | None:
    """Read "mon, wed and fri", "mondays" or "monday to friday" at token i."""
    days: list[int] = []
    j = k = i
    while (day := _weekday(line, k)) is not None:
        j = k + 1
        days.append(day)
        if line.low[j] in _THROUGH and (last := _weekday(line, j + 1)) is not None:
            days += [(day + step) % _WEEK for step in range((last - day) % _WEEK + 1)]
            j += 2
        k = j
        while line.low[k] in _LISTING and k < j + 2:
            k += 1
        if k == j or line.low[k] == "on":
            break
    return (j, tuple(days)) if days else None


def _weekday(line: Line, i: int) -> int | None:
    return WEEKDAYS.get(line.low[i], PLURAL_WEEKDAYS.get(line.low[i]))


def repeat_at(line: Line, i: int) -> Found:
    """Read what can follow "every" at token i."""
    for rule in (_weekdays, _positions, _interval, _in_year, _set_phrase):
        found = rule(line, i)
        if found is not None:
            return found
    return None


def _weekdays(line: Line, i: int) -> Found:
    other = line.low[i] == "other"
    found = weekdays_at(line, i + 1 if other else i)
    return None if found is None else (found[0], weekly(found[1], 2 if other else 1))


def _ordinals(line: Line, i: int) -> tuple[int, tuple[int, ...]] | None:
    """Read "2nd", "first and third" or "last" at token i; "last" is -1."""
    numbers: list[int] = []
    j = k = i
    while True:
        found = (k + 1, -1) if line.low[k] == "last" else ordinal(line, k)
        if found is None:
            break
        j, number = found
        numbers.append(number)
        k = j
        while line.low[k] in {",", "and", "&", "the"} and k < j + 3:
            k += 1
        if k == j:
            break
    return (j, tuple(numbers)) if numbers else None


def _positions(line: Line, i: int) -> Found:  # noqa: PLR0911  one way out for each form
    """Positions in the month, or "every 2nd week"."""
    found = _ordinals(line, i + 1 if line.low[i] == "the" else i)
    if found is None:
        return None
    j, numbers = found
    word = line.low[j]
    named = _weekday(line, j)
    if named is not None and all(number <= _MOST_IN_MONTH for number in numbers):
        return _of_month(line, j + 1, Pattern("MONTHLY", weekdays=tuple((n, named) for n in numbers)))
    workday = word in _WORKDAY or (word in {"business", "working"} and line.low[j + 1] == "day")
    if workday and len(numbers) == 1:
        each = tuple((0, day) for day in WORKDAYS)
        j += 1 if word in _WORKDAY else 2
        return _of_month(line, j, Pattern("MONTHLY", weekdays=each, position=numbers[0]))
    if word == "day" and (line.low[j + 1] == "of" or numbers == (-1,)):
        return _of_month(line, j + 1, Pattern("MONTHLY", monthdays=numbers)) if _are_days(numbers) else None
    if word in FREQUENCIES and len(numbers) == 1 and numbers[0] > 1:
        return _with_days(line, j + 1, word, numbers[0])
    if (hit := day_then_month(line, i)) is not None and hit.day is not None and hit.day.year is None:
        return _yearly(hit.end, hit.day.month, hit.day.day)
    figures = line.kind[j - 2] == "n"
    if figures and _are_days(numbers) and (word == "of" or line.is_free(j)):
        return _of_month(line, j, Pattern("MONTHLY", monthdays=numbers))
    return None


def _are_days(numbers: tuple[int, ...]) -> bool:
    return all(-1 <= number <= _LAST_MONTHDAY and number != 0 for number in numbers)


def _of_month(line: Line, j: int, pattern: Pattern) -> tuple[int, Pattern]:
    """Take up "of the month" or "of january" behind positions in a month."""
    low = line.low
    k = j + 1 if low[j] in {"of", "in"} else j
    if k > j and low[k] in {"the", "each", "every"} and low[k + 1] == "month":
        return k + 2, pattern
    if k == j and low[j] in {"each", "every"} and low[j + 1] == "month":
        return j + 2, pattern
    named = month_at(line, k) if k > j else None
    if named is not None:
        return named[0], pattern._replace(freq="YEARLY", months=(named[1],))
    return j, pattern


def _interval(line: Line, i: int) -> Found:
    """A unit of time with or without a number before it."""
    low = line.low
    j, count = i + 1, 1
    if line.kind[i] == "n":
        count = line.number(i, 3) or 0
    elif low[i] in CARDINALS:
        count = CARDINALS[low[i]]
    elif low[i] in TENS:
        count = TENS[low[i]]
    elif low[i] == "other":
        count = 2
    elif low[i] == "couple" and low[j] == "of":
        j, count = j + 1, 2
    else:
        j = i
    if not 1 <= count <= _MOST_INTERVAL:
        return None
    if low[j] in _WORKDAY:
        return (j + 1, weekly(WORKDAYS)) if count == 1 else None
    if low[j] in {"business", "working"} and low[j + 1] == "day":
        return (j + 2, weekly(WORKDAYS)) if count == 1 else None
    if low[j] not in FREQUENCIES or (j == i and low[j] in {"days", "weeks", "months", "years"}):
        return None
    return _with_days(line, j + 1, low[j], count)


def _with_days(line: Line, j: int, unit: str, count: int) -> tuple[int, Pattern]:
    """A unit of time with the days that may be named behind it: "2 weeks on monday"."""
    freq, size = FREQUENCIES[unit]
    pattern = Pattern(freq, count * size)
    if line.low[j] not in {"on", "in"}:
        return j, pattern
    if freq == "WEEKLY" and (days := weekdays_at(line, j + 1)) is not None:
        return days[0], weekly(days[1], pattern.interval)
    if freq == "MONTHLY" and (places := _positions(line, j + 1)) is not None and places[1].freq == freq:
        return places[0], places[1]._replace(interval=pattern.interval)
    if freq == "YEARLY" and (dates := _in_year(line, j + 1)) is not None:
        return dates[0], dates[1]._replace(interval=pattern.interval)
    return j, pattern


def _in_year(line: Line, i: int) -> Found:
    """A day or month of the year: "january 15", "15 january", "january"."""
    for rule in (month_then_day, day_then_month):
        hit = rule(line, i)
        if hit is not None and hit.day is not None and hit.day.year is None and not hit.is_range:
            return _yearly(hit.end, hit.day.month, hit.day.day)
    if line.low[i] not in MONTHS or day_number(line, i + 1) is not None:
        return None
    months: list[int] = []
    j = k = i
    while (named := month_at(line, k)) is not None:
        j = named[0]
        months.append(named[1])
        k = j
        while line.low[k] in _LISTING and k < j + 2:
            k += 1
        if k == j:
            break
    return j, Pattern("YEARLY", months=tuple(sorted(set(months))), monthdays=(1,))


def _yearly(end: int, month: int | None, day: int | None) -> Found:
    if month is None or day is None:
        return None
    return end, Pattern("YEARLY", months=(month,), monthdays=(day,))


def _set_phrase(line: Line, i: int) -> Found:
    word = line.low[i]
    if word in {"weekend", "weekends"}:
        return i + 1, weekly((_SATURDAY,))
    if word in PARTS and line.low[i + 1] not in {"and", "or"}:
        return i, Pattern("DAILY")  # the part of the day is read as the time that follows
    return None
