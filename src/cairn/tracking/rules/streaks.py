"""One engine for streaks and strength of every kind of habit.

A streak counts units in a row that went well; strength is an exponential average that one miss dents and
does not destroy. Three things soften a streak and none of them is hidden: a rest (an off day, a pause)
excuses what was not done on it, one miss in any seven is bridged by grace, and what is still open is not
counted against anybody.
"""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import Enum
from math import ceil
from typing import Literal

from cairn.tracking.rules.schedule import (
    AfterCompletion,
    ByRule,
    Schedule,
    Times,
    UnitKind,
    completions,
    due_days,
    due_per_day,
    periods,
    unit_kind,
)

STREAK_VERSION = "streak-1"

Kind = Literal["build", "maintain", "reduce", "quit"]
AmountPer = Literal["day", "period"]

GRACE_SPAN = 7
"""Days (for habits of single days) or units (for all others) in which a number of misses is bridged."""
_HALF_LIFE = 13
"""Due days after which half of an old strength is left, for a habit that is due every day."""


class Mark(Enum):
    """How a unit went."""

    SUCCESS = "success"
    MISS = "miss"
    PENDING = "pending"
    """Still open: today, this week, or inside the days that may be filled in later."""
    NEUTRAL = "neutral"
    """Excused by a rest, or not known."""


@dataclass(frozen=True, slots=True)
class Rest:
    """Days on which nothing is asked: a pause, both ends included."""

    first: date
    last: date | None
    """None: until further notice."""

    def covers(self, day: date) -> bool:
        """Whether a day lies in the rest."""
        return self.first <= day and (self.last is None or day <= self.last)


@dataclass(frozen=True, slots=True)
class Plan:
    """A habit as the engine sees it."""

    kind: Kind
    schedule: Schedule
    start: date
    """The first day that counts."""
    end: date | None = None
    """The last day that counts; None while it goes on."""
    target: float = 1
    """Build and maintain: the amount at which a day (or period) is a success; above 0."""
    limit: float = 0
    """Reduce: the amount up to which it is one, included. Quit: none at all."""
    amount_per: AmountPer = "day"
    """What target and limit are about. A period needs a schedule of n times a week or month."""
    off_weekdays: frozenset[int] = frozenset()
    """Weekdays of rest, Monday 0 to Sunday 6."""
    off_dates: frozenset[date] = frozenset()
    pauses: tuple[Rest, ...] = ()
    grace: int = 1
    """Misses that are bridged in any seven, 0 to 2; two in a row always end a streak."""
    backfill_days: int = 0
    """Days after a day in which it stays open, 0 to 7."""
    assume_success: bool = False
    """Quit: a day without a sign of life counts as a day without a lapse."""
    week_start: int = 0
    """First day of the week, Monday 0 to Sunday 6."""

    @property
    def restrains(self) -> bool:
        """Whether less is better."""
        return self.kind in {"reduce", "quit"}

    def rests(self, day: date) -> bool:
        """Whether nothing is asked on a day."""
        return (
            day.weekday() in self.off_weekdays
            or day in self.off_dates
            or any(pause.covers(day) for pause in self.pauses)
        )


@dataclass(frozen=True, slots=True)
class Unit:
    """A due day, a week, a month, or a completion, and how it went."""

    first: date
    last: date
    mark: Mark
    share: float
    """How much of what was asked was done, 0 to 1."""
    weight: int = 1
    """How many due days it stands for."""
    need: float = 1
    """What was asked: an amount, or times in the week or month."""
    got: float = 0
    """What was done of it."""


@dataclass(frozen=True, slots=True)
class Standing:
    """What comes out: how a habit stands on a day."""

    current: int
    """Units of the streak that is alive."""
    longest: int
    """Units of the longest streak ever, by the same rules."""
    unit: UnitKind
    """What both count."""
    strength: float | None
    """0 to 1; None before anything was due."""
    grace_used: tuple[date, ...] = ()
    """First days of the misses that grace bridges in the current streak, newest first."""
    grace_left: int = 0
    """Misses that could be bridged now."""
    pending: bool = False
    """Whether the newest unit is still open."""
    done_28: float = 0
    """Times it was done in the units that closed in the last 28 days, a part of one counting as a part."""
    expected_28: int = 0
    """Times it was due in those units."""
    units: tuple[Unit, ...] = field(default=(), repr=False)
    """Every unit since the start, oldest first."""


def standing(
    plan: Plan, amounts: Mapping[date, float], today: date, *, active_days: Collection[date] = ()
) -> Standing:
    """How a habit stands on `today`, from the sum of what was logged on each day.

    `active_days` are the days with any sign of life, which tells a day without a lapse from one on which
    nobody wrote anything.
    """
    units = tuple(units_of(plan, amounts, today, active_days=active_days))
    apart = _apart(plan)
    current, used = _current(units, plan.grace, apart)
    newest = units[-1].first if units else today
    held = sum(1 for unit in used if not apart(unit, newest, _index_gap(units, unit)))
    recent = [unit for unit in units if unit.last > today - timedelta(days=28)]
    closed = [unit for unit in recent if unit.mark in {Mark.SUCCESS, Mark.MISS}]
    return Standing(
        current=current,
        longest=max(current, _longest(units, plan.grace, apart)),
        unit=unit_kind(plan.schedule),
        strength=strength(units, due_per_day(plan.schedule, plan.start)),
        grace_used=tuple(unit.first for unit in used),
        grace_left=max(0, plan.grace - held),
        pending=bool(units) and units[-1].mark is Mark.PENDING,
        done_28=sum(unit.weight * unit.share for unit in closed),
        expected_28=sum(unit.weight for unit in closed),
        units=units,
    )


# --- units -------------------------------------------------------------------------------------------------


def units_of(
    plan: Plan, amounts: Mapping[date, float], today: date, *, active_days: Collection[date] = ()
) -> Iterator[Unit]:
    """The units from the first day to today, oldest first, each with how it went."""
    last = today if plan.end is None else min(today, plan.end)
    known = active_days if isinstance(active_days, (set, frozenset)) else set(active_days)
    if isinstance(plan.schedule, ByRule):
        for day in due_days(plan.schedule, plan.start, plan.start, last):
            yield _day(plan, day, amounts.get(day, 0.0), today, known=plan.assume_success or day in known)
    elif isinstance(plan.schedule, Times):
        for first, end in periods(plan.schedule.period, plan.start, last, plan.week_start):
            yield _period(plan, plan.schedule, (first, end), amounts, today)
    else:
        yield from _completions(plan, plan.schedule, amounts, last, today)


def _day(plan: Plan, day: date, amount: float, today: date, *, known: bool) -> Unit:
    resting = plan.rests(day)
    share = _share(plan, amount)
    if plan.restrains:
        kept = amount <= (plan.limit if plan.kind == "reduce" else 0)
        if resting or (plan.kind == "quit" and kept and not known):
            mark = Mark.PENDING if day == today and not resting else Mark.NEUTRAL
        elif not kept:
            mark = Mark.MISS
        else:
            mark = Mark.PENDING if day == today else Mark.SUCCESS
    elif amount >= plan.target:
        mark = Mark.SUCCESS
    elif resting:
        mark = Mark.NEUTRAL
    else:
        mark = Mark.PENDING if _open(plan, day, today) else Mark.MISS
    need = plan.limit if plan.restrains else plan.target
    return Unit(day, day, mark, share, need=need, got=amount)


def _open(plan: Plan, day: date, today: date) -> bool:
    return (today - day).days <= plan.backfill_days


def _share(plan: Plan, amount: float) -> float:
    """How much of what was asked was done; for less-is-better, how near the limit it stayed."""
    if not plan.restrains:
        return min(1.0, amount / plan.target)
    limit = plan.limit if plan.kind == "reduce" else 0
    return 1.0 if amount <= limit else limit / amount


def _period(
    plan: Plan, schedule: Times, span: tuple[date, date], amounts: Mapping[date, float], today: date
) -> Unit:
    first, end = span
    days = [first + timedelta(days=n) for n in range((end - first).days + 1)]
    counted = [d for d in days if d >= plan.start and (plan.end is None or d <= plan.end)]
    asked = [d for d in counted if not plan.rests(d)]
    got: float
    need: float
    if plan.restrains:
        # What was had on a day of rest is forgiven, as the allowance of that day is taken away.
        need = plan.limit * len(asked) / len(days)
        got = sum(amounts.get(d, 0.0) for d in asked)
        mark = _restrained(got, need, asked=bool(asked), open_=today <= end)
    elif plan.amount_per == "period":
        need = plan.target * len(asked) / len(days)
        got = sum(amounts.get(d, 0.0) for d in counted)
        reachable = any(_open(plan, d, today) for d in asked)
        mark = _grown(got, need, asked=bool(asked), reachable=reachable)
    else:
        need = ceil(schedule.times * len(asked) / len(days))
        got = sum(amounts.get(d, 0.0) >= plan.target for d in counted)
        left = sum(amounts.get(d, 0.0) < plan.target for d in asked if _open(plan, d, today))
        mark = _grown(got, need, asked=bool(asked), reachable=got + left >= need)
    if plan.restrains:
        share = 1.0 if got <= need else need / got
    else:
        share = min(1.0, got / need) if need > 0 else 1.0
    return Unit(first, end, mark, share, schedule.times, need, got)


def _grown(got: float, need: float, *, asked: bool, reachable: bool) -> Mark:
    if got > 0 and got >= need:
        return Mark.SUCCESS
    if not asked:
        return Mark.NEUTRAL
    return Mark.PENDING if reachable else Mark.MISS


def _restrained(got: float, allowed: float, *, asked: bool, open_: bool) -> Mark:
    if not asked:
        return Mark.NEUTRAL
    if got > allowed:
        return Mark.MISS
    return Mark.PENDING if open_ else Mark.SUCCESS


def _completions(
    plan: Plan, schedule: AfterCompletion, amounts: Mapping[date, float], last: date, today: date
) -> Iterator[Unit]:
    done = sorted(day for day, amount in amounts.items() if amount >= plan.target)
    for day, success in completions(schedule, plan.start, last, done):
        if success:
            mark = Mark.SUCCESS
        elif plan.rests(day):
            mark = Mark.NEUTRAL
        else:
            mark = Mark.PENDING if _open(plan, day, today) else Mark.MISS
        got = amounts[day] if success else 0.0
        yield Unit(day, day, mark, 1.0 if success else 0.0, need=plan.target, got=got)


# --- streaks -----------------------------------------------------------------------------------------------

_Apart = Callable[[Unit, date, int], bool]


def _apart(plan: Plan) -> _Apart:
    """Whether a miss is so far from something later that both have their own grace."""
    if isinstance(plan.schedule, ByRule):
        return lambda unit, later, _units: (later - unit.first).days >= GRACE_SPAN
    return lambda _unit, _later, units: units >= GRACE_SPAN


def _index_gap(units: Sequence[Unit], unit: Unit) -> int:
    return len(units) - 1 - units.index(unit)


def _current(units: Sequence[Unit], grace: int, apart: _Apart) -> tuple[int, list[Unit]]:
    """Walk back from the newest unit; return the streak and the misses that it bridges, newest first."""
    count, used, bridged = 0, 0, _Bridges(grace, apart)
    for place in range(len(units) - 1, -1, -1):
        unit = units[place]
        if unit.mark is Mark.SUCCESS:
            count, used = count + 1, len(bridged.misses)
        elif unit.mark is Mark.MISS and not bridged.take(place, unit):
            break
    # A miss that leads to nothing earlier was not bridged.
    return count, [miss for _, miss in bridged.misses[:used]]


def _longest(units: Sequence[Unit], grace: int, apart: _Apart) -> int:
    """The most successes in any stretch whose misses grace could bridge; two pointers over the history."""
    best = count = begin = 0
    misses: list[int] = []
    for place, unit in enumerate(units):
        if unit.mark is Mark.SUCCESS:
            count += 1
            best = max(best, count)
        elif unit.mark is Mark.MISS:
            drop = _unbridged(units, misses, place, grace, apart)
            if drop is not None:
                count -= sum(u.mark is Mark.SUCCESS for u in units[begin : drop + 1])
                begin = drop + 1
                misses = [m for m in misses if m > drop]
            misses.append(place)
    return best


def _unbridged(units: Sequence[Unit], misses: list[int], place: int, grace: int, apart: _Apart) -> int | None:
    """The last unit that a stretch must leave out so that it may hold a miss at `place`; None: none."""
    if not grace:
        return place
    if misses and place - misses[-1] == 1:
        return misses[-1]
    near = [m for m in misses if not apart(units[m], units[place].first, place - m)]
    return near[len(near) - grace] if len(near) >= grace else None


class _Bridges:
    """The misses that a walk back has bridged."""

    def __init__(self, grace: int, apart: _Apart) -> None:
        self.grace, self.apart = grace, apart
        self.misses: list[tuple[int, Unit]] = []

    def take(self, place: int, unit: Unit) -> bool:
        """Bridge a miss that lies before all others; False where the streak ends here."""
        near = [m for m in self.misses if not self.apart(unit, m[1].first, m[0] - place)]
        if len(near) >= self.grace or (self.misses and self.misses[-1][0] - place == 1):
            return False
        self.misses.append((place, unit))
        return True


# --- strength ----------------------------------------------------------------------------------------------


def strength(units: Sequence[Unit], frequency: float) -> float | None:
    """Exponential average of how the closed units went, 0 to 1; None where none has closed.

    `frequency` is due days per day. A daily habit comes to .80 after 30 perfect days, one of three times a
    week after 46 times, a weekly one after 80.
    """
    curve = strength_curve(units, frequency)
    return curve[-1] if curve else None


def strength_curve(units: Sequence[Unit], frequency: float) -> list[float | None]:
    """The strength after each unit; open and neutral ones leave it as it is."""
    keep = 0.5 ** (frequency**0.5 / _HALF_LIFE)
    curve: list[float | None] = []
    value: float | None = None
    for unit in units:
        if unit.mark in {Mark.SUCCESS, Mark.MISS}:
            kept = keep**unit.weight
            value = (value or 0.0) * kept + unit.share * (1 - kept)
        curve.append(value)
    return curve
