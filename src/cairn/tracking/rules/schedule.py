"""When a habit is due: on the days of a rule, n times in any week or month, or some days after the last time.

A schedule turns a stretch of days into *units*, the pieces that a streak counts: a due day, a week, a month,
or the time between two completions. Days carry no zone here; whose day it is was decided when they were
written.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from itertools import takewhile
from typing import Literal

from cairn.planning.recurrence import Rule, occurrences, parse_rule

Period = Literal["week", "month"]
UnitKind = Literal["day", "week", "month", "completion"]

ONE_DAY = timedelta(days=1)
_DAYS_IN_WEEK = 7
_DAYS_IN_MONTH = 30.44
_DECEMBER = 12
_PROBED = 364
"""Days over which the density of a rule is counted: 52 whole weeks."""


@dataclass(frozen=True, slots=True)
class ByRule:
    """Due on the days of a recurrence rule (RFC 5545), counted from the habit's first day."""

    rule: str


@dataclass(frozen=True, slots=True)
class Times:
    """Due n times in every week or month, on any of its days."""

    times: int
    """1 to 7 in a week, 1 to 31 in a month."""
    period: Period


@dataclass(frozen=True, slots=True)
class AfterCompletion:
    """Due some days after it was last done; the first time on the habit's first day."""

    days: int
    """1 to 366."""


Schedule = ByRule | Times | AfterCompletion


def unit_kind(schedule: Schedule) -> UnitKind:
    """What the streak of such a habit counts."""
    if isinstance(schedule, Times):
        return schedule.period
    return "day" if isinstance(schedule, ByRule) else "completion"


def due_days(schedule: ByRule, start: date, first: date, last: date) -> list[date]:
    """The due days from `first` to `last`, both included; none before `start`."""
    first = max(first, start)
    if last < first:
        return []
    fits = _simple(schedule.rule, start)
    if fits is not None:
        count = (last - first).days + 1
        return [day for day in (first + timedelta(days=n) for n in range(count)) if fits(day)]
    # Every second day is the densest rule that is not simple; a limit in days is always enough.
    found = occurrences(schedule.rule, start, limit=(last - start).days + 1, until=last)
    return [day for day in found if day >= first]


@lru_cache(maxsize=1024)
def _simple(rule: str, start: date) -> Callable[[date], bool] | None:
    """A test of days for the rules that nearly all habits have; None for those that need a calendar."""
    parsed = parse_rule(rule)
    plain = Rule(parsed.frequency, interval=parsed.interval, week_start=parsed.week_start)
    if parsed == plain and parsed.frequency == "DAILY":
        return lambda day: (day - start).days % parsed.interval == 0
    if parsed.frequency != "WEEKLY" or parsed.interval != 1 or parsed.count or parsed.until:
        return None
    if parsed.months or parsed.positions:
        return None
    weekdays = {day.weekday for day in parsed.weekdays} or {start.weekday()}
    return lambda day: day.weekday() in weekdays


def period_of(day: date, period: Period, week_start: int) -> tuple[date, date]:
    """First and last day of the week or month that contains a day; weeks begin on `week_start` (Monday 0)."""
    if period == "week":
        first = day - timedelta(days=(day.weekday() - week_start) % _DAYS_IN_WEEK)
        return first, first + timedelta(days=_DAYS_IN_WEEK - 1)
    first = day.replace(day=1)
    following = (
        first.replace(year=day.year + 1, month=1)
        if day.month == _DECEMBER
        else first.replace(month=day.month + 1)
    )
    return first, following - ONE_DAY


def periods(period: Period, start: date, last: date, week_start: int) -> Iterator[tuple[date, date]]:
    """Every week or month that has a day from `start` to `last`, in order."""
    first, end = period_of(start, period, week_start)
    while first <= last:
        yield first, end
        first, end = period_of(end + ONE_DAY, period, week_start)


def due_per_day(schedule: Schedule, start: date) -> float:
    """How often the habit is due on an average day: 1 for daily, 3/7 for three times a week."""
    if isinstance(schedule, AfterCompletion):
        return 1 / schedule.days
    if isinstance(schedule, Times):
        return schedule.times / (_DAYS_IN_WEEK if schedule.period == "week" else _DAYS_IN_MONTH)
    return _density(schedule.rule, start)


@lru_cache(maxsize=1024)
def _density(rule: str, start: date) -> float:
    last = start + timedelta(days=_PROBED - 1)
    parsed = parse_rule(rule)
    if parsed.until is not None or parsed.count is not None:
        # A series that ends is as dense as it is until then.
        found = occurrences(rule, start, limit=_PROBED, until=last)
        span = (found[-1] - start).days + 1 if found else _PROBED
        return max(len(found), 1) / span
    found_days = due_days(ByRule(rule), start, start, last)
    if found_days:
        return len(found_days) / _PROBED
    return 1 / (_DAYS_IN_MONTH * _DECEMBER)


def completions(
    schedule: AfterCompletion, start: date, today: date, done: Sequence[date]
) -> Iterator[tuple[date, bool]]:
    """The units of a habit that is due after completion: (day, whether it was done then), in order.

    Each completion sets the next due day. A due day that passes is one miss, and every further interval
    that passes before the next completion another. The last unit is the one that is not yet due, or due
    today.
    """
    due, span = start, timedelta(days=schedule.days)
    for day in takewhile(lambda d: d <= today, (d for d in done if d >= start)):
        while due < day:
            yield due, False
            due += span
        yield day, True
        due = day + span
    while due <= today:
        yield due, False
        due += span
