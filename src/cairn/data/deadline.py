"""By when a request has to be answered."""

from datetime import datetime, timedelta


def month_after(at: datetime) -> datetime:
    """Return the same day and time of the next month, or the last day of it where it is shorter."""
    first = (at.replace(day=1) + timedelta(days=32)).replace(day=1)
    last = (first + timedelta(days=32)).replace(day=1) - timedelta(days=1)
    return first.replace(day=min(at.day, last.day))
