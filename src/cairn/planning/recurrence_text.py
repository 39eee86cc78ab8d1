"""Recurrence rules in plain English: "every 2 weeks on Monday and Thursday"."""

from collections.abc import Iterable

from cairn.planning.recurrence import RepeatMode, Rule, WeekdayRule, parse_rule

_UNITS = {"DAILY": "day", "WEEKLY": "week", "MONTHLY": "month", "YEARLY": "year"}
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_WORKING_DAYS = tuple(WeekdayRule(0, day) for day in range(5))
_ORDINALS = {1: "first", 2: "second", 3: "third", 4: "fourth", 5: "fifth"}
_SHORTEST_MONTH = 28
_TEENS = range(11, 14)


def describe(rule: str, mode: RepeatMode) -> str:
    """The rule as a phrase that follows "repeats"; raises ValueError where the rule is not valid."""
    parsed = parse_rule(rule)
    unit = _UNITS[parsed.frequency]
    if mode == "after_completion" and parsed.bare:
        return f"{_counted(parsed.interval, unit)} after completion{_end(parsed)}"
    if parsed.interval == 1 and parsed.weekdays == _WORKING_DAYS and parsed.frequency in {"DAILY", "WEEKLY"}:
        every, days = "every weekday", ""
    else:
        every = f"every {unit}" if parsed.interval == 1 else f"every {_counted(parsed.interval, unit)}"
        days = _days(parsed)
    origin = ", counted from completion" if mode == "after_completion" else ""
    return f"{every}{days}{_months(parsed)}{_weeks(parsed)}{_positions(parsed)}{origin}{_end(parsed)}"


def _days(rule: Rule) -> str:
    phrases = []
    if rule.year_days:
        phrases.append(f"on the {_list(map(_day_of_period, rule.year_days))} of the year")
    if rule.month_days:
        phrases.append(f"on the {_list(map(_day_of_period, rule.month_days))}")
    if rule.weekdays:
        phrases.append(_weekdays(rule))
    return f" {' '.join(phrases)}" if phrases else ""


def _weekdays(rule: Rule) -> str:
    names = [_weekday(day, rule) for day in rule.weekdays]
    if rule.month_days or rule.year_days:
        return f"if that is a {_list(names, 'or')}"
    return f"on {_list(names)}"


def _weekday(day: WeekdayRule, rule: Rule) -> str:
    name = _DAYS[day.weekday]
    if day.ordinal:
        return f"the {_nth(day.ordinal)} {name}"
    each = rule.frequency in {"MONTHLY", "YEARLY"} and not (rule.month_days or rule.year_days or rule.weeks)
    return f"every {name}" if each else name


def _months(rule: Rule) -> str:
    if rule.months:
        of = "of" if rule.month_days or any(day.ordinal for day in rule.weekdays) else "in"
        return f" {of} {_list(_MONTHS[month - 1] for month in rule.months)}"
    # A calendar skips a month without that day; someone who expects its last day should read so here.
    if any(day > _SHORTEST_MONTH for day in rule.month_days):
        return ", in months that have it"
    return ""


def _weeks(rule: Rule) -> str:
    if not rule.weeks:
        return ""
    return f" in the {_list(_nth(week) for week in rule.weeks)} week of the year"


def _positions(rule: Rule) -> str:
    if not rule.positions:
        return ""
    return f", only the {_list(map(_nth, rule.positions))} of these"


def _end(rule: Rule) -> str:
    if rule.count is not None:
        return f", {_counted(rule.count, 'time')}"
    if rule.until is not None:
        return f", until {rule.until.day} {_MONTHS[rule.until.month - 1]} {rule.until.year}"
    return ""


def _day_of_period(number: int) -> str:
    return f"{_nth(number)} day" if number < 0 else _numeral(number)


def _nth(number: int) -> str:
    if number == -1:
        return "last"
    if number < 0:
        return f"{_nth(-number)} to last"
    return _ORDINALS.get(number, _numeral(number))


def _numeral(number: int) -> str:
    last = 0 if number % 100 in _TEENS else number % 10
    return f"{number}{ {1: 'st', 2: 'nd', 3: 'rd'}.get(last, 'th') }"


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def _list(words: Iterable[str], last: str = "and") -> str:
    items = list(words)
    return items[0] if len(items) == 1 else f"{', '.join(items[:-1])} {last} {items[-1]}"
