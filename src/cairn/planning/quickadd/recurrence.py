"""Tasks that come again: "every monday at 9 until june", "every! 3 days", "2 weeks after completion"."""

from datetime import date, datetime, timedelta
from typing import Literal, NamedTuple

from cairn.planning.quickadd.amounts import Duration, days_in_month, duration
from cairn.planning.quickadd.hits import Hit
from cairn.planning.quickadd.moments import day_at, hours_at
from cairn.planning.quickadd.months import month_at
from cairn.planning.quickadd.patterns import WORKDAYS, Pattern, weekly
from cairn.planning.quickadd.repeats import ADVERBS, repeat_at, weekdays_at
from cairn.planning.quickadd.resolve import in_calendar
from cairn.planning.quickadd.times import part_of_day
from cairn.planning.quickadd.tokens import Line
from cairn.planning.quickadd.words import PLURAL_WEEKDAYS

Mode = Literal["schedule", "after_completion"]

_EVERY = frozenset({"every", "each"})
_REPEAT = frozenset({"repeat", "repeats", "repeating"})
STARTS = frozenset({*_EVERY, *_REPEAT, *ADVERBS, *PLURAL_WEEKDAYS, "on", "weekdays", "once", "a", "after"})
_COMPLETION = frozenset(
    {"completion", "completed", "completing", "complete", "done", "finishing", "finished"}
)
_UNTIL = frozenset({"until", "till", "through", "thru", "ending", "ends"})
_FROM = frozenset({"starting", "start", "starts", "from", "beginning"})
_EXCEPT = frozenset({"except", "excluding", "but"})
_MOST_TAILS = 8
_MOST_COUNT = 10_000


class Recurrence(NamedTuple):
    """A recurrence as it was read, up to the token before `end`."""

    end: int
    pattern: Pattern
    mode: Mode = "schedule"
    hours: Hit | None = None
    """The time of its occurrences."""
    start: date | None = None
    until: date | None = None
    length: Duration | None = None
    """How long it goes on from its first occurrence."""
    times: int | None = None

    def rule(self, first: date) -> str | None:
        """The RRULE for a first occurrence; None if it ends before that.

        The end is a local day, or the last second of that day if the occurrences have a time, as its
        type must be that of DTSTART.
        """
        until = self.until
        if self.length is not None:
            after = self.length.added(datetime.combine(first, datetime.min.time()))
            until = None if after is None else after.date() - timedelta(days=1)
        if until is not None and until < first:
            return None
        rule = self.pattern.rule()
        if self.times is not None:
            return f"{rule};COUNT={self.times}"
        if until is None:
            return rule
        return f"{rule};UNTIL={until.year:04}{until:%m%d}" + ("T235959" if self.hours is not None else "")


def recurrence_at(line: Line, i: int) -> Recurrence | None:
    """Read a recurrence at token i; ValueError or OverflowError where it leaves the calendar."""
    if not line.is_open(i):
        return None
    found = _head(line, i)
    if found is None:
        return None
    for _ in range(_MOST_TAILS):
        longer = _longer(line, found)
        if longer is None:
            break
        found = longer
    return found if line.is_closed(found.end) else None


def _head(line: Line, i: int) -> Recurrence | None:  # noqa: PLR0911  one way out for each form
    low = line.low
    word = low[i]
    if word in _REPEAT:
        return _counted_from_completion(line, i + 2) if low[i + 1] == "after" else _head(line, i + 1)
    if word in _EVERY:
        return _every(line, i + 1)
    if word == "once":
        return _every(line, i + 2) if low[i + 1] in {"a", "every", "each"} else None
    if word in ADVERBS:
        return Recurrence(i + 1, ADVERBS[word]) if line.is_free(i + 1) else None
    j = i + 1 if word == "on" else i
    if low[j] == "weekdays":
        return Recurrence(j + 1, weekly(WORKDAYS)) if j > i or line.is_free(j + 1) else None
    if low[j] in PLURAL_WEEKDAYS:
        days = weekdays_at(line, j)
        return None if days is None else Recurrence(days[0], weekly(days[1]))
    return _after_completion(line, i)


def _every(line: Line, i: int) -> Recurrence | None:
    """What follows "every", which an exclamation mark counts from the completion."""
    if line.low[i] == "after":
        return _counted_from_completion(line, i + 1)
    strict = line.low[i] == "!" and line.glued(i)
    found = repeat_at(line, i + 1 if strict else i)
    if found is None:
        return None
    return Recurrence(*found, mode="after_completion" if strict else "schedule")


def _after_completion(line: Line, i: int) -> Recurrence | None:
    """Read "3 days after completion" at token i."""
    found = _counted_from_completion(line, i)
    if (
        found is None
        or line.low[found.end] not in {"after", "from"}
        or line.low[found.end + 1] not in _COMPLETION
    ):
        return None
    return found._replace(end=found.end + 2)


def _counted_from_completion(line: Line, i: int) -> Recurrence | None:
    """A duration of whole days or months, as the interval of a recurrence from its completion."""
    found = duration(line, i)
    if found is None or len(found[1].units) != 1:
        return None
    j, length = found
    months, days = int(length.months), int(length.days)
    if (
        months != length.months
        or days != length.days
        or not (months or days)
        or max(months, days) > _MOST_COUNT
    ):
        return None
    if months:
        pattern = Pattern("YEARLY", months // 12) if months % 12 == 0 else Pattern("MONTHLY", months)
    else:
        pattern = Pattern("WEEKLY", days // 7) if days % 7 == 0 else Pattern("DAILY", days)
    return Recurrence(j, pattern, "after_completion")


def _longer(line: Line, found: Recurrence) -> Recurrence | None:
    """The recurrence with one more of the phrases that can follow it."""
    j = found.end
    if line.low[j] == "," and line.low[j + 1] in _UNTIL | _FROM | _EXCEPT | {"at", "for"}:
        j += 1
    word = line.low[j]
    if word in {"after", "from"} and line.low[j + 1] in _COMPLETION:
        return found._replace(end=j + 2, mode="after_completion")
    if word in _EXCEPT:
        return _without(line, found, j + 1)
    endless = found.times is None and found.until is None and found.length is None
    if endless and word in _UNTIL and (until := _until(line, j)) is not None:
        return found._replace(end=until[0], until=until[1])
    if endless and (word == "for" or line.kind[j] == "n") and (ended := _for(line, found, j)) is not None:
        return ended
    if word in _FROM and found.start is None and (start := _start(line, j + 1)) is not None:
        return found._replace(end=start[0], start=start[1])
    return _timed(line, found, j) if found.hours is None else None


def _timed(line: Line, found: Recurrence, j: int) -> Recurrence | None:
    low = line.low
    hours = part_of_day(line, j)
    if hours is not None:
        return found._replace(end=hours.end, hours=hours)
    k = j + 1 if low[j] in {"at", "@", "by", "from", "around", "before", "between"} else j
    hours = hours_at(line, k)
    if hours is None or hours.clock is None or not line.is_closed(hours.end):
        return None
    if hours.clock.bare and (low[j] not in {"at", "@", "from"} or not line.is_free(hours.end)):
        return None
    return found._replace(end=hours.end, hours=hours)


def _without(line: Line, found: Recurrence, j: int) -> Recurrence | None:
    while line.low[j] in {"on", "for", "not"}:
        j += 1
    days = weekdays_at(line, j)
    if line.low[j] in {"weekend", "weekends"}:
        days = j + 1, (5, 6)
    pattern = found.pattern
    if days is None or pattern.interval != 1 or pattern.monthdays or pattern.position:
        return None
    allowed = {day for _, day in pattern.weekdays} if pattern.weekdays else set(range(7))
    rest = tuple(allowed - set(days[1]))
    if (
        pattern.freq not in {"DAILY", "WEEKLY"}
        or not rest
        or (pattern.freq == "WEEKLY" and not pattern.weekdays)
    ):
        return None
    return found._replace(end=days[0], pattern=weekly(rest))


def _until(line: Line, j: int) -> tuple[int, date] | None:
    """The last day that a phrase allows: until june ends before it, through june ends with it."""
    word = line.low[j]
    k = j + 1
    while line.low[k] in {"on", "the", "in"} and k < j + 3:
        k += 1
    named = month_at(line, k)
    if named is not None and line.kind[named[0]] != "n":
        year = line.options.now.year + (named[1] < line.options.now.month)
        if word in {"until", "till"}:
            return named[0], date(year, named[1], 1) - timedelta(days=1)
        return named[0], date(year, named[1], days_in_month(year, named[1]))
    return _start(line, j + 1)


def _start(line: Line, j: int) -> tuple[int, date] | None:
    k = j + 1 if line.low[j] in {"on", "from", "in"} else j
    hit = day_at(line, k)
    if hit is None or hit.day is None or hit.is_range or not line.is_closed(hit.end):
        return None
    on = in_calendar(line, hit.day)
    return None if on is None else (hit.end, on)


def _for(line: Line, found: Recurrence, j: int) -> Recurrence | None:
    """Read "for 10 times", "10 times" or "for 6 weeks" at token j."""
    k = j + 1 if line.low[j] == "for" else j
    count = line.number(k, 4)
    if count and line.low[k + 1] in {"times", "occurrences"}:
        return found._replace(end=k + 2, times=count)
    length = duration(line, k) if k > j else None
    if length is None or length[1].timed:
        return None
    return found._replace(end=length[0], length=length[1])
