"""How tasks repeat: recurrence rules (RFC 5545), expanded in the local wall time of the person.

A repeating task keeps its rule, its mode and the start of its series; completing it makes the next task,
which inherits all three (`advance`). In mode "schedule" every date is counted from the start of the
series, so COUNT bounds the series as a calendar's would, and dates that were missed use it up. In mode
"after_completion" no date is known before the task is done, so each completion hands on a COUNT that is
smaller by one. Nothing here knows zones: turn a wall time into an instant with `resolve_wall`, and a task
due at nine stays due at nine when the clocks change.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time
from itertools import islice, takewhile
from typing import Literal, NamedTuple, overload
from zoneinfo import ZoneInfo

from dateutil.relativedelta import relativedelta
from dateutil.rrule import DAILY, MONTHLY, WEEKLY, YEARLY, rrule, weekday

RepeatMode = Literal["schedule", "after_completion"]
Frequency = Literal["DAILY", "WEEKLY", "MONTHLY", "YEARLY"]

MAX_INTERVAL = 999
MAX_COUNT = 9999
MAX_RULE_LENGTH = 500

_FREQUENCIES: dict[Frequency, Literal[0, 1, 2, 3]] = {
    "DAILY": DAILY,
    "WEEKLY": WEEKLY,
    "MONTHLY": MONTHLY,
    "YEARLY": YEARLY,
}
_WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_NUMBER = re.compile(r"[+-]?[0-9]{1,4}")
_BY_DAY = re.compile(r"([+-]?[0-9]{1,2})?(MO|TU|WE|TH|FR|SA|SU)")
_UNTIL = re.compile(r"([0-9]{8})(?:T([0-9]{6})(Z?))?")
_UNTIL_FORM = "UNTIL has to be a date such as 20261231 or 20261231T180000."

# A rule that never fits (30 February) makes the expansion search up to the last year there is, for seconds.
# The Gregorian calendar repeats itself every 400 years to the weekday, so a series is expanded that many
# years later, where the last year is near, and its dates are moved back.
_CYCLE_YEARS = 400
_LAST_START_YEAR = 9899
_PROBE = datetime.combine(date(9600, 1, 1), time.min)  # one whole cycle before the last year


class WeekdayRule(NamedTuple):
    """One entry of BYDAY."""

    ordinal: int
    """Which one of the month or year, negative from its end; 0 means every."""
    weekday: int
    """Monday 0 to Sunday 6."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A recurrence rule taken apart; empty tuples stand for parts that it does not have."""

    frequency: Frequency
    interval: int = 1
    count: int | None = None
    until: date | None = None
    """The last day, included; a datetime where the rule names a time (local wall time, included)."""
    months: tuple[int, ...] = ()
    weeks: tuple[int, ...] = ()
    year_days: tuple[int, ...] = ()
    month_days: tuple[int, ...] = ()
    weekdays: tuple[WeekdayRule, ...] = ()
    positions: tuple[int, ...] = ()
    week_start: int = 0

    @property
    def bare(self) -> bool:
        """Whether the rule is only a frequency and an interval, apart from its end."""
        return not (self.months or self.weeks or self.year_days or self.month_days or self.weekdays)

    def __str__(self) -> str:
        """The value of an RRULE property, its parts in one fixed order and without defaults."""
        days = (f"{day.ordinal or ''}{_WEEKDAYS[day.weekday]}" for day in self.weekdays)
        parts = {
            "FREQ": self.frequency,
            "INTERVAL": "" if self.interval == 1 else str(self.interval),
            "COUNT": "" if self.count is None else str(self.count),
            "UNTIL": _until_text(self.until),
            "BYMONTH": ",".join(map(str, self.months)),
            "BYWEEKNO": ",".join(map(str, self.weeks)),
            "BYYEARDAY": ",".join(map(str, self.year_days)),
            "BYMONTHDAY": ",".join(map(str, self.month_days)),
            "BYDAY": ",".join(days),
            "BYSETPOS": ",".join(map(str, self.positions)),
            "WKST": "" if self.week_start == 0 else _WEEKDAYS[self.week_start],
        }
        return ";".join(f"{name}={value}" for name, value in parts.items() if value)


@dataclass(frozen=True, slots=True)
class NextTask:
    """What the next task of a series inherits."""

    rule: str
    start: date
    """Start of the series; a naive datetime (local wall time) where the series has a time of day."""
    due: date
    """When the next task is due; a naive datetime where `start` is one."""


def validate_rule(text: str, zone: ZoneInfo | None = None) -> str:
    """The normalised value of a recurrence rule, without "RRULE:"; ValueError says what is wrong with it.

    Allowed are daily to yearly frequencies with COUNT or UNTIL; the time of day is the task's own, so
    BYHOUR and its like are refused. An UNTIL in UTC is turned into local wall time and needs `zone`.
    Refused are also rules that fit no date of the calendar. Whether a rule fits *from its start on*
    (every seventh day, if a Monday) shows when it is expanded.
    """
    rule = parse_rule(text, zone)
    if next(iter(_dateutil_rule(replace(rule, interval=1, count=None, until=None), _PROBE)), None) is None:
        raise ValueError("The rule fits no date at all.")
    return str(rule)


def parse_rule(text: str, zone: ZoneInfo | None = None) -> Rule:
    """A rule taken apart, checked part by part as `validate_rule` says, but not for having a date."""
    value = text.strip().upper().removeprefix("RRULE:").rstrip(";")
    if len(value) > MAX_RULE_LENGTH:
        raise ValueError(f"A rule has at most {MAX_RULE_LENGTH} characters.")
    parts: dict[str, str] = {}
    for part in value.split(";"):
        name, equals, content = part.partition("=")
        if not equals or not content or not name.isalpha():
            raise ValueError(
                f"{part[:40]!r} is not a part such as FREQ=WEEKLY. Only the rule itself is read here."
            )
        if name not in _PART_NAMES:
            raise ValueError(f"{name[:40]} is not supported in a rule.")
        if name in parts:
            raise ValueError(f"{name} is there twice.")
        parts[name] = content
    rule = Rule(
        frequency=_frequency(parts),
        interval=_one_number(parts, "INTERVAL", MAX_INTERVAL) or 1,
        count=_one_number(parts, "COUNT", MAX_COUNT),
        until=_until(parts.get("UNTIL"), zone),
        months=_numbers(parts, "BYMONTH", 1, 12),
        weeks=_numbers(parts, "BYWEEKNO", -53, 53),
        year_days=_numbers(parts, "BYYEARDAY", -366, 366),
        month_days=_numbers(parts, "BYMONTHDAY", -31, 31),
        weekdays=_weekday_rules(parts.get("BYDAY")),
        positions=_numbers(parts, "BYSETPOS", -366, 366),
        week_start=_week_start(parts.get("WKST", "MO")),
    )
    _check_combination(rule)
    return rule


@overload
def next_occurrence(rule: str, *, start: datetime, after: date) -> datetime | None: ...
@overload
def next_occurrence(rule: str, *, start: date, after: date) -> date | None: ...
def next_occurrence(rule: str, *, start: date, after: date) -> date | None:
    """The first occurrence strictly after `after`, or None when the series has ended.

    The series begins at `start`: a day, or a naive datetime when it has a time of day. `after` as a day
    means after the whole of that day. Follows RFC 5545: monthly from the 31st skips shorter months
    (BYMONTHDAY=-1 is the last day of each). At least the hundred years after `start` are searched.
    """
    timed = isinstance(start, datetime)
    bound = after if timed and isinstance(after, datetime) else datetime.combine(after, time.max)
    found = next((at for at in _expand(parse_rule(rule), start) if at > bound), None)
    return found if timed or found is None else found.date()


@overload
def occurrences(rule: str, start: datetime, *, limit: int, until: date | None = None) -> list[datetime]: ...
@overload
def occurrences(rule: str, start: date, *, limit: int, until: date | None = None) -> list[date]: ...
def occurrences(
    rule: str, start: date, *, limit: int, until: date | None = None
) -> list[datetime] | list[date]:
    """The first occurrences of a series, at most `limit`, none later than the day `until` (included)."""
    expanded = _expand(parse_rule(rule), start)
    if until is not None:
        last = datetime.combine(until, time.max)
        expanded = takewhile(lambda at: at <= last, expanded)
    found = list(islice(expanded, limit))
    return found if isinstance(start, datetime) else [at.date() for at in found]


def next_after_completion(rule: str, completed_day: date) -> date | None:
    """The day of the next task when the rule counts from completion; None when UNTIL has passed.

    A bare frequency adds its span, and months end on their last day: one month after 31 January is 28 or
    29 February. A rule with BYxxx parts gives its first date after the completed day, in a series that
    begins on that day. COUNT is not looked at; `advance` keeps it.
    """
    parsed = parse_rule(rule)
    if not parsed.bare:
        expanded = _expand(replace(parsed, count=None), completed_day)
        return next((at.date() for at in expanded if at.date() > completed_day), None)
    span = {
        "DAILY": relativedelta(days=parsed.interval),
        "WEEKLY": relativedelta(weeks=parsed.interval),
        "MONTHLY": relativedelta(months=parsed.interval),
        "YEARLY": relativedelta(years=parsed.interval),
    }[parsed.frequency]
    day = completed_day + span
    return None if parsed.until is not None and day > _day(parsed.until) else day


def advance(
    rule: str, mode: RepeatMode, *, start: date, due: date | None, completed: date
) -> NextTask | None:
    """The next task of a series when one is completed, or None when that was the last.

    On schedule it is the first date after the later of the due day and the day of completion: finishing
    early does not bring the same date again, and finishing late leaves no pile of overdue copies.
    `completed` is a local day (or wall time); times of day follow `start`.
    """
    day = _day(completed)
    if mode == "schedule":
        found = next_occurrence(rule, start=start, after=day if due is None else max(day, _day(due)))
        return None if found is None else NextTask(rule, start, found)
    parsed = parse_rule(rule)
    next_day = None if parsed.count == 1 else next_after_completion(rule, day)
    if next_day is None:
        return None
    next_due = datetime.combine(next_day, start.time()) if isinstance(start, datetime) else next_day
    left = None if parsed.count is None else parsed.count - 1
    return NextTask(str(replace(parsed, count=left)), next_due, next_due)


def _expand(rule: Rule, start: date) -> Iterator[datetime]:
    begin = start if isinstance(start, datetime) else datetime.combine(start, time.min)
    shift = (_LAST_START_YEAR - begin.year) // _CYCLE_YEARS * _CYCLE_YEARS
    for at in _dateutil_rule(rule, begin.replace(year=begin.year + shift), shift):
        yield at.replace(year=at.year - shift)


def _dateutil_rule(rule: Rule, start: datetime, shift: int = 0) -> rrule:
    until = rule.until
    if until is not None and not isinstance(until, datetime):
        until = datetime.combine(until, time.max)
    if until is not None:
        until = until.replace(year=until.year + shift) if until.year + shift <= date.max.year else None
    return rrule(
        _FREQUENCIES[rule.frequency],
        dtstart=start,
        interval=rule.interval,
        wkst=rule.week_start,
        count=rule.count,
        until=until,
        bysetpos=rule.positions or None,
        bymonth=rule.months or None,
        bymonthday=rule.month_days or None,
        byyearday=rule.year_days or None,
        byweekno=rule.weeks or None,
        byweekday=[weekday(day.weekday, day.ordinal or None) for day in rule.weekdays] or None,
    )


def _day(at: date) -> date:
    return at.date() if isinstance(at, datetime) else at


_PART_NAMES = frozenset(
    {"FREQ", "INTERVAL", "COUNT", "UNTIL", "WKST"}
    | {"BYMONTH", "BYWEEKNO", "BYYEARDAY", "BYMONTHDAY", "BYDAY", "BYSETPOS"}
)


def _frequency(parts: dict[str, str]) -> Frequency:
    for frequency in _FREQUENCIES:
        if parts.get("FREQ") == frequency:
            return frequency
    raise ValueError("FREQ has to be DAILY, WEEKLY, MONTHLY or YEARLY.")


def _one_number(parts: dict[str, str], name: str, largest: int) -> int | None:
    if name not in parts:
        return None
    number = int(parts[name]) if _NUMBER.fullmatch(parts[name]) else 0
    if not 1 <= number <= largest:
        raise ValueError(f"{name} has to be a whole number from 1 to {largest}.")
    return number


def _numbers(parts: dict[str, str], name: str, smallest: int, largest: int) -> tuple[int, ...]:
    if name not in parts:
        return ()
    texts = parts[name].split(",")
    numbers = {int(text) if _NUMBER.fullmatch(text) else 0 for text in texts}
    if 0 in numbers or min(numbers) < smallest or max(numbers) > largest:
        raise ValueError(
            f"{name} has to be numbers from {smallest} to {largest}, without 0, with commas between."
        )
    # From the start of the period first, then from its end: 1, 15, -2, -1.
    return tuple(sorted(numbers, key=lambda number: (number < 0, number)))


def _weekday_rules(text: str | None) -> tuple[WeekdayRule, ...]:
    found: set[WeekdayRule] = set()
    for item in text.split(",") if text else ():
        match = _BY_DAY.fullmatch(item)
        if match is None or (match[1] and not 1 <= abs(int(match[1])) <= 53):  # noqa: PLR2004 - weeks of a year
            raise ValueError(f"BYDAY has to be weekdays such as MO or -1FR, not {item[:20]!r}.")
        found.add(WeekdayRule(int(match[1] or 0), _WEEKDAYS.index(match[2])))
    return tuple(sorted(found, key=lambda day: (day.ordinal < 0, day)))


def _week_start(text: str) -> int:
    if text not in _WEEKDAYS:
        raise ValueError("WKST has to be one of MO, TU, WE, TH, FR, SA, SU.")
    return _WEEKDAYS.index(text)


def _until(text: str | None, zone: ZoneInfo | None) -> date | None:
    if text is None:
        return None
    match = _UNTIL.fullmatch(text)
    if match is None:
        raise ValueError(_UNTIL_FORM)
    day, clock, utc = match.groups()
    try:
        at = datetime.strptime(day + (clock or "000000"), "%Y%m%d%H%M%S")  # noqa: DTZ007 - a wall time
        if not utc:
            return at if clock else at.date()
        if zone is not None:
            return at.replace(tzinfo=UTC).astimezone(zone).replace(tzinfo=None)
    except (ValueError, OverflowError):
        raise ValueError(_UNTIL_FORM) from None
    raise ValueError("UNTIL in UTC (with a Z at its end) needs a time zone to be read in.")


def _until_text(until: date | None) -> str:
    if until is None:
        return ""
    # isoformat, since strftime does not pad years before 1000 everywhere.
    return until.isoformat().replace("-", "").replace(":", "")


def _check_combination(rule: Rule) -> None:
    for broken, sentence in _COMBINATIONS:
        if broken(rule):
            raise ValueError(sentence)


_COMBINATIONS: tuple[tuple[Callable[[Rule], bool], str], ...] = (
    (lambda r: r.count is not None and r.until is not None, "COUNT and UNTIL exclude each other."),
    (lambda r: bool(r.weeks) and r.frequency != "YEARLY", "BYWEEKNO needs FREQ=YEARLY."),
    (lambda r: bool(r.year_days) and r.frequency != "YEARLY", "BYYEARDAY needs FREQ=YEARLY."),
    (lambda r: bool(r.month_days) and r.frequency == "WEEKLY", "BYMONTHDAY does not go with FREQ=WEEKLY."),
    (
        lambda r: any(day.ordinal for day in r.weekdays) and r.frequency in {"DAILY", "WEEKLY"},
        "BYDAY with a number, such as 1MO, needs FREQ=MONTHLY or FREQ=YEARLY.",
    ),
    (
        lambda r: any(day.ordinal for day in r.weekdays) and bool(r.weeks),
        "BYDAY with a number, such as 1MO, does not go with BYWEEKNO.",
    ),
    (lambda r: bool(r.positions) and r.bare, "BYSETPOS needs another BY part to choose from."),
)
