"""Days with times and ranges of both: "tomorrow at 5", "5pm on friday", "from 10 May to 12 June"."""

from datetime import MAXYEAR, MINYEAR, datetime, time

from cairn.planning.quickadd import days, figures, months, positions, times, weekdays
from cairn.planning.quickadd.amounts import duration
from cairn.planning.quickadd.hits import Clock, Day, Hit, Rule, first
from cairn.planning.quickadd.resolve import in_calendar, resolve
from cairn.planning.quickadd.tokens import Line
from cairn.planning.quickadd.words import (
    CARDINALS,
    CLEAR_DAYS,
    DASHES,
    DEADLINES,
    EDGES,
    MODIFIERS,
    MONTHS,
    NOON,
    ORDINALS,
    PARTS,
    PREFIXES,
    RANGE_WORDS,
    TENS,
    UNITS,
    VAGUE,
    WEEKDAYS,
)

_MOST_PREFIXES = 3
_BEFORE_TIME = frozenset(
    {",", "at", "@", "around", "about", "after", "before", "by", "from", "between", "until"}
)
_MARKS_BEFORE_TIME = frozenset({".", ":", "t", "∙", "•", "·", "|"}) | DASHES
_BEFORE_DAY = frozenset({",", "on", "of", "∙", "•", "·", "|", "(", "at"}) | DASHES


def _from_moment(line: Line, i: int) -> Hit | None:
    """Read "2 weeks after 10 August", "3 hours before noon" or "a week on monday" at token i."""
    found = duration(line, i)
    if found is None:
        return None
    j, length = found
    word = line.low[j]
    weeks = not length.timed and length.days > 0 and length.days % days.WEEK == 0
    if word not in {"from", "after", "before"} and not (word == "on" and weeks):
        return None
    to = _plain_moment(line, j + 1)
    meant = None if to is None or to.is_range else resolve(line, to)
    if to is None or meant is None:
        return None
    if length.timed and meant.time is None and line.options.quick:
        return None  # "study 2 hours before friday"
    rest = line.options.now.time() if length.timed else time(0)
    reached = length.added(datetime.combine(meant.date, meant.time or rest), -1 if word == "before" else 1)
    return days.moved(line, to.end, reached, timed=length.timed or meant.time is not None)


def _plain_moment(line: Line, i: int) -> Hit | None:
    """A day, perhaps with its time, or a time that is none by its number alone."""
    day = day_at(line, i, nested=True)
    if day is not None:
        return with_hours(line, day) or day
    hours = clock_at(line, i)
    return None if hours is None or hours.clock is None or hours.clock.bare else hours


def _month_with_modifier(line: Line, i: int) -> Hit | None:
    """Read "next may" or "last december" at token i."""
    step, month = MODIFIERS.get(line.low[i]), MONTHS.get(line.low[i + 1])
    if step is None or month is None or line.kind[i + 2] == "n":
        return None
    now = line.options.now
    year = now.year
    if step > 0 and month <= now.month:
        year += 1
    if step < 0 and month >= now.month:
        year -= 1
    return Hit(i + 2, Day(year=year, month=month)) if MINYEAR <= year <= MAXYEAR else None


_IN_FIGURES: tuple[Rule, ...] = (
    figures.in_figures,
    months.day_then_month,
    positions.position,
    days.day_of_month,
    days.distance,
    _from_moment,
)
_WITH_MODIFIER: tuple[Rule, ...] = (
    positions.position,
    weekdays.modified_weekday,
    weekdays.weekday_of_week,
    days.period,
    _month_with_modifier,
)
_STARTS: dict[str, tuple[Rule, ...]] = {}
for _words, _rules in (
    (WEEKDAYS, (weekdays.weekday,)),
    (MONTHS, (figures.month_in_front, months.month_then_day, months.month_alone)),
    ([*CLEAR_DAYS, *DEADLINES, "tom", "day"], (days.by_name,)),
    (EDGES, (days.edge,)),
    (MODIFIERS, _WITH_MODIFIER),
    (ORDINALS, (positions.position, months.day_then_month)),
    ([*CARDINALS, *VAGUE], (days.distance, _from_moment)),
    (TENS, (months.day_then_month, days.distance, _from_moment)),
    (["in", "within", "for", "+", "-"], (days.distance,)),
    (["after"], (days.period, days.distance)),
    (["the"], (days.by_name, *_WITH_MODIFIER, days.edge, months.day_then_month, days.day_of_month)),
    (["now", "right", "just"], (days.at_present,)),
    (["weekend"], (weekdays.modified_weekday,)),
    (["week", "fortnight", "month", "year"], (days.distance, _from_moment)),
):
    for _word in _words:
        _STARTS[_word] = _STARTS.get(_word, ()) + _rules

_TIME_WORDS = frozenset({*CARDINALS, *NOON, "midnight", "half", "quarter", "a", "twenty"})
STARTS = frozenset({*_STARTS, *_TIME_WORDS, *PREFIXES, *PARTS})
"""The words with which a date or time can begin."""
NAMED_TIMES = frozenset({*WEEKDAYS, *CLEAR_DAYS, *DEADLINES, *NOON, "midnight"})
"""Words that are a date or time by themselves."""


def day_at(line: Line, i: int, *, nested: bool = False) -> Hit | None:
    """Read a day, or a range of days of one month, at token i."""
    rules = _IN_FIGURES if line.kind[i] == "n" else _STARTS.get(line.low[i], ())
    if nested:
        rules = tuple(rule for rule in rules if rule is not _from_moment)
    hit = first(rules, line, i)
    if hit is None or hit.day is None or nested or line.low[hit.end] not in {"+", "plus"}:
        return hit
    found = duration(line, hit.end + 1)
    on = in_calendar(line, hit.day) if found is not None and not hit.is_range else None
    if found is None or on is None:
        return hit
    base = datetime.combine(on, line.options.now.time() if found[1].timed else time(0))
    return days.moved(line, found[0], found[1].added(base), timed=found[1].timed) or hit


def clock_at(line: Line, i: int) -> Hit | None:
    """Read one time at token i."""
    if line.kind[i] == "n":
        return times.past(line, i) or times.figures(line, i)
    return times.by_word(line, i) if line.low[i] in _TIME_WORDS else None


def hours_at(line: Line, i: int) -> Hit | None:
    """Read a time or a range of times at token i; a range is bare if both its ends are."""
    one = clock_at(line, i)
    if one is None or one.clock is None:
        return None
    j = times.after_zone(line, one.end)
    between = line.low[i - 1] == "between" and line.low[j] == "and"
    if line.low[j] not in RANGE_WORDS and not between:
        return one
    k = j + 2 if line.low[j + 1] in {"at", "about"} else j + 1
    two = clock_at(line, k)
    if two is None or two.clock is None or not _ends_range(line, two, k):
        return one
    if one.clock.bare and two.clock.bare and len(line.low[i]) > 2:  # noqa: PLR2004  1990-2005
        return one
    bare = one.clock.bare and two.clock.bare
    if bare and one.clock == two.clock:
        return one
    clock = one.clock._replace(bare=bare)
    return Hit(two.end, clock=clock, last_clock=two.clock._replace(bare=False))


def _ends_range(line: Line, two: Hit, k: int) -> bool:
    """Whether a time can end a range: it is not the day of a month or the number of something."""
    if two.clock is None or not line.is_closed(two.end):
        return False
    if not two.clock.bare:
        return True
    low = line.low[two.end]
    return len(line.low[k]) <= 2 and low not in MONTHS and low not in UNITS and line.is_free(two.end)  # noqa: PLR2004


def _join(line: Line, named: Clock | None, hours: Hit) -> Hit:
    """Let a part of the day that was named tell the half of the times beside it."""
    clock, last = hours.clock, hours.last_clock
    if named is None or named.part is None or clock is None:
        return hours
    if clock.half is None and clock.hour <= times.MIDDAY:
        clock = clock._replace(half=times.half_in(named.part, clock.hour))
    if last is not None and last.half is None and last.hour <= times.MIDDAY:
        last = last._replace(half=times.half_in(named.part, last.hour))
    return hours._replace(clock=clock, last_clock=last)


def with_hours(line: Line, hit: Hit) -> Hit | None:
    """A day with the part of the day or the time that follows it, if one does."""
    part = times.part_of_day(line, hit.end) if hit.clock is None else None
    named = hit.clock if part is None else part.clock
    j = hit.end if part is None else part.end
    best = None if part is None else _on(hit, part)
    k, lead = _lead(line, j)
    hours = hours_at(line, k)
    if (
        hours is None
        or hours.clock is None
        or (hours.clock.bare and not _bare_is_meant(line, k, hours, lead))
    ):
        return best
    hours = _join(line, named, hours)
    if not line.is_closed(hours.end) and not line.is_closed(times.after_zone(line, hours.end)):
        return best
    return _with_year(line, _on(hit, hours))


def _on(hit: Hit, hours: Hit) -> Hit:
    """The times on the day of a hit, or of each day if it is a range of days."""
    last_clock = hours.last_clock
    if hit.last_day is not None and last_clock is None:
        last_clock = hours.clock
    return hit._replace(end=hours.end, clock=hours.clock, last_clock=last_clock)


def _lead(line: Line, j: int) -> tuple[int, str]:
    """The token at which a time may begin that follows a day (before token j), and the word before it."""
    k, lead = j, ""
    low = line.low
    if low[k] in _MARKS_BEFORE_TIME:
        glued = line.glued(k) and line.glued(k + 1)
        if low[k] in {"t", "."} and not glued:
            return k, ""
        k, lead = k + 1, low[k]
    while low[k] in _BEFORE_TIME and k < j + _MOST_PREFIXES:
        lead = low[k]
        k += 1
    return k, lead


def _bare_is_meant(line: Line, k: int, hours: Hit, lead: str) -> bool:
    """Whether a number alone, beside a day, is a time."""
    clock, low = hours.clock, line.low[hours.end]
    if clock is None or lead in _MARKS_BEFORE_TIME - {"t"} or low in UNITS:
        return False
    if hours.last_clock is not None or lead == "t":
        return line.is_free(hours.end)
    if hours.end > k + 1 and (line.kind[k + 1] == "p" or line.low[k + 1] == "h"):
        return True  # 12.30 or 13h
    if len(line.low[k]) > 2 and line.kind[k] == "n":  # noqa: PLR2004
        return False
    return lead not in {"", ","} and (line.is_free(hours.end) or not line.options.quick)


def _with_year(line: Line, hit: Hit) -> Hit:
    """Take up a year behind the time, as in "Oct 26 11:00:09 2023"."""
    day, last = hit.day, hit.last_day
    j = times.after_zone(line, hit.end)
    year = figures.year_of_four(line, j)
    if day is None or not day.in_year or day.year is not None or year is None or not line.is_closed(j + 1):
        return hit
    if not line.is_free(j + 1):
        return hit
    last = None if last is None else last._replace(year=year)
    return hit._replace(end=j + 1, day=day._replace(year=year), last_day=last)


def _with_day(line: Line, i: int, hours: Hit) -> Hit | None:
    """A time with the day that follows it, if one does."""
    j = times.after_zone(line, hours.end)
    k = j
    while line.low[k] in _BEFORE_DAY and k < j + 2:
        k += 1
    day = day_at(line, k)
    if day is None or day.day is None or hours.clock is None or day.day.at is not None:
        return None
    part = times.part_of_day(line, day.end) if day.clock is None else None
    named = day.clock if part is None else part.clock
    end = day.end if part is None else part.end
    if hours.clock.bare and (named is None or j != k) and line.low[i - 1] not in {"at", "@"}:
        return None
    if not line.is_closed(end):
        return None
    hours = _join(line, named, hours)
    if line.low[k - 1] == "(" and k > j and line.low[end] == ")":
        end += 1
    return hours._replace(end=end, day=day.day, last_day=day.last_day)


def moment_at(line: Line, i: int) -> Hit | None:  # noqa: PLR0911  one way out for each form
    """Read a day, a time, or both together at token i."""
    hit = day_at(line, i)
    if hit is not None:
        return _widest(line, hit)
    hours = hours_at(line, i) or _alone(line, i)
    if hours is None or hours.clock is None:
        return None
    dated = _with_day(line, i, hours)
    if dated is not None:
        return dated
    if not line.is_closed(hours.end) and times.after_zone(line, hours.end) == hours.end:
        return None
    whole = line.alone(i, hours.end) and not line.options.quick
    dotted = line.low[i + 1] == "." and len(line.low[i]) > 1  # 12.30, but not 1.12
    if hours.clock.bare and whole and (hours.last_clock is not None or dotted):
        return hours
    led = line.low[i - 1] in {"from", "between"} and not line.options.quick
    if hours.last_clock is not None and hours.clock.bare:
        return hours if (led or line.low[i - 1] == "at") and line.is_free(hours.end) else None
    return hours if times.may_stand_alone(line, i, hours) else None


def _alone(line: Line, i: int) -> Hit | None:
    """A part of the day without a date: "in the evening", or nothing but "evening"."""
    hit = times.part_of_day(line, i)
    if hit is None or hit.clock is None:
        return None
    led = line.low[i] == "in" and line.is_free(hit.end)
    meant = led or (line.alone(i, hit.end) and not line.options.quick)
    return hit._replace(clock=hit.clock._replace(exact=True)) if meant else None


def _widest(line: Line, hit: Hit) -> Hit | None:
    """A day with its hours, or alone where those do not follow."""
    if hit.day is None or hit.day.at is None:
        longer = with_hours(line, hit)
        if longer is not None:
            return longer
    return hit if line.is_closed(hit.end) or line.low[hit.end] in DASHES else None


def expression_at(line: Line, i: int) -> Hit | None:
    """Read a moment or a range of two at token i."""
    hit = moment_at(line, i)
    if hit is None or hit.is_range:
        return hit
    last = _end_of_range(line, i, hit)
    if last is not None:
        hit = _mixed(hit, last)
    return hit if line.is_closed(hit.end) or times.after_zone(line, hit.end) > hit.end else None


def _end_of_range(line: Line, i: int, hit: Hit) -> Hit | None:
    """The moment that follows a moment (tokens i until before its end) and a word such as "to"."""
    j = times.after_zone(line, hit.end)
    if line.low[j] not in RANGE_WORDS and not (line.low[i - 1] == "between" and line.low[j] == "and"):
        return None
    if line.low[j] in DASHES and line.glued(j) != line.glued(j + 1):
        return None
    k = j + 1
    last = moment_at(line, k)
    if last is None and line.low[k] in {"on", "the", "at"}:
        last = moment_at(line, k + 1)
    return None if last is None or last.is_range or not line.is_closed(last.end) else last


def _mixed(hit: Hit, last: Hit) -> Hit:
    """The range of two moments; a time before a whole day ("5pm to friday") stays as it is."""
    if hit.day is None and last.day is not None:
        return hit
    if last.day is None and hit.clock is None:
        return hit
    return hit._replace(end=last.end, last_day=last.day, last_clock=last.clock)


def find_at(line: Line, i: int) -> Hit | None:
    """Read an expression at token i, with the words that lead into it."""
    for k in range(i, i + _MOST_PREFIXES):
        hit = expression_at(line, k)
        if hit is not None:
            return hit
        if line.low[k] not in PREFIXES:
            return None
    return None
