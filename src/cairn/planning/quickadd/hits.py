"""What a rule of the grammar finds: days and times as they were named, not yet put into the calendar."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Literal, NamedTuple

from cairn.planning.quickadd.tokens import Line

Half = Literal["am", "pm"]


class Day(NamedTuple):
    """A day as it was named. The first field that is set decides: at, value, weekday, then the numbers."""

    at: datetime | None = None
    """An instant, such as "in 2 hours"."""
    value: date | None = None
    weekday: int | None = None
    year: int | None = None
    month: int | None = None
    day: int | None = None

    @property
    def in_year(self) -> bool:
        """Whether it is a day or month of some year."""
        return self.at is None and self.value is None and self.month is not None


class Clock(NamedTuple):
    """A time of day as it was named."""

    hour: int
    minute: int = 0
    second: int = 0
    half: Half | None = None
    """Which half of the day, if the text tells."""
    exact: bool = True
    """False for a part of the day, whose hour is a convention."""
    part: str | None = None
    """The part of the day, which tells the half for a time that follows it."""
    bare: bool = False
    """Whether it is a number alone, which is a time only beside something that makes it one."""


class Hit(NamedTuple):
    """A part of the text that has been read, up to the token before `end`."""

    end: int
    day: Day | None = None
    clock: Clock | None = None
    last_day: Day | None = None
    last_clock: Clock | None = None

    @property
    def is_range(self) -> bool:
        """Whether it has an end apart from its start."""
        return self.last_day is not None or self.last_clock is not None


Rule = Callable[[Line, int], Hit | None]
"""Reads something that begins at a token, or answers None."""


def first(rules: tuple[Rule, ...], line: Line, i: int) -> Hit | None:
    """What the first of the rules that apply finds."""
    for rule in rules:
        hit = rule(line, i)
        if hit is not None:
            return hit
    return None
