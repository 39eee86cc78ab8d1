"""Days by name or by distance: tomorrow, next friday, in 3 days, two weeks ago, end of month, the 15th."""

from datetime import date, datetime, timedelta

from cairn.planning.quickadd.amounts import days_in_month, duration, ordinal, shift_months
from cairn.planning.quickadd.hits import Clock, Day, Half, Hit
from cairn.planning.quickadd.tokens import Line
from cairn.planning.quickadd.words import (
    APOSTROPHES,
    CLEAR_DAYS,
    DEADLINES,
    EDGES,
    MODIFIERS,
    MONTHS,
    NEXT,
    PARTS,
    PERIODS,
    UNITS,
)

WEEK = 7
LAST_DAY = 31
_MONTHS_IN_QUARTER = 3
_SMALL_HOURS = 6  # until then "last night" is the night that is just ending


def today(line: Line) -> date:
    """The day on which the text is written."""
    return line.options.now.date()


def away(line: Line, days: int) -> Day:
    """The day so many days from today; OverflowError outside the calendar."""
    return Day(value=today(line) + timedelta(days=days))


def by_name(line: Line, i: int) -> Hit | None:
    """Read today, tonight, tomorrow, yesterday, "the day after tomorrow", EOD or COB at token i."""
    low = line.low
    word = low[i]
    if word in CLEAR_DAYS:
        clock = Clock(PARTS[word], half="pm", exact=False, part="night") if word == "tonight" else None
        return Hit(i + 1, away(line, CLEAR_DAYS[word]), clock)
    if word == "tom":  # a name, too
        goes_on = line.kind[i + 1] == "w" and low[i + 1] not in {"at", "by", "before", "around", "every"}
        meant = not goes_on and (not line.options.quick or line.raw[i] == word)
        return Hit(i + 1, away(line, 1)) if meant else None
    if word in DEADLINES:
        period, hour = DEADLINES[word]
        clock = None if hour is None else Clock(hour, half="pm")
        return Hit(i + 1, Day(value=edge_of(line, "end", period, 0)), clock)
    return _beyond_tomorrow(line, i)


def _beyond_tomorrow(line: Line, i: int) -> Hit | None:
    k = i + 1 if line.low[i] == "the" else i
    if line.low[k] != "day" or line.low[k + 1] not in {"after", "before"}:
        return None
    step = 1 if line.low[k + 1] == "after" else -1
    if CLEAR_DAYS.get(line.low[k + 2]) != step:
        return None
    return Hit(k + 3, away(line, 2 * step))


def at_present(line: Line, i: int) -> Hit | None:
    """Read "now" or "right now" at token i; in a task it is no date ("Buy now, pay later")."""
    k = i + 1 if line.low[i] in {"right", "just"} else i
    if line.low[k] != "now" or line.options.quick:
        return None
    return Hit(k + 1, Day(at=line.options.now))


def edge_of(line: Line, edge: str, period: str, step: int) -> date:
    """The first, middle or last day of a period, `step` periods from the present one."""
    now = line.options.now
    if period == "day":
        return (now + timedelta(days=step)).date()
    if period in {"week", "weekend"}:
        first = now.date() - timedelta(days=(now.weekday() - line.options.week_start) % WEEK)
        first += timedelta(days=WEEK * step)
        return first + timedelta(days={"start": 0, "mid": 2, "end": WEEK - 1}[edge])
    length = {"month": 1, "quarter": _MONTHS_IN_QUARTER, "year": 12}[period]
    month = (now.month - 1) // length * length + 1
    begin = shift_months(now.replace(day=1, month=month), length * step)
    if edge == "start":
        return begin.date()
    if edge == "mid":
        return (begin + timedelta(days=14) if length == 1 else shift_months(begin, length // 2)).date()
    last = shift_months(begin, length - 1)
    return last.replace(day=days_in_month(last.year, last.month)).date()


def edge(line: Line, i: int) -> Hit | None:  # noqa: PLR0911  one way out for each form
    """Read "end of month", "the beginning of next week", "close of business" at token i."""
    low = line.low
    k = i + 1 if low[i] == "the" else i
    named = EDGES.get(low[k])
    if named is None:
        return None
    if low[k] == "mid":
        j = k + 2 if low[k + 1] == "-" else k + 1
    elif low[k + 1] == "of":
        j = k + 2
    else:
        return None
    if low[k] == "close":
        if low[j] != "business":
            return None
        return Hit(j + 1, Day(value=today(line)), Clock(17, half="pm"))
    step = 0
    if low[j] == "the":
        j += 1
    if low[j] in MODIFIERS:
        step = MODIFIERS[low[j]]
        j += 1
    if low[j] in MONTHS and step == 0 and line.options.quick:
        return _edge_of_month(line, named, j)
    if low[j] not in {"day", "week", "weekend", "month", "quarter", "year"}:
        return None
    return Hit(j + 1, Day(value=edge_of(line, named, low[j], step)))


def _edge_of_month(line: Line, edge: str, j: int) -> Hit | None:
    """The first, middle or last day of a month that is named at token j, in its next occurrence."""
    now, month = line.options.now, MONTHS[line.low[j]]
    year = now.year + (month < now.month)
    day = {"start": 1, "mid": 15, "end": days_in_month(year, month)}[edge]
    return Hit(j + 1, Day(year=year, month=month, day=day)) if line.kind[j + 1] != "n" else None


def distance(line: Line, i: int) -> Hit | None:
    """Read "in 3 days", "2 weeks from now", "5 minutes ago", "a week from monday" at token i."""
    low = line.low
    word = low[i]
    if word in {"in", "within"} or (word in {"for", "after"} and not line.options.quick):
        return _ahead(line, i + 1)
    if word == "after" and line.kind[i + 1] == "n":
        return _ahead(line, i + 1)
    if word in {"+", "-"}:
        return _signed(line, i)
    return _counted(line, i)


def _ahead(line: Line, i: int) -> Hit | None:
    low = line.low
    if low[i] in {"about", "around", "approximately", "just", "under"}:
        i += 1
    if low[i] == "the" and low[i + 1] in NEXT:
        i += 1
    if low[i] in NEXT:
        i += 1
    found = duration(line, i)
    if found is None or low[found[0]] in {"ago", "earlier", "later"}:
        return None
    j, length = found
    if line.options.quick and low[j - 1] in {"second", "sec", "s", "seconds"}:
        return None  # "in a second" is a manner of speaking
    if low[j] in APOSTROPHES:
        j += 1
    if low[j] == "time":
        j += 1
    return moved(line, j, length.added(line.options.now), timed=length.timed)


def moved(line: Line, j: int, to: datetime | None, *, timed: bool) -> Hit | None:
    """The hit for an instant reached by a duration; without hours in it, only the day was named."""
    if to is None:
        return None
    return Hit(j, Day(at=to) if timed else Day(value=to.date()))


def _signed(line: Line, i: int) -> Hit | None:
    if line.options.quick and (line.low[i] == "-" or not line.glued(i + 1)):
        return None
    if not line.glued(i + 1) and i > 0:
        return None
    found = duration(line, i + 1) if line.kind[i + 1] == "n" else None
    if found is None:
        return None
    j, length = found
    return moved(line, j, length.added(line.options.now, -1 if line.low[i] == "-" else 1), timed=length.timed)


def _counted(line: Line, i: int) -> Hit | None:
    """An amount of time and the word behind it that says which way it goes."""
    found = duration(line, i)
    if found is None:
        return None
    j, length = found
    word, low, now = line.low[j], line.low, line.options.now
    if word in {"ago", "earlier"}:
        return moved(line, j + 1, length.added(now, -1), timed=length.timed)
    if word in {"later", "henceforth"} or (word in {"out", "forward"} and not line.options.quick):
        return moved(line, j + 1, length.added(now), timed=length.timed)
    if word in {"from", "hence"} and (low[j + 1] == "now" or word == "hence"):
        return moved(line, j + (2 if word == "from" else 1), length.added(now), timed=length.timed)
    if word in {"before", "after"} and not line.options.quick and line.kind[j + 1] in {"", "p"}:
        sign = 1 if word == "after" else -1
        return moved(line, j + 1, length.added(now, sign), timed=length.timed)
    return None


def period(line: Line, i: int) -> Hit | None:
    """Read "next week", "last month", "this year", "the past 5 days" or "this evening" at token i."""
    low = line.low
    k = i + 1 if low[i] == "the" else i
    word = low[k]
    j, step = k + 1, MODIFIERS.get(word)
    if word == "after" and low[j] == "this":
        j, step = j + 1, 1
    if step is None:
        return None
    if low[j] in {"coming", "past"} and word == "this":
        step = 1 if low[j] == "coming" else -1
        j += 1
    if low[j] in PARTS:
        return _part_of_day(line, j, step)
    if low[j] in PERIODS:
        return _whole_period(line, j, step)
    if step == 0 or line.options.quick:
        return None
    found = duration(line, j)
    if found is None:
        return None
    return moved(line, found[0], found[1].added(line.options.now, step), timed=found[1].timed)


def _part_of_day(line: Line, j: int, step: int) -> Hit | None:
    word = line.low[j]
    if step != 0 and word != "night":
        return None
    half: Half = "am" if word == "morning" else "pm"
    clock = Clock(PARTS[word], half=half, exact=False, part=word)
    if step < 0 and line.options.now.hour <= _SMALL_HOURS:
        return Hit(j + 1, away(line, 0), clock._replace(hour=0, half="am"))
    return Hit(j + 1, away(line, step), clock)


def _whole_period(line: Line, j: int, step: int) -> Hit | None:
    word, now, quick = line.low[j], line.options.now, line.options.quick
    field, size = UNITS[word]
    if step < 0 and quick:
        return None  # a task about last week is not due then
    if step == 0:
        if field == "seconds" or word in {"fortnight", "decade"}:
            return Hit(j + 1, Day(at=now)) if field == "seconds" and not quick else None
        return Hit(j + 1, _this(line, {"qtr": "quarter"}.get(word, word)))
    if field == "months":
        return Hit(j + 1, Day(value=shift_months(now, step * size).date()))
    if field == "days":
        return Hit(j + 1, away(line, step * size))
    return None if quick else Hit(j + 1, Day(at=now + timedelta(seconds=step * size)))


def _this(line: Line, period: str) -> Day:
    """The first day of the present period, with weeks from Sunday; for a task its last, when it is due."""
    if line.options.quick:
        return Day(value=edge_of(line, "end", period, 0))
    if period == "week":
        at = today(line)
        return Day(value=at - timedelta(days=at.isoweekday() % WEEK))
    return Day(value=edge_of(line, "start", period, 0))


def day_of_month(line: Line, i: int) -> Hit | None:
    """Read "the 15th", "the 1st of next month" or "15th of the month" at token i."""
    low = line.low
    article = low[i] == "the"
    k = i + 1 if article else i
    if line.kind[k] != "n" or (found := ordinal(line, k)) is None:
        return None
    j, value = found
    if not 1 <= value <= LAST_DAY:
        return None
    if low[j] == "of" or low[j] in MODIFIERS:
        hit = _in_named_month(line, j + 1 if low[j] == "of" else j, value)
        if hit is not None:
            return hit
    led = article or low[i - 1] in {"on", "by", "until", "till", "before", "due"}
    if not led or not line.is_free(j) or low[j] in {"of", "-", "/"}:
        return None
    return Hit(j, Day(day=value))


def _in_named_month(line: Line, j: int, value: int) -> Hit | None:
    low = line.low
    if low[j] in {"the", "each", "every"}:
        return Hit(j + 2, Day(day=value)) if low[j : j + 2] == ["the", "month"] else None
    step = MODIFIERS.get(low[j])
    if step is None or low[j + 1] != "month":
        return None
    begin = shift_months(line.options.now.replace(day=1), step)
    if value > days_in_month(begin.year, begin.month):
        return None
    return Hit(j + 2, Day(value=begin.date().replace(day=value)))
