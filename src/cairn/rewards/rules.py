"""The points economy `econ-1`: what a task or project earns and what a reward should cost.

Every ledger entry stores ECONOMY_VERSION; a changed number below is a new version.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from statistics import median

ECONOMY_VERSION = "econ-1"

POINTS_PER_STORY_POINT = 20
UNKNOWN_STORY_POINTS = 5
"""Story points of a task with neither story points nor an estimate."""

# (longest estimate in minutes, included; story points)
_STORY_POINTS = ((15, 1), (30, 2), (60, 3), (120, 5), (240, 8), (480, 13))
_LARGEST_STORY_POINTS = 21

_PRIORITY_FACTORS = {1: Decimal("2.0"), 2: Decimal("1.5"), 3: Decimal("1.2"), 4: Decimal("1.0")}
# (smallest story points, included; factor), largest first
_SIZE_FACTORS = ((13, Decimal("1.5")), (8, Decimal("1.2")))

AREA_FACTOR_MIN = Decimal("1.0")
AREA_FACTOR_MAX = Decimal("1.3")

_PROJECT_BASE = 50
_PROJECT_HIGH_PRIORITY = 25
_PROJECT_TOP_AREA = 50
_HIGH_PRIORITY = 2
_TOP_IMPORTANCE = 5


@dataclass(frozen=True, slots=True)
class PriceGuide:
    """Suggested prices in points, from half a day's income to ten days' income."""

    quick: int
    """Half a usual day's income: a small treat."""
    daily: int
    """Two days' income."""
    big: int
    """Ten days' income."""


def default_story_points(minutes: int | None) -> int:
    """Story points in place of missing ones: 1 up to 15 minutes (included), 21 above 480, 5 if unknown."""
    if minutes is None:
        return UNKNOWN_STORY_POINTS
    return next((points for longest, points in _STORY_POINTS if minutes <= longest), _LARGEST_STORY_POINTS)


def task_points(
    *,
    story_points: int | None,
    estimate_minutes: int | None,
    priority: int,
    area_factor: Decimal = AREA_FACTOR_MIN,
) -> int:
    """Points a finished task earns: 20 x story points x priority x area x size, rounded half up.

    `priority` is 1 (highest, x 2.0) to 4 (x 1.0). `area_factor` is 1.0 to 1.3, both included: the weight
    the person gives the area. Size is x 1.2 from 8 story points and x 1.5 from 13. A value out of range
    raises ValueError.
    """
    if priority not in _PRIORITY_FACTORS:
        raise ValueError(f"Priority is 1 to 4, not {priority}.")
    if area_factor.is_nan() or not AREA_FACTOR_MIN <= area_factor <= AREA_FACTOR_MAX:
        raise ValueError(f"The area factor is {AREA_FACTOR_MIN} to {AREA_FACTOR_MAX}, not {area_factor}.")
    size = default_story_points(estimate_minutes) if story_points is None else story_points
    if size < 0:
        raise ValueError(f"Story points are not negative: {size}.")
    size_factor = next((factor for smallest, factor in _SIZE_FACTORS if size >= smallest), Decimal(1))
    return _half_up(
        POINTS_PER_STORY_POINT * size * _PRIORITY_FACTORS[priority] * area_factor * size_factor,
    )


def project_alignment(*, priority: int, area_importance: int | None) -> int:
    """Alignment points of a finished project: 50, and 25 more at priority 1 or 2, and 50 at importance 5.

    `area_importance` is 1 to 5, or None for a project without area. The most is 125.
    """
    points = _PROJECT_BASE
    if priority <= _HIGH_PRIORITY:
        points += _PROJECT_HIGH_PRIORITY
    if area_importance is not None and area_importance >= _TOP_IMPORTANCE:
        points += _PROJECT_TOP_AREA
    return points


def price_guide(daily_income: Sequence[int]) -> PriceGuide | None:
    """Prices that fit a person's income: the median day x 0.5, 2 and 10, each at least one point.

    `daily_income` holds the points earned on each day, days without any as 0. None when the median day
    earns nothing, since no price would then be fair.
    """
    usual = _usual(daily_income)
    if usual is None:
        return None
    quick, daily, big = (
        max(1, _half_up(usual * share)) for share in (Decimal("0.5"), Decimal(2), Decimal(10))
    )
    return PriceGuide(quick=quick, daily=daily, big=big)


def days_to_earn(price: int, daily_income: Sequence[int]) -> float | None:
    """Usual days of work that a price stands for; None when the median day earns nothing."""
    usual = _usual(daily_income)
    return None if usual is None else float(price / usual)


def _usual(daily_income: Sequence[int]) -> Decimal | None:
    usual = Decimal(median(daily_income)) if daily_income else Decimal(0)
    return usual if usual > 0 else None


def _half_up(value: Decimal) -> int:
    return int(value.quantize(Decimal(1), rounding=ROUND_HALF_UP))
