"""Time as people live it: one clock, and the local day with its zone and day start.

Instants are aware and in UTC. A *wall time* is a naive datetime as a clock on the wall of some zone
shows it. A person's day may begin later than midnight (the day-start hour), so that one o'clock at
night still belongs to the evening before.
"""

from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from typing import Protocol
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

MONDAY = 0
"""Weekdays are numbered as `date.weekday` does: Monday 0 to Sunday 6."""

_DAYS_IN_WEEK = 7
_ONE_DAY = timedelta(days=1)
# Present in many zone directories, but they name the host's own zone, a placeholder, or a copy of the
# tree (the one under "right" counts leap seconds): none of them is a place.
_NOT_PLACES = frozenset({"Factory", "localtime", "posixrules"})
_COPIES = ("posix/", "right/")


class Clock(Protocol):
    """Where the present comes from; handed to whoever needs it, so that tests can choose the hour."""

    def now(self) -> datetime:
        """The present instant, aware and in UTC."""
        ...


class SystemClock:
    """The clock of the machine."""

    def now(self) -> datetime:
        """The present instant, aware and in UTC."""
        return datetime.now(UTC)


class FixedClock:
    """A clock that stands still until it is moved."""

    def __init__(self, at: datetime) -> None:
        """Start at an aware instant of any zone; a naive one raises ValueError."""
        self._at = _utc(at)

    def now(self) -> datetime:
        """The instant at which the clock stands, in UTC."""
        return self._at

    def advance(self, by: timedelta) -> None:
        """Move the clock, backwards when `by` is negative."""
        self._at += by


@lru_cache(maxsize=1024)
def zone(name: str) -> ZoneInfo:
    """The IANA time zone of that name, such as "Europe/Berlin"; an unknown name raises ValueError."""
    if name not in _NOT_PLACES and not name.startswith(_COPIES):
        try:
            return ZoneInfo(name)
        except (ZoneInfoNotFoundError, ValueError, OSError):
            # OSError: "Europe" alone is a directory of the zone tree. ValueError: a path outside of it, NUL.
            pass
    raise ValueError(f"{name!r} is not a known time zone. Use an IANA name such as 'Europe/Berlin'.")


def resolve_wall(wall: datetime, zone: ZoneInfo) -> datetime:
    """The UTC instant at which the clocks of `zone` show the naive time `wall`.

    A time that occurs twice means the first. A time that is left out, because clocks spring forward
    over it, means the first instant after the gap.
    """
    if wall.tzinfo is not None:
        raise ValueError("A wall time carries no zone of its own.")
    first = wall.replace(tzinfo=zone, fold=0)
    before, after = first.utcoffset(), first.replace(fold=1).utcoffset()
    if before is None or after is None:  # pragma: no cover - a ZoneInfo always has an offset
        raise ValueError(f"{zone} has no offset at {wall}.")
    if before < after:
        # In a gap the two offsets bracket the jump: the later offset leads to an instant before it,
        # the earlier one to an instant at or after it.
        return _jump_between((wall - after).replace(tzinfo=UTC), (wall - before).replace(tzinfo=UTC), zone)
    return first.astimezone(UTC)


def local_day(instant: datetime, zone: ZoneInfo, day_start_hour: int) -> date:
    """The person's day at an aware instant: (wall time - day_start_hour hours).date().

    `day_start_hour` is 0 to 23. Days never run backwards: where clocks fall back over the very start of
    a day (from 00:01 to 23:01, as Newfoundland's did), the repeated hour belongs to the day already begun.
    """
    wall = instant.astimezone(zone)
    day = (wall.replace(tzinfo=None) - timedelta(hours=day_start_hour)).date()
    # Only the second pass of a repeated hour (fold 1) can show a time of a day that is already over.
    if wall.fold and instant >= _day_start(day + _ONE_DAY, zone, day_start_hour):
        return day + _ONE_DAY
    return day


def day_bounds(day: date, zone: ZoneInfo, day_start_hour: int) -> tuple[datetime, datetime]:
    """The UTC instants between which a person's day lies: the first included, the second not.

    A day that the zone left out (Samoa's 30 December 2011) is empty: both are equal. The last day of
    the calendar has no end and raises OverflowError.
    """
    return _day_start(day, zone, day_start_hour), _day_start(day + _ONE_DAY, zone, day_start_hour)


def week_of(day: date, week_start: int) -> date:
    """The first day of the week that contains `day`; weeks begin on `week_start` (Monday 0 to Sunday 6)."""
    return day - timedelta(days=(day.weekday() - week_start) % _DAYS_IN_WEEK)


def month_of(day: date) -> date:
    """The first day of the calendar month that contains `day`."""
    return day.replace(day=1)


def quarter_of(day: date) -> date:
    """The first day of the calendar quarter that contains `day`."""
    return day.replace(month=day.month - (day.month - 1) % 3, day=1)


def year_of(day: date) -> date:
    """The first of January of the year that contains `day`."""
    return day.replace(month=1, day=1)


def _day_start(day: date, zone: ZoneInfo, day_start_hour: int) -> datetime:
    return resolve_wall(datetime.combine(day, time(day_start_hour)), zone)


def _jump_between(low: datetime, high: datetime, zone: ZoneInfo) -> datetime:
    """The first instant of the later offset; `low` lies before the jump, `high` at or after it."""
    later = high.astimezone(zone).utcoffset()
    seconds = int((high - low).total_seconds())
    left, right = 0, seconds
    while right - left > 1:
        middle = (left + right) // 2
        if (low + timedelta(seconds=middle)).astimezone(zone).utcoffset() == later:
            right = middle
        else:
            left = middle
    return low + timedelta(seconds=right)


def _utc(at: datetime) -> datetime:
    if at.tzinfo is None:
        raise ValueError("An instant needs a zone.")
    return at.astimezone(UTC)
