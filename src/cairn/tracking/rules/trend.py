"""The trend of a series of days: a robust slope, and whether it could be chance."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from math import erfc, sqrt
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    import numpy as np

TREND_VERSION = "metric-analytics-1"

FEWEST_FOR_TREND = 5
FEWEST_FOR_CERTAINTY = 8
SIGNIFICANT = 0.05
"""p below which a trend is called one."""

Direction = Literal["rising", "falling", "steady"]


@dataclass(frozen=True, slots=True)
class Trend:
    """Where a series is heading."""

    slope: float
    """Change of the value in a day: the median of the slopes between all pairs of days (Theil-Sen)."""
    intercept: float
    """Value of the line on the first day."""
    p: float
    """Two-sided p of Mann-Kendall, ties corrected."""
    direction: Direction
    """`steady` where p is not below .05."""
    early: bool
    """Whether there are fewer than 8 days: an early signal, no more."""
    n: int


def days_of(days: Sequence[date]) -> list[float]:
    """Days as numbers, the first being 0."""
    return [float((day - days[0]).days) for day in days]


def theil_sen(x: "np.ndarray[Any, Any]", y: "np.ndarray[Any, Any]") -> tuple[float, float]:
    """Slope and intercept by medians over all pairs; `x` ascends without repetition."""
    import numpy as np

    first, second = np.triu_indices(len(x), k=1)
    slope = float(np.median((y[second] - y[first]) / (x[second] - x[first])))
    return slope, float(np.median(y - slope * x))


def mann_kendall(values: Sequence[float]) -> float:
    """Two-sided p of a monotone trend; 1 where all values are equal."""
    import numpy as np

    y = np.asarray(values, dtype=float)
    n = len(y)
    first, second = np.triu_indices(n, k=1)
    s = float(np.sign(y[second] - y[first]).sum())
    _, counts = np.unique(y, return_counts=True)
    ties = float((counts * (counts - 1) * (2 * counts + 5)).sum())
    variance = (n * (n - 1) * (2 * n + 5) - ties) / 18
    if s == 0 or variance <= 0:
        return 1.0
    z = (abs(s) - 1) / sqrt(variance)
    return float(erfc(z / sqrt(2)))


def trend(days: Sequence[date], values: Sequence[float]) -> Trend | None:
    """The trend of a series; None below 5 days, where even a perfect rise could be chance."""
    if len(values) < FEWEST_FOR_TREND:
        return None
    import numpy as np

    x, y = np.asarray(days_of(days)), np.asarray(values, dtype=float)
    slope, intercept = theil_sen(x, y)
    p = mann_kendall(values)
    direction: Direction = "steady"
    if p < SIGNIFICANT and slope:
        direction = "rising" if slope > 0 else "falling"
    return Trend(slope, intercept, p, direction, len(values) < FEWEST_FOR_CERTAINTY, len(values))


@dataclass(frozen=True, slots=True)
class Movement:
    """The newest change of a series."""

    change: float
    change_pct: float | None
    """Of the value before; None where that is 0."""
    velocity: float
    """Change in a day, over at least one day."""
    acceleration: float | None
    """Velocity less the one before it; None below three values."""


def movement(days: Sequence[date], values: Sequence[float]) -> Movement | None:
    """The newest change; None below two values."""
    if len(values) < 2:  # noqa: PLR2004 - a change has two ends
        return None
    change = values[-1] - values[-2]
    velocity = change / max(1, (days[-1] - days[-2]).days)
    before = None
    if len(values) > 2:  # noqa: PLR2004 - an acceleration has three
        before = (values[-2] - values[-3]) / max(1, (days[-2] - days[-3]).days)
    return Movement(
        change,
        None if values[-2] == 0 else 100 * change / abs(values[-2]),
        velocity,
        None if before is None else velocity - before,
    )
