"""The recurrence of a calendar's component as a rule of ours."""

import re
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from cairn.imports.formats.ics_lines import Line
from cairn.imports.formats.ics_times import When, when_of
from cairn.planning.recurrence import Rule, next_occurrence, parse_rule, validate_rule

if TYPE_CHECKING:
    from cairn.imports.formats.ics_tasks import Entry

_SHORT = frozenset({"HOURLY", "MINUTELY", "SECONDLY"})
_CLOCK_PARTS = ("BYHOUR", "BYMINUTE", "BYSECOND")
_MOST_SKIPPED = 50
_SPACE = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Series:
    """How a component repeats."""

    rule: str
    """Value of an RRULE, in the wall time of its start."""
    bare: bool
    """Whether its days follow from its start alone."""
    first: When | None = None
    """Its first date that is not left out, where that is not the start."""


def series_of(entry: "Entry", start: When | None) -> Series | None:
    """The series of a component that starts there; None where it does not repeat."""
    _report_dates(entry)
    lines = entry.component.all("RRULE")
    if not lines:
        return None
    if start is None:
        entry.report(lines[0], "Imported without repeating: a series needs a date at which it starts.")
        return None
    for line in lines[1:]:
        entry.report(line, "Left out: a task has one rule, the first.")
    rule = rule_of(entry, lines[0], start)
    if rule is None:
        return None
    return _kept(entry, rule, start)


def rule_of(entry: "Entry", line: Line, start: When) -> Rule | None:
    """The rule of a line; None, with a finding, where a task cannot repeat like that."""
    try:
        zone = start.zone or entry.zone
        text = _our_parts(_SPACE.sub("", line.value).upper().strip(",;"), start)
        # In UTC the wall time is that of UTC; there a Z says nothing new.
        rule = parse_rule(text.replace("Z;", ";").removesuffix("Z") if start.utc else text, zone)
        validate_rule(str(rule), zone)
    except ValueError as refused:
        entry.report(line, f"Imported without repeating: {refused}")
        return None
    return rule


def _our_parts(text: str, start: When) -> str:
    """The rule without parts that say what is so anyway; raises ValueError for those that cannot be."""
    kept = []
    for part in text.split(";"):
        name, _, value = part.partition("=")
        if name == "FREQ" and value in _SHORT:
            raise ValueError("A task cannot repeat more than once a day.")
        if (name, value) in {("RSCALE", "GREGORIAN"), ("SKIP", "OMIT")} or name.startswith("X-"):
            continue
        if name in _CLOCK_PARTS:
            if start.clock is None or value.lstrip("0") != _clock_part(name, start).lstrip("0"):
                raise ValueError(f"{name} is another time of day than that of its start.")
            continue
        kept.append(part)
    return ";".join(kept)


def _clock_part(name: str, start: When) -> str:
    clock = start.clock
    if clock is None:
        return ""
    return str({"BYHOUR": clock.hour, "BYMINUTE": clock.minute, "BYSECOND": clock.second}[name])


def _report_dates(entry: "Entry") -> None:
    for name in ("RDATE", "EXRULE"):
        for line in entry.component.all(name):
            entry.report(line, "Left out: a task repeats by one rule alone.")


def _kept(entry: "Entry", rule: Rule, start: When) -> Series:
    """The series from its first date on that no EXDATE leaves out; those that come later are reported."""
    lines = entry.component.all("EXDATE")
    dropped = {
        _in_series(when, start, entry.zone)
        for line in lines
        for value in line.value.split(",")
        if (when := when_of(replace(line, value=value), entry.zones)) is not None
    }
    at, skipped = start.wall, 0
    while skipped < _MOST_SKIPPED and (at in dropped or _day_of(at) in dropped):
        following = next_occurrence(str(rule), start=start.wall, after=at)
        if following is None:
            break
        at, skipped = following, skipped + 1
    if len(dropped) > skipped:
        left = len(dropped) - skipped
        message = f"{left} dates that it leaves out come all the same: a rule has no exceptions here."
        entry.report(lines[0], message)
    if not skipped:
        return Series(str(rule), rule.bare)
    if rule.count is not None:
        rule = replace(rule, count=max(rule.count - skipped, 1))
    clock = at.time() if isinstance(at, datetime) else None
    return Series(str(rule), rule.bare, replace(start, day=_day_of(at), clock=clock))


def _in_series(when: When, start: When, own: ZoneInfo) -> date:
    """The date as the clocks of the series show it."""
    instant = when.instant(own)
    if instant is None or start.clock is None:
        return when.day
    zone = UTC if start.utc else start.zone or own
    return instant.astimezone(zone).replace(tzinfo=None)


def _day_of(at: date) -> date:
    return at.date() if isinstance(at, datetime) else at
