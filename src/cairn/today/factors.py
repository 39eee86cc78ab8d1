"""The factors that rank open tasks, each a number from 0 (speaks against now) to 1 (speaks for it).

A factor that does not apply to a task is None and takes no part; it is never a made-up 0.5. The formulas
live here alone: ranking ten thousand tasks and explaining one go through the same table FORMULAS.
"""

from bisect import bisect_left
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from enum import StrEnum
from typing import Literal, NamedTuple
from uuid import UUID
from zoneinfo import ZoneInfo

from cairn.kit.clock import day_bounds, local_day

Demand = Literal["low", "medium", "high"]
Phase = Literal["peak", "steady", "off_peak"]


class Factor(StrEnum):
    """What can speak for or against doing a task now, each by its formula in FORMULAS."""

    URGENCY = "urgency"
    ALIGNMENT = "alignment"
    GOAL_COHERENCE = "goal_coherence"
    READINESS = "readiness"
    MOMENTUM = "momentum"
    ENERGY = "energy"
    MORNING_PEAK = "morning_peak"
    CONTEXT = "context"
    WORK_LIFE = "work_life"
    SKILL = "skill"
    SIZE = "size"
    """Only the preset "efficiency" gives it a weight."""


@dataclass(frozen=True, slots=True, eq=False)
class Place:
    """Where tasks belong: a project in its area, or an area alone. None is "not known" or "has none".

    Make one for each project and area, and share it between their tasks: equal means the same object, so
    that what holds for all tasks of a place is worked out once.
    """

    project_id: UUID | None = None
    area_id: UUID | None = None
    pillar_share: float | None = None
    """Target share of the pillar above it, 0 to 1."""
    pillar_strength: float | None = None
    """How much the person stands behind that pillar now, 0 to 1."""
    area_importance: int | None = None
    """1 to 5."""
    project_importance: int | None = None
    """1 to 5."""
    project_activity_days: float | None = None
    """Days since something last happened in the project."""
    area_is_work: bool | None = None


NOWHERE = Place()
"""The place of tasks that have neither project nor area."""


class Candidate(NamedTuple):
    """An open task that is not blocked, as plain facts; None is "not known" or "has none".

    A tuple, since ten thousand of them are made for one answer.
    """

    id: UUID
    place: Place = NOWHERE
    due_at: datetime | None = None
    """Aware instant; goes before `due_day`."""
    due_day: date | None = None
    """Local day, at the end of which the task is due."""
    remaining_minutes: int | None = None
    """Estimate less the time already spent on it, at least 0."""
    priority: int | None = None
    """1 (highest) to 4."""
    goal_coherence: float | None = None
    """The best `goal_coherence` of the active goals it is linked to; None when it is linked to none."""
    unblocks: int = 0
    """Open tasks that wait for this one."""
    energy_demand: Demand | None = None
    skill_gap: bool | None = None
    """Whether a skill that it trains is below its target level."""


@dataclass(frozen=True, slots=True)
class Moment:
    """When, and in which state of the person, tasks are ranked; None where nothing is known."""

    now: datetime
    """Aware instant."""
    zone: ZoneInfo
    day_start_hour: int = 0
    hours_per_day: float = 6.0
    """Hours a day that the person has for tasks, above 0 and at most 24."""
    max_pillar_share: float | None = None
    """The largest target share of any pillar, against which the others are measured."""
    has_goals: bool = False
    """Whether the person has an active goal at all."""
    phase: Phase | None = None
    """The person's energy at this hour."""
    peak_hours: bool = False
    """Whether this is the part of the day for hard things (mostly the morning)."""
    working_hours: bool | None = None
    last_project_id: UUID | None = None
    """Project of the last timer."""
    last_area_id: UUID | None = None
    """Area of the last timer."""

    def __post_init__(self) -> None:
        if not 0 < self.hours_per_day <= 24:  # noqa: PLR2004 - hours of a day
            raise ValueError("Hours per day are above 0 and at most 24.")

    @property
    def today(self) -> date:
        """The person's local day."""
        return local_day(self.now, self.zone, self.day_start_hour)


_HOUR = 3600.0
_HOURS_OF_DAY = 24.0

# Most hours until the latest start, included, and the value up to there; the last value is for any later.
_URGENCY_HOURS = (0.0, 24.0, 72.0, 168.0)
_URGENCY = (1.0, 0.9, 0.7, 0.5, 0.2)
_NO_DUE = 0.0
_PRIORITY_STRENGTH = {1: 1.0, 2: 0.75, 3: 0.5, 4: 0.25}
_UNALIGNED = 0.3
_NO_GOAL = 0.2
_ENERGY: dict[tuple[Phase, Demand], float] = {
    ("peak", "high"): 0.9,
    ("peak", "medium"): 0.65,
    ("peak", "low"): 0.4,
    ("steady", "high"): 0.6,
    ("steady", "medium"): 0.6,
    ("steady", "low"): 0.6,
    ("off_peak", "high"): 0.3,
    ("off_peak", "medium"): 0.5,
    ("off_peak", "low"): 0.7,
}
_PEAK_DEMAND: dict[Demand, float] = {"high": 1.0, "medium": 0.6, "low": 0.2}
_LONG_TASK_MINUTES = 60
# (most minutes that remain, included; value)
_SIZES = ((15, 1.0), (30, 0.8), (60, 0.6), (120, 0.4), (240, 0.2))
_LARGEST_SIZE = 0.1


def goal_coherence(*, priority: int, health: float | None) -> float:
    """How much a linked active goal speaks for a task: .4 + .3 x priority + .3 x what its health lacks.

    Priority 1 counts 1 and priority 4 counts 0; health is 0 to 100 and lacks (100 - health) / 100. While
    health is unknown, priority has its share as well. 0.4 to 1, so always above the 0.2 of a task that
    serves no goal.
    """
    rank = _held((4 - priority) / 3)
    gap = rank if health is None else _held(1 - health / 100)
    return 0.4 + 0.3 * rank + 0.3 * gap


def demand_of(level: int | None) -> Demand | None:
    """The demand of a task by the energy it needs, 1 (little) to 10: low up to 3, high from 8."""
    if level is None:
        return None
    return "low" if level <= 3 else "medium" if level < 8 else "high"  # noqa: PLR2004 - see the docstring


class Scene(NamedTuple):
    """What the formulas need of a moment, worked out once for all tasks."""

    now: float
    """Seconds since 1970."""
    today: int
    """Ordinal of the local day."""
    hours_left_today: float
    stretch: float
    """Hours on the clock that one minute of work takes up."""
    max_pillar_share: float
    has_goals: bool
    phase: Phase | None
    peak_hours: bool
    working_hours: bool | None
    last_project_id: UUID | None
    last_area_id: UUID | None


def scene_of(moment: Moment) -> Scene:
    """The moment as the formulas take it."""
    today = moment.today
    end = day_bounds(today, moment.zone, moment.day_start_hour)[1]
    return Scene(
        now=moment.now.timestamp(),
        today=today.toordinal(),
        hours_left_today=(end - moment.now.astimezone(UTC)).total_seconds() / _HOUR,
        stretch=_HOURS_OF_DAY / (60 * moment.hours_per_day),
        max_pillar_share=moment.max_pillar_share or 0.0,
        has_goals=moment.has_goals,
        phase=moment.phase,
        peak_hours=moment.peak_hours,
        working_hours=moment.working_hours,
        last_project_id=moment.last_project_id,
        last_area_id=moment.last_area_id,
    )


def hours_to_latest_start(task: Candidate, scene: Scene) -> float | None:
    """Hours until the task has to be begun to be done in time, negative once that has passed.

    Hours until it is due, less the time that its rest takes: remaining time / available hours per day, in
    days; nothing where that is not known. None without due time and day. A due day ends with the local day;
    days ahead count 24 hours each, which is an hour off beyond a change of clocks: too little to matter
    where urgency counts in days.
    """
    if task.due_at is not None:
        hours = (task.due_at.timestamp() - scene.now) / _HOUR
    elif task.due_day is not None:
        hours = scene.hours_left_today + _HOURS_OF_DAY * (task.due_day.toordinal() - scene.today)
    else:
        return None
    minutes = task.remaining_minutes
    return hours if minutes is None else hours - minutes * scene.stretch


def hours_to_due(task: Candidate, scene: Scene) -> float | None:
    """Hours until the task is due, negative once that has passed: its latest start if it took no time."""
    return hours_to_latest_start(task._replace(remaining_minutes=None), scene)


def _urgency(task: Candidate, scene: Scene) -> float:
    """By the hours until the latest start: none left 1, up to 24 .9, up to 72 .7, up to 168 .5, later .2.

    A task that is not due at all has 0: it never presses.
    """
    hours = hours_to_latest_start(task, scene)
    return _NO_DUE if hours is None else _URGENCY[bisect_left(_URGENCY_HOURS, hours)]


def _alignment(task: Candidate, scene: Scene) -> float:
    """.4 pillar share / largest share + .2 area importance / 5 + .1 project importance / 5 + .3 strength.

    The first three count by their weights as far as they are known, and 0.3 stands for all of them when the
    task belongs nowhere. Strength is the pillar's and what the person's own priority says of the task (1
    counts 1, 2 .75, 3 .5, 4 .25), the mean where both are known; without either, the first three have its
    share.
    """
    place = task.place
    value = weight = 0.0
    if place.pillar_share is not None and scene.max_pillar_share > 0:
        value = 0.4 * _held(place.pillar_share / scene.max_pillar_share)
        weight = 0.4
    if place.area_importance is not None:
        value += 0.2 * _held(place.area_importance / 5)
        weight += 0.2
    if place.project_importance is not None:
        value += 0.1 * _held(place.project_importance / 5)
        weight += 0.1
    home = value / weight if weight else _UNALIGNED
    strength = place.pillar_strength
    if task.priority is not None:
        own = _PRIORITY_STRENGTH[task.priority]
        strength = own if strength is None else (own + _held(strength)) / 2
    return home if strength is None else 0.7 * home + 0.3 * _held(strength)


def _goal_coherence(task: Candidate, scene: Scene) -> float | None:
    """That of the best linked active goal; 0.2 when linked to none; does not apply without active goals."""
    if task.goal_coherence is not None:
        return _held(task.goal_coherence)
    return _NO_GOAL if scene.has_goals else None


def _readiness(task: Candidate, scene: Scene) -> float:
    """.5 + .5 x min(1, open tasks that wait for it / 5): a task that holds up nobody is neutral here."""
    return 0.5 if task.unblocks <= 0 else 0.5 + 0.1 * min(5, task.unblocks)


def _momentum(task: Candidate, scene: Scene) -> float | None:
    """By the days since its project was touched: up to 3 1, up to 7 .7, up to 14 .4, longer .2."""
    days = task.place.project_activity_days
    if days is None:
        return None
    if days <= 3:  # noqa: PLR2004 - see the docstring
        return 1.0
    if days <= 7:  # noqa: PLR2004
        return 0.7
    return 0.4 if days <= 14 else 0.2  # noqa: PLR2004


def _energy(task: Candidate, scene: Scene) -> float | None:
    """High demand .9 at the peak and .3 off it, low demand .4 and .7, medium between; .6 when steady."""
    if task.energy_demand is None or scene.phase is None:
        return None
    return _ENERGY[scene.phase, task.energy_demand]


def _morning_peak(task: Candidate, scene: Scene) -> float | None:
    """In the hours for hard things: high demand 1, medium .6, low .2. Does not apply at other hours.

    Where the demand is not known, an hour or more that remains counts .8, less .4.
    """
    if not scene.peak_hours:
        return None
    if task.energy_demand is not None:
        return _PEAK_DEMAND[task.energy_demand]
    if task.remaining_minutes is None:
        return None
    return 0.8 if task.remaining_minutes >= _LONG_TASK_MINUTES else 0.4


def _context(task: Candidate, scene: Scene) -> float | None:
    """Same project as the last timer 1, same area .6, other .3; does not apply without a last timer."""
    if scene.last_project_id is None and scene.last_area_id is None:
        return None
    place = task.place
    if place.project_id is not None and place.project_id == scene.last_project_id:
        return 1.0
    if place.area_id is not None and place.area_id == scene.last_area_id:
        return 0.6
    return 0.3


def _work_life(task: Candidate, scene: Scene) -> float | None:
    """Work in working hours .8 and outside of them .1; the rest of life .4 in working hours, .8 outside."""
    if task.place.area_is_work is None or scene.working_hours is None:
        return None
    if task.place.area_is_work:
        return 0.8 if scene.working_hours else 0.1
    return 0.4 if scene.working_hours else 0.8


def _skill(task: Candidate, scene: Scene) -> float | None:
    """A linked skill below its target level 1, one that reached it .3."""
    if task.skill_gap is None:
        return None
    return 1.0 if task.skill_gap else 0.3


def _size(task: Candidate, scene: Scene) -> float | None:
    """By the minutes that remain: up to 15 1, 30 .8, 60 .6, 120 .4, 240 .2, more .1."""
    minutes = task.remaining_minutes
    if minutes is None:
        return None
    return next((value for most, value in _SIZES if minutes <= most), _LARGEST_SIZE)


def _held(value: float) -> float:
    # Written so that NaN, too, comes out as a number of the range.
    if 0.0 <= value <= 1.0:
        return value
    return 1.0 if value > 1.0 else 0.0


FORMULAS: dict[Factor, Callable[[Candidate, Scene], float | None]] = {
    Factor.URGENCY: _urgency,
    Factor.ALIGNMENT: _alignment,
    Factor.GOAL_COHERENCE: _goal_coherence,
    Factor.READINESS: _readiness,
    Factor.MOMENTUM: _momentum,
    Factor.ENERGY: _energy,
    Factor.MORNING_PEAK: _morning_peak,
    Factor.CONTEXT: _context,
    Factor.WORK_LIFE: _work_life,
    Factor.SKILL: _skill,
    Factor.SIZE: _size,
}
"""The value of each factor, 0 to 1, or None where it does not apply."""


class Group(NamedTuple):
    """Factors that look at the same few facts, of which most tasks share their values with many others."""

    facts: tuple[str, ...]
    """All fields of Candidate that decide these factors in a given scene."""
    factors: tuple[Factor, ...]


SHARED = (
    Group(
        ("place", "priority"),
        (Factor.ALIGNMENT, Factor.MOMENTUM, Factor.CONTEXT, Factor.WORK_LIFE),
    ),
    Group(
        ("remaining_minutes", "unblocks", "energy_demand", "skill_gap"),
        (Factor.READINESS, Factor.ENERGY, Factor.MORNING_PEAK, Factor.SKILL, Factor.SIZE),
    ),
    Group(("goal_coherence",), (Factor.GOAL_COHERENCE,)),
)
"""Every factor but urgency, which is different for each task."""
