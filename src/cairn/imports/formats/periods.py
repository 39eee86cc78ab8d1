"""Periods such as "weekdays", "3d", "2 weeks" or "P1M" as recurrence rules (RFC 5545)."""

import re
from datetime import date, datetime

from cairn.planning.recurrence import MAX_INTERVAL

_SHORTEST_MONTH = 28
_LONGEST_MONTH = 31
_FEBRUARY, _LEAP_DAY = 2, 29

# Standing alone. Biannual and biyearly mean every second year, as Taskwarrior has it.
_NAMED = {
    "daily": (1, "d"),
    "weekly": (7, "d"),
    "biweekly": (14, "d"),
    "fortnight": (14, "d"),
    "fortnightly": (14, "d"),
    "monthly": (1, "m"),
    "bimonthly": (2, "m"),
    "quarterly": (3, "m"),
    "semiannual": (6, "m"),
    "annual": (12, "m"),
    "annually": (12, "m"),
    "yearly": (12, "m"),
    "biannual": (24, "m"),
    "biyearly": (24, "m"),
}
_UNITS = {
    unit: span
    for units, span in {
        "d day days": (1, "d"),
        "w wk wks week weeks": (7, "d"),
        # Taskwarrior counts "2mo" as 60 days and "2m" as two months; whoever writes either means months.
        "m mo mos mth mths mnths month months": (1, "m"),
        "q qtr qrtr qrtrs quarter quarters": (3, "m"),
        "y yr yrs year years": (12, "m"),
    }.items()
    for unit in units.split()
}
_COUNTED = re.compile(r"(\d{1,6})?\s*([a-z]+)")
_ISO = re.compile(r"p(?:(\d{1,5})y)?(?:(\d{1,5})m)?(?:(\d{1,5})w)?(?:(\d{1,5})d)?")
_BELOW_A_DAY = re.compile(
    r"pt(?:\d{1,6}[hms])+|\d{0,6}\s*(?:h|hrs?|hours?|hourly|min|mins|minutes?|s|secs?|seconds?)"
)


def rule_of_period(text: str, first: date) -> str | None:
    """The rule that repeats every such period from `first` on; None when the text is no period.

    Months keep the day of `first`, and shorter months end on their last day. A period below a day is
    None too (see `below_a_day`).
    """
    word = " ".join(text.casefold().split())
    if word == "weekdays":
        return "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR"
    span = _span(word)
    if span is None or span[0] == 0:
        return None
    count, unit = span
    return _days(count) if unit == "d" else _months(count, first)


def below_a_day(text: str) -> bool:
    """Whether the text is a period of hours, minutes or seconds."""
    return bool(_BELOW_A_DAY.fullmatch(text.casefold().strip()))


def with_end(rule: str, until: date) -> str:
    """The rule with its last day, or with its last moment (naive wall time), both included."""
    basic = "%Y%m%dT%H%M%S" if isinstance(until, datetime) else "%Y%m%d"
    return f"{rule};UNTIL={until.strftime(basic)}"


def _span(word: str) -> tuple[int, str] | None:
    if word in _NAMED:
        return _NAMED[word]
    if (iso := _ISO.fullmatch(word)) and any(iso.groups()):
        years, months, weeks, days = (int(group or 0) for group in iso.groups())
        if not weeks and not days:
            return 12 * years + months, "m"
        # A mixture has no calendar meaning; Taskwarrior adds it up with years of 365 and months of 30 days.
        return 365 * years + 30 * months + 7 * weeks + days, "d"
    counted = _COUNTED.fullmatch(word)
    if counted and counted[2] in _UNITS:
        factor, unit = _UNITS[counted[2]]
        return int(counted[1] or 1) * factor, unit
    return None


def _days(count: int) -> str | None:
    if count % 7 == 0:
        return _every("WEEKLY", count // 7)
    return _every("DAILY", count)


def _months(count: int, first: date) -> str | None:
    rule = _every("MONTHLY", count) if count % 12 else _every("YEARLY", count // 12)
    if rule is None:
        return None
    leap_day = (first.month, first.day) == (_FEBRUARY, _LEAP_DAY)
    if count % 12 == 0:
        return f"{rule};BYMONTH=2;BYMONTHDAY=-1" if leap_day else rule
    # A plain monthly rule leaves out the months that lack the day: rent due on the 31st would be skipped.
    if first.day == _LONGEST_MONTH:
        return f"{rule};BYMONTHDAY=-1"
    if first.day > _SHORTEST_MONTH:
        days = ",".join(str(day) for day in range(_SHORTEST_MONTH, first.day + 1))
        return f"{rule};BYMONTHDAY={days};BYSETPOS=-1"
    return rule


def _every(frequency: str, interval: int) -> str | None:
    if interval > MAX_INTERVAL:
        return None
    return f"FREQ={frequency}" + (f";INTERVAL={interval}" if interval > 1 else "")
