"""Days of the week: friday, next sunday, Tuesday of next week, Friday the 2nd, this weekend."""

from datetime import date, timedelta

from cairn.planning.quickadd.amounts import ordinal
from cairn.planning.quickadd.days import LAST_DAY, WEEK, away, edge_of, today
from cairn.planning.quickadd.figures import in_figures
from cairn.planning.quickadd.hits import Day, Hit
from cairn.planning.quickadd.months import day_then_month, month_then_day
from cairn.planning.quickadd.tokens import Line
from cairn.planning.quickadd.words import (
    AMBIGUOUS,
    CONTEXT,
    MERIDIEMS,
    MODIFIERS,
    MONTHS,
    PARTS,
    RANGE_WORDS,
    WEEKDAYS,
)

_FRIDAY, SATURDAY, SUNDAY = 4, 5, 6
_WORKDAYS = 5


def ahead(line: Line, weekday: int) -> int:
    """Days from today until that weekday, 0 to 6."""
    return (weekday - today(line).weekday()) % WEEK


def modified(line: Line, weekday: int, step: int) -> int:
    """Days from today to "this" (step 0), "next" (1) or "last" (-1) such weekday.

    "Next" is the one of the coming week, where the week that is over on a weekend counts as gone and
    Sunday closes the week.
    """
    now = today(line).weekday()
    forward = ahead(line, weekday)
    if step == 0:
        return forward
    if step < 0:
        return forward - WEEK
    if now == SUNDAY:
        return forward or WEEK
    if now == SATURDAY:
        return forward + WEEK if weekday in {SATURDAY, SUNDAY} else forward
    passed = weekday < now
    return forward if passed else forward + WEEK


def weekday_at(line: Line, i: int) -> tuple[int, int] | None:
    """A weekday's name at token i, with the full stop of an abbreviation: the next token and the day."""
    weekday = WEEKDAYS.get(line.low[i])
    if weekday is None:
        return None
    short = len(line.low[i]) < 6  # noqa: PLR2004  letters of the shortest full name
    return (i + 2 if short and line.low[i + 1] == "." and line.glued(i + 1) else i + 1), weekday


def weekday(line: Line, i: int) -> Hit | None:
    """Read a weekday with what may follow it: a date, a day of the month, "of next week"."""
    named = weekday_at(line, i)
    if named is None:
        return None
    j, number = named
    dated = _with_date(line, j, number)
    if dated is not None:
        return dated
    k = j + 1 if line.low[j] == "of" else j + 1 if line.low[j] == "," else j
    if line.low[k] in MODIFIERS and line.low[k + 1] == "week":
        return _of_week(line, k + 2, number, MODIFIERS[line.low[k]])
    if line.low[i] in AMBIGUOUS and not _is_meant(line, i, j):
        return None
    return Hit(i + 1, Day(weekday=number))


def _with_date(line: Line, j: int, number: int) -> Hit | None:
    low = line.low
    k = j + 1 if low[j] in {",", "("} else j
    if low[k] == "the":
        k += 1
    rules = (in_figures, day_then_month) if line.kind[k] == "n" else (month_then_day, day_then_month)
    for rule in rules:
        hit = rule(line, k)
        if hit is not None:
            return hit
    found = ordinal(line, k) if line.kind[k] == "n" else None
    if (
        found is None
        or not 1 <= found[1] <= LAST_DAY
        or not line.is_free(found[0])
        or low[found[0]] in MONTHS
    ):
        return None
    return Hit(found[0], Day(weekday=number, day=found[1]))


def _of_week(line: Line, j: int, number: int, step: int) -> Hit:
    first = edge_of(line, "start", "week", step)
    return Hit(j, Day(value=first + timedelta(days=(number - line.options.week_start) % WEEK)))


def _is_meant(line: Line, i: int, j: int) -> bool:
    """Whether "sat", "sun" or "wed" (tokens i until before j) stands where only a day can stand."""
    low = line.low
    if low[i - 1] in CONTEXT - {"a", "@", "between", "or", "about", "in"} and low[i - 1] != "and":
        return low[i - 1] not in {"to", "of", "this", "the", "for", "around", "at"} or line.is_free(j)
    if low[j] in RANGE_WORDS and low[j + 1] in WEEKDAYS:
        return True
    if low[j] in PARTS or (low[j] in {"at", "@"} and line.kind[j + 1] == "n"):
        return True
    if line.kind[j] == "n" and (low[j + 1] in MERIDIEMS or (low[j + 1] == ":" and line.glued(j + 1))):
        return True
    if line.alone(i, j):
        return line.raw[i] != low[i]
    sentence_start = i == 0 or low[i - 1] in {".", "!", "?"}
    ends = line.kind[j] == "" or low[j] in {".", ",", ")", ";"}
    return ends and not sentence_start and (line.raw[i] != low[i] or low[i] == "wed")


def modified_weekday(line: Line, i: int) -> Hit | None:
    """Read "next friday", "this past sunday", "last weekend" or "next weekday" at token i."""
    low = line.low
    k = i + 1 if low[i] == "the" else i
    step = MODIFIERS.get(low[k])
    if step is None:
        return _weekend(line, k)
    j = k + 1
    if low[k] == "this" and low[j] in {"coming", "past"}:
        step = -1 if low[j] == "past" else 0
        j += 1
    elif low[k] in {"coming", "upcoming"}:
        step = 0
    if low[j] == "weekend":
        number = SUNDAY if step < 0 else SATURDAY
        j += 1
    elif low[j] in {"weekday", "workday"} and step != 0:
        return Hit(j + 1, away(line, _to_workday(line, step)))
    elif (named := weekday_at(line, j)) is not None:
        number = named[1]
        if low[j] in AMBIGUOUS and step == 0 and not line.is_free(j + 1):
            return None
        j += 1
    else:
        return None
    return Hit(j, away(line, modified(line, number, step)))


def weekday_of_week(line: Line, i: int) -> Hit | None:
    """Read "next week friday" or "this week on friday" at token i."""
    step = MODIFIERS.get(line.low[i])
    if step is None or line.low[i + 1] != "week":
        return None
    k = i + 3 if line.low[i + 2] in {"on", ","} else i + 2
    named = weekday_at(line, k)
    return None if named is None else _of_week(line, k + 1, named[1], step)


def _to_workday(line: Line, step: int) -> int:
    days = step
    while (today(line).weekday() + days) % WEEK >= _WORKDAYS:
        days += step
    return days


def _weekend(line: Line, i: int) -> Hit | None:
    if line.low[i] != "weekend":
        return None
    led = line.low[i - 1] in {"the", "this"} and line.low[i - 2] in {
        "at",
        "on",
        "over",
        "by",
        "for",
        "before",
    }
    if not led and not line.alone(i, i + 1):
        return None
    return Hit(i + 1, Day(weekday=SATURDAY))


def nearest(on: date, weekday: int) -> date:
    """The day of that weekday that is closest to a day, before or after it."""
    forward = (weekday - on.weekday()) % WEEK
    return on + timedelta(days=forward if forward <= WEEK // 2 else forward - WEEK)
