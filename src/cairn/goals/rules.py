"""Progress, pace and health of a goal.

Progress comes from the sources that a goal has; one that it does not have takes no part, so that a goal
with tasks alone can reach 100. A manual progress is applied by the caller, over what is computed here.
"""

from collections.abc import Iterable, Sequence
from dataclasses import astuple, dataclass
from datetime import date
from itertools import combinations
from statistics import median
from typing import Literal

from cairn.kit.numbers import share, weighted_mean

PROGRESS_VERSION = "goal-progress-1"
HEALTH_VERSION = "goal-health-1"

GoalStatus = Literal["ahead", "on_track", "at_risk", "behind", "dormant"]
GoalBand = Literal["excellent", "good", "fair", "poor", "critical"]

_BEHIND, _AT_RISK, _AHEAD = 20, 10, 10
"""Percentage points below or above what is expected by now."""
_DORMANT_DAYS = 7
_DORMANT_HORIZON_SHARE = 0.1
_SNAPSHOTS = 28
_FEWEST_SNAPSHOTS = 5
_SCHEDULE_SPAN = 40
_ACTIVITY_HALF_LIFE_DAYS = 7
_STRUCTURE_PARTS = 4

# (lowest score, included; band), best first
_BANDS: tuple[tuple[float, GoalBand], ...] = ((85, "excellent"), (70, "good"), (55, "fair"), (40, "poor"))


@dataclass(frozen=True, slots=True)
class Parts:
    """How far each source of a goal has come, 1 being done; None where the goal has no such source.

    Values may lie outside 0 to 1, as when a metric passed its target.
    """

    criteria: float | None = None
    """Criteria done / criteria."""
    tasks: float | None = None
    """Story points of done tasks / of tasks not cancelled, a task without points counting 1."""
    metrics: float | None = None
    """As `metrics_part` gives it."""
    habits: float | None = None
    """As `habits_part` gives it."""
    children: float | None = None
    """Mean progress of sub-goals by their weights, as a share."""


@dataclass(frozen=True, slots=True)
class Weights:
    """How much each source counts against the others that a goal has; a negative weight raises ValueError."""

    criteria: float = 40
    tasks: float = 30
    metrics: float = 20
    habits: float = 10
    children: float = 30

    def __post_init__(self) -> None:
        if min(astuple(self)) < 0:
            raise ValueError("A weight is not negative.")


DEFAULT_WEIGHTS = Weights()


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a goal has come."""

    value: float
    """Percent, 0 to 100."""
    raw_ratio: float
    """The same as a ratio, sources beyond their target or below their start counted in full: 1.2, -0.1."""
    parts: Parts

    @property
    def shown(self) -> float:
        """Percent, rounded to one decimal."""
        return round(self.value, 1)


@dataclass(frozen=True, slots=True)
class Term:
    """The time a goal is given."""

    start: date
    target: date | None
    """The day by which it should be reached; None for an open end."""


@dataclass(frozen=True, slots=True)
class Structure:
    """Which of the things that make a goal workable it has."""

    criterion: bool
    task: bool
    measured: bool
    """A metric or a habit."""
    dated: bool


@dataclass(frozen=True, slots=True)
class HealthParts:
    """The parts of a goal's health, each 0 (bad) to 1 (good), None where nothing is known."""

    schedule: float | None
    activity: float | None
    velocity: float | None
    structure: float | None


HEALTH_WEIGHTS = HealthParts(schedule=0.40, activity=0.25, velocity=0.20, structure=0.15)


@dataclass(frozen=True, slots=True)
class GoalHealth:
    """Health of a goal, always shown together with its parts."""

    score: float
    """0 to 100, rounded to six decimals."""
    band: GoalBand
    parts: HealthParts


def done_share(done: float, total: float) -> float | None:
    """The part of criteria or tasks: done / total, None when there is nothing to do."""
    return done / total if total > 0 else None


def metrics_part(ratios: Sequence[float]) -> float | None:
    """Mean over linked metrics, each held between 0 and 1; None without metrics."""
    return sum(map(share, ratios)) / len(ratios) if ratios else None


def habits_part(links: Iterable[tuple[float, float]]) -> float | None:
    """Mean over linked habits of done / expected, at most 1 each, in the last 28 days or since the link.

    A habit of which nothing was expected yet is left out; None when none remains.
    """
    return weighted_mean((1, min(1.0, done / expected)) for done, expected in links if expected > 0)


def children_part(children: Iterable[tuple[float, float | None]]) -> float | None:
    """Mean of (weight, progress as a share) of sub-goals; those without progress are left out."""
    return weighted_mean(children)


def progress(parts: Parts, weights: Weights = DEFAULT_WEIGHTS) -> Progress | None:
    """Σ weight x part / Σ weight over the sources that exist, as percent; None when there is none."""
    raw = weighted_mean(zip(astuple(weights), astuple(parts), strict=True))
    held = weighted_mean(
        (weight, None if part is None else share(part))
        for weight, part in zip(astuple(weights), astuple(parts), strict=True)
    )
    if raw is None or held is None:
        return None
    return Progress(value=share(held) * 100, raw_ratio=raw, parts=parts)


def expected_progress(term: Term, today: date) -> float | None:
    """Percent of the term that has passed, 0 to 100; None for a goal without a target day."""
    if term.target is None:
        return None
    total = (term.target - term.start).days
    if total <= 0:
        return 100.0 if today >= term.target else 0.0
    return share((today - term.start).days / total) * 100


def status(value: float | None, term: Term, today: date, days_since_event: float | None) -> GoalStatus | None:
    """One word for a goal with `value` percent done; None when its progress is not known.

    dormant: nothing happened for more than 7 days, or a tenth of the term if that is longer, and it is not
    at 100 · behind: more than 20 points below what is expected by now · at_risk: more than 10 below ·
    ahead: more than 10 above · on_track otherwise, and always without a target day. Dormant goes first, for
    the others say little about a goal that nobody touches.
    """
    if value is None:
        return None
    horizon = 0 if term.target is None else (term.target - term.start).days
    patience = max(_DORMANT_DAYS, _DORMANT_HORIZON_SHARE * horizon)
    if days_since_event is not None and days_since_event > patience and value < 100:  # noqa: PLR2004 - percent
        return "dormant"
    expected = expected_progress(term, today)
    if expected is None:
        return "on_track"
    if value < expected - _BEHIND:
        return "behind"
    if value < expected - _AT_RISK:
        return "at_risk"
    return "ahead" if value > expected + _AHEAD else "on_track"


def velocity(
    snapshots: Sequence[tuple[date, float]], *, value: float, days_since_creation: int
) -> float | None:
    """Percentage points per day, of the last 28 daily snapshots (day, percent) in order of their days.

    The Theil-Sen slope, which a single odd day does not move. Below 5 snapshots it is `value` divided by
    the days since the goal was made; None on its first day.
    """
    recent = snapshots[-_SNAPSHOTS:]
    if len(recent) >= _FEWEST_SNAPSHOTS:
        return theil_sen([(day.toordinal(), percent) for day, percent in recent])
    return value / days_since_creation if days_since_creation > 0 else None


def theil_sen(points: Sequence[tuple[float, float]]) -> float | None:
    """The median slope over all pairs of points (x, y) that differ in x; None when there is no such pair."""
    slopes = [(y2 - y1) / (x2 - x1) for (x1, y1), (x2, y2) in combinations(points, 2) if x1 != x2]
    return median(slopes) if slopes else None


def health(
    value: float | None,
    term: Term,
    today: date,
    *,
    days_since_event: float | None,
    slope: float | None,
    structure: Structure,
) -> GoalHealth | None:
    """100 x the weighted mean of the parts that are known; None when only the structure is.

    schedule .40 = 1 - (expected - progress) / 40 · activity .25 = 2^(-days since the last event / 7) ·
    velocity .20 = slope / slope needed to arrive on the target day · structure .15 = share of {criterion,
    task, metric or habit, date} present; each held between 0 and 1. `slope` is what `velocity` gives.
    """
    expected = expected_progress(term, today)
    parts = HealthParts(
        schedule=None
        if value is None or expected is None
        else share(1 - (expected - value) / _SCHEDULE_SPAN),
        activity=None
        if days_since_event is None
        else 2 ** (-max(0.0, days_since_event) / _ACTIVITY_HALF_LIFE_DAYS),
        velocity=_velocity_part(value, term, today, slope),
        structure=sum(astuple(structure)) / _STRUCTURE_PARTS,
    )
    if parts.schedule is None and parts.activity is None and parts.velocity is None:
        return None
    mean = weighted_mean(zip(astuple(HEALTH_WEIGHTS), astuple(parts), strict=True))
    if mean is None:  # pragma: no cover - the structure is always known
        return None
    # Rounded so that a health of exactly 70 is not lost to 69.99999999999999.
    score = round(100 * mean, 6)
    band: GoalBand = next((band for lowest, band in _BANDS if score >= lowest), "critical")
    return GoalHealth(score=score, band=band, parts=parts)


def _velocity_part(value: float | None, term: Term, today: date, slope: float | None) -> float | None:
    if value is None or term.target is None:
        return None
    missing = 100 - value
    if missing <= 0:
        return 1.0
    days_left = (term.target - today).days
    if days_left <= 0:
        return 0.0
    return None if slope is None else share(slope * days_left / missing)
