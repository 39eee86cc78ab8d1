"""Which of a person's days something is written for."""

from datetime import date, datetime, timedelta

from cairn.identity.people import Person
from cairn.kit.http.problems import Invalid

_CLOCK_SKEW = timedelta(minutes=5)
"""How far a client's clock may be ahead before a time counts as the future."""
_NOON = 12


def day_written(at: datetime | None, day: date | None, whose: Person, now: datetime) -> tuple[datetime, date]:
    """Return instant and day of a log; raises Invalid for the future.

    A day without an instant that is not today gets its noon, so that logs stay in the order of their days.
    """
    today = whose.local_day(now)
    if at is not None and at > now + _CLOCK_SKEW:
        raise Invalid.field("/at", "in_future", "Write it down when it is done, not before.")
    if day is not None and day > today:
        raise Invalid.field("/local_date", "in_future", "Write it down when it is done, not before.")
    if at is not None:
        return at, day or min(today, whose.local_day(at))
    if day is None or day == today:
        return now, today
    start, _ = whose.day_bounds(day)
    return start + timedelta(hours=_NOON), day
