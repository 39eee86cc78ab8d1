"""A person as the calendar sees them: zone, start of the day and the week, hours of work."""

from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from cairn.identity.queries.accounts import CALENDAR, RHYTHM
from cairn.kit import clock as calendar
from cairn.kit.clock import Clock
from cairn.kit.db.work import ReadWork
from cairn.kit.http.problems import NotFound
from cairn.kit.ids import UserId


@dataclass(frozen=True, slots=True)
class Person:
    """Whose day it is."""

    id: UserId
    zone: ZoneInfo
    day_start_hour: int
    """Local hour at which their day begins, 0 to 12."""
    week_start: int
    """First day of their week, 0 Monday to 6 Sunday."""

    def today(self, clock: Clock) -> date:
        """Return the day that it is for them now."""
        return self.local_day(clock.now())

    def local_day(self, instant: datetime) -> date:
        """Return their day at an aware instant."""
        return calendar.local_day(instant, self.zone, self.day_start_hour)

    def day_bounds(self, day: date) -> tuple[datetime, datetime]:
        """Return the UTC instants between which a day of theirs lies: the first included, the second not."""
        return calendar.day_bounds(day, self.zone, self.day_start_hour)

    def week_of(self, day: date) -> date:
        """Return the first day of their week that contains `day`."""
        return calendar.week_of(day, self.week_start)


async def person(work: ReadWork) -> Person:
    """Return the owner of the unit of work; one query. Raises NotFound where there is no such account."""
    row = await work.db.row(CALENDAR)
    if row is None:
        raise NotFound
    return Person(work.owner, calendar.zone(row.timezone), row.day_start_hour, row.week_start)


@dataclass(frozen=True, slots=True)
class Rhythm:
    """When a person works and is at their best, in their local time."""

    working_hours: dict[str, list[list[float]]]
    """Weekday ("0" Monday to "6" Sunday) to its [start hour, end hour); empty: unknown."""
    peak_hours: list[str]
    """`HH-HH` ranges, the end not included; one that ends before it starts passes midnight."""
    planned_minutes: int | None
    """Minutes a day that they plan to spend on tasks; None: unknown."""

    def works_at(self, wall: datetime) -> bool | None:
        """Whether they work at a wall time; None where they have told no working hours."""
        if not self.working_hours:
            return None
        hour = wall.hour + wall.minute / 60
        return any(start <= hour < end for start, end in self.working_hours.get(str(wall.weekday()), ()))

    def peaks_at(self, wall: datetime) -> bool:
        """Whether a wall time lies in one of their best hours."""
        return any(_within(wall.hour, *map(int, span.split("-"))) for span in self.peak_hours)


async def rhythm(work: ReadWork) -> Rhythm:
    """Return the rhythm of the owner of the unit of work; one query."""
    row = await work.db.row(RHYTHM)
    if row is None:
        raise NotFound
    return Rhythm(row.working_hours, row.peak_hours, row.planned_minutes)


def _within(hour: int, start: int, end: int) -> bool:
    return start <= hour < end if start < end else hour >= start or hour < end
