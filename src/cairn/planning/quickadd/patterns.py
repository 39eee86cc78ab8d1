"""Recurrence as a value: its RRULE, and the first day that it allows."""

from datetime import date, timedelta
from typing import NamedTuple

from cairn.planning.quickadd.amounts import days_in_month

DAY_CODES = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
WORKDAYS = (0, 1, 2, 3, 4)
_WEEK = 7
_DAYS_TO_TRY = 366 * 9  # 29 February is missing for eight years around 1900 or 2100


class Pattern(NamedTuple):
    """The parts of an RRULE that say which days it allows."""

    freq: str
    interval: int = 1
    weekdays: tuple[tuple[int, int], ...] = ()
    """Pairs of a position in the month (0 for every one, negative from its end) and a weekday."""
    monthdays: tuple[int, ...] = ()
    months: tuple[int, ...] = ()
    position: int = 0
    """Which one of the allowed days of a month is meant; 0 for all."""

    def rule(self) -> str:
        """The value of the RRULE, without an end."""
        parts = [f"FREQ={self.freq}"]
        if self.interval > 1:
            parts.append(f"INTERVAL={self.interval}")
        if self.months:
            parts.append("BYMONTH=" + ",".join(map(str, self.months)))
        if self.monthdays:
            parts.append("BYMONTHDAY=" + ",".join(map(str, self.monthdays)))
        if self.weekdays:
            parts.append("BYDAY=" + ",".join(f"{n or ''}{DAY_CODES[day]}" for n, day in self.weekdays))
        if self.position:
            parts.append(f"BYSETPOS={self.position}")
        return ";".join(parts)

    def first(self, start: date) -> date | None:
        """The first day on or after `start` that the pattern allows."""
        day = start
        try:
            for _ in range(_DAYS_TO_TRY):
                if self._allows(day):
                    return day
                day += timedelta(days=1)
        except OverflowError:
            return None
        return None

    def _allows(self, day: date) -> bool:
        if self.months and day.month not in self.months:
            return False
        length = days_in_month(day.year, day.month)
        if self.monthdays and day.day not in self.monthdays and day.day - length - 1 not in self.monthdays:
            return False
        if self.weekdays and not any(_is_on(day, length, n, weekday) for n, weekday in self.weekdays):
            return False
        return not self.position or self._is_in_position(day, length)

    def _is_in_position(self, day: date, length: int) -> bool:
        allowed = {weekday for _, weekday in self.weekdays}
        numbers = [n for n in range(1, length + 1) if day.replace(day=n).weekday() in allowed]
        place = self.position - 1 if self.position > 0 else self.position
        return -len(numbers) <= place < len(numbers) and numbers[place] == day.day


def _is_on(day: date, length: int, n: int, weekday: int) -> bool:
    """Whether a day is the n-th such weekday of its month."""
    if day.weekday() != weekday:
        return False
    if n == 0:
        return True
    return (day.day - 1) // _WEEK + 1 == n if n > 0 else (length - day.day) // _WEEK + 1 == -n


def weekly(weekdays: tuple[int, ...], interval: int = 1) -> Pattern:
    """The pattern of some days of the week; of all seven of them, every day."""
    days = tuple(sorted(set(weekdays)))
    if len(days) == _WEEK and interval == 1:
        return Pattern("DAILY")
    return Pattern("WEEKLY", interval, weekdays=tuple((0, day) for day in days))
