"""From what was named to days of the calendar: the nearest year, the next friday, the end of a range."""

from collections.abc import Iterable
from datetime import MAXYEAR, MINYEAR, date, datetime, time, timedelta
from typing import NamedTuple

from cairn.planning.quickadd.days import WEEK, today
from cairn.planning.quickadd.figures import LAST_MONTH, is_day
from cairn.planning.quickadd.hits import Clock, Day, Half, Hit
from cairn.planning.quickadd.times import MIDDAY, half_in
from cairn.planning.quickadd.tokens import Line
from cairn.planning.quickadd.weekdays import nearest

Date = date  # the fields of `Resolved` bear the names of their types
Time = time
_ONE_DAY = timedelta(days=1)
_YEARS_TO_TRY = 8  # 29 February is missing for so many years around 1900 or 2100
_MONTHS_TO_TRY = 24
_SMALL_HOURS = 2  # until then "midnight" is the one just past
_LAST_AFTERNOON_HOUR = 5


class Resolved(NamedTuple):
    """A hit in the calendar."""

    date: Date
    time: Time | None = None
    end_date: Date | None = None
    end_time: Time | None = None


def resolve(line: Line, hit: Hit) -> Resolved | None:
    """Put a hit into the calendar; None if there is no such day, OverflowError or ValueError outside it."""
    return _range(line, hit) if hit.is_range else _single(line, hit)


def settle(clock: Clock, line: Line) -> Clock:
    """Tell the half of the day of a time, and give the hour in 24 hours.

    In a task a time from 1 to 5 that says no more is in the afternoon: few people plan for the night.
    """
    hour = clock.hour
    if clock.half == "pm" and hour < MIDDAY:
        hour += MIDDAY
    elif clock.half == "am" and hour == MIDDAY:
        hour = 0
    elif clock.half is None and line.options.quick and 1 <= hour <= _LAST_AFTERNOON_HOUR:
        hour += MIDDAY
    return clock._replace(hour=hour, half="pm" if hour >= MIDDAY else "am")


def _at(day: date, clock: Clock) -> tuple[date, time]:
    """The day and time of a settled clock; 24:00 is the next day's beginning."""
    if clock.hour == 24:  # noqa: PLR2004  the end of a day
        return day + _ONE_DAY, time(0)
    return day, time(clock.hour, clock.minute, clock.second)


def _single(line: Line, hit: Hit) -> Resolved | None:
    now = line.options.now
    clock = None if hit.clock is None else settle(hit.clock, line)
    if hit.day is None:
        return None if clock is None else _time_today(line, clock)
    if hit.day.at is not None and clock is None:
        return Resolved(hit.day.at.date(), hit.day.at.time().replace(second=0, microsecond=0))
    on = in_calendar(line, hit.day, clock)
    if on is None or clock is None:
        return None if on is None else Resolved(on)
    if clock.part == "midnight" and line.options.quick and on == now.date():
        on += _ONE_DAY
    return Resolved(*_at(on, clock))


def _time_today(line: Line, clock: Clock) -> Resolved:
    now = line.options.now
    on, at = _at(now.date(), clock)
    if clock.part == "midnight":
        passed = now.hour > _SMALL_HOURS or (line.options.forward and now.time() > at)
    else:
        passed = line.options.forward and datetime.combine(on, at) < now
    return Resolved(on + _ONE_DAY if passed else on, at)


def in_calendar(line: Line, day: Day, clock: Clock | None = None) -> date | None:
    """The day of the calendar that a named day stands for; the clock decides whether it has passed."""
    if day.at is not None:
        return day.at.date()
    if day.value is not None:
        return day.value
    if day.weekday is not None:
        return _weekday(line, day, clock)
    if day.month is not None:
        return _in_year(line, day)
    return _closest(line, _days_of_months(line, day))


def _weekday(line: Line, day: Day, clock: Clock | None) -> date | None:
    if day.weekday is None:
        return None
    if day.day is not None:
        return _closest(line, (on for on in _days_of_months(line, day) if on.weekday() == day.weekday))
    now = line.options.now
    on = nearest(now.date(), day.weekday)
    hour = time(MIDDAY) if clock is None else _at(on, clock)[1]
    if line.options.forward and datetime.combine(on, hour) < now:
        on += timedelta(days=WEEK)
    return on


def _in_year(line: Line, day: Day) -> date | None:
    month, number = day.month or 1, day.day or 1
    if day.year is not None:
        return date(day.year, month, number)
    year = line.options.now.year
    years = range(year - _YEARS_TO_TRY, year + _YEARS_TO_TRY + 1)
    return _closest(
        line, (date(y, month, number) for y in years if is_day(y, month, number) and y <= MAXYEAR)
    )


def _days_of_months(line: Line, day: Day) -> Iterable[date]:
    now = line.options.now
    number = day.day or 1
    for step in range(-_MONTHS_TO_TRY, _MONTHS_TO_TRY + 1):
        year, month = divmod(now.year * LAST_MONTH + now.month - 1 + step, LAST_MONTH)
        if MINYEAR <= year <= MAXYEAR and is_day(year, month + 1, number):
            yield date(year, month + 1, number)


def _closest(line: Line, days: Iterable[date]) -> date | None:
    """The day closest to today; if the future is preferred, the first one from today on."""
    now = today(line)
    if line.options.forward:
        days = (day for day in days if day >= now)
    return min(days, key=lambda day: abs(day - now), default=None)


def _range(line: Line, hit: Hit) -> Resolved | None:
    begin, last = hit.day, hit.last_day
    clock, last_clock = _settle_both(line, hit)
    if begin is None:
        return _hours_today(line, clock, last_clock)
    if last is not None and begin.in_year and last.in_year:
        begin, last = _share_year(begin, last)
    on = in_calendar(line, begin, clock)
    if on is None:
        return None
    if last is None:
        start = Resolved(on) if clock is None else Resolved(*_at(on, clock))
        return _with_last_hour(start, last_clock)
    end = _end_day(line, last, on, begin)
    if end is None:
        return None
    if begin.weekday is not None and end < on:
        on -= timedelta(days=(on - end).days // WEEK * WEEK + WEEK)
    if end < on:
        on, end = end, on
    start = Resolved(on) if clock is None else Resolved(*_at(on, clock))
    if last_clock is None:
        return start._replace(end_date=end)
    end, end_time = _at(end, last_clock)
    return start._replace(end_date=end, end_time=end_time)


def _with_last_hour(start: Resolved, last_clock: Clock | None) -> Resolved | None:
    if last_clock is None:
        return None
    end, end_time = _at(start.date, last_clock)
    if end == start.date and start.time is not None and end_time < start.time:
        end += _ONE_DAY
    return start._replace(end_date=end, end_time=end_time)


def _hours_today(line: Line, clock: Clock | None, last_clock: Clock | None) -> Resolved | None:
    if clock is None:
        return None
    return _with_last_hour(_time_today(line, clock), last_clock)


def _share_year(begin: Day, last: Day) -> tuple[Day, Day]:
    """In "10 May to 12 June 2013" the year belongs to both; from December to January it turns."""
    order = ((begin.month or 1, begin.day or 1), (last.month or 1, last.day or 1))
    turns = order[0] > order[1]
    if begin.year is None and last.year is not None:
        begin = begin._replace(year=last.year - turns)
    elif last.year is None and begin.year is not None:
        last = last._replace(year=begin.year + turns)
    return begin, last


def _end_day(line: Line, last: Day, on: date, begin: Day) -> date | None:
    """The day on which a range ends that begins on a day of the calendar."""
    if last.value is not None or last.at is not None or last.year is not None:
        return in_calendar(line, last)
    if last.weekday is not None and last.day is None:
        days = (last.weekday - on.weekday()) % WEEK
        return on + timedelta(days=days or (WEEK if begin.weekday is not None else 0))
    if last.month is not None:
        number = last.day or 1
        years = (year for year in range(on.year, on.year + _YEARS_TO_TRY) if is_day(year, last.month, number))
        return next((day for y in years if (day := date(y, last.month, number)) >= on), None)
    return next((day for day in _days_of_months(line, last) if day >= on), None)


def _settle_both(line: Line, hit: Hit) -> tuple[Clock | None, Clock | None]:
    """Tell the halves of the day of both ends of a range, on one day each from the other."""
    one, two = hit.clock, hit.last_clock
    if one is None or two is None or hit.last_day is not None:
        return (None if one is None else settle(one, line)), (None if two is None else settle(two, line))
    if one.part and not one.exact and two.half is None:
        two = two._replace(half=half_in(one.part, two.hour))
    if one.half is None and two.half is not None and two.hour <= MIDDAY and one.hour <= MIDDAY:
        one = one._replace(half=_first_half(one, settle(two, line)))
    one = settle(one, line)
    if two.half is None and two.hour <= MIDDAY:
        two = two._replace(half=_second_half(one, two))
    return one, settle(two, line)


def _first_half(one: Clock, two: Clock) -> Half:
    """The half of the day of the start before a known end: the later one that still comes before it."""
    end = two.hour * 60 + two.minute
    morning = one.hour % MIDDAY * 60 + one.minute
    afternoon = morning + MIDDAY * 60
    if two.half == "pm":
        return "pm" if afternoon < end else "am"
    return "am" if morning < end else "pm"


def _second_half(one: Clock, two: Clock) -> Half:
    """The half of the day of the end after a known start: the first time of that name after it."""
    start = one.hour * 60 + one.minute
    morning = two.hour % MIDDAY * 60 + two.minute
    return "am" if morning > start or morning + MIDDAY * 60 <= start else "pm"
