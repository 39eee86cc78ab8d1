"""Where a series may be in some weeks: a damped trend, with an interval from its own errors."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise, product
from math import isfinite
from statistics import median
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    import numpy as np

    Array = np.ndarray[Any, Any]

FEWEST = 8
"""Values below which the last one is all that can be said."""
RUNS = 500
HORIZON = 14
"""Steps that are shown."""
_FARTHEST = 365
"""Steps within which a target may be reached."""
_MEMORY = 365
"""Newest values that the model is fitted to."""
_GRID = tuple(product((0.1, 0.2, 0.35, 0.5, 0.8), (0.01, 0.05, 0.15), (0.8, 0.9, 0.97)))
"""Smoothing of level and trend, and how fast the trend fades."""
_QUANTILES = (0.1, 0.5, 0.9)
_MEDIUM, _HIGH = 0.15, 0.30

Method = Literal["last_value", "damped_trend"]
Risk = Literal["low", "medium", "high"]


@dataclass(frozen=True, slots=True)
class Step:
    """One day to come."""

    day: date
    p10: float
    p50: float
    p90: float


@dataclass(frozen=True, slots=True)
class Reach:
    """When a target may be reached: the days by which a tenth, half and nine tenths of the runs have."""

    p10: date | None
    p50: date | None
    p90: date | None
    """None: not within the horizon."""
    chance: float
    """Share of the runs that reach it within 365 steps."""


@dataclass(frozen=True, slots=True)
class Forecast:
    """What may come."""

    method: Method
    steps: tuple[Step, ...]
    risk: Risk
    """By the width of the last interval against the range of the values: above .15 medium, .30 high."""
    reach: Reach | None
    """None where there is no target to move to, or too little is known."""


def forecast(days: Sequence[date], values: Sequence[float], target: float | None = None) -> Forecast | None:
    """Forecast a series, one step being its usual distance between two values; None without values."""
    if not values:
        return None
    gaps = [(b - a).days for a, b in pairwise(days)]
    step = timedelta(days=max(1, round(median(gaps)))) if gaps else timedelta(days=1)
    if len(values) < FEWEST:
        middle = median(values)
        half = 1.96 * 1.4826 * median([abs(v - middle) for v in values])
        last = values[-1]
        steps = [Step(days[-1] + step * k, last - half, last, last + half) for k in range(1, HORIZON + 1)]
        return Forecast("last_value", tuple(steps), _risk(steps, values), None)
    import numpy as np

    paths = _paths(np.asarray(values[-_MEMORY:], dtype=float))
    shown = np.quantile(paths[:, :HORIZON], _QUANTILES, axis=0).T
    steps = [Step(days[-1] + step * (k + 1), *map(float, shown[k])) for k in range(HORIZON)]
    reach = None if target is None else _reach(paths, values[-1], target, days[-1], step)
    return Forecast("damped_trend", tuple(steps), _risk(steps, values), reach)


def _paths(y: "Array") -> "Array":
    """Simulated futures: the fitted model, with errors drawn from those that it made."""
    import numpy as np

    alpha, beta, phi = (np.array(column) for column in zip(*_GRID, strict=True))
    level, slope = np.full(len(_GRID), y[0]), np.full(len(_GRID), (y[-1] - y[0]) / len(y))
    errors = np.empty((len(y) - 1, len(_GRID)))
    for i, value in enumerate(y[1:]):
        errors[i] = value - (level + phi * slope)
        level, slope = level + phi * slope + alpha * errors[i], phi * slope + beta * errors[i]
    best = int(np.argmin((errors**2).sum(axis=0)))
    a, b, f = alpha[best], beta[best], phi[best]
    seed = int.from_bytes(hashlib.blake2b(y.tobytes(), digest_size=8).digest(), "big")
    drawn = np.random.default_rng(seed).choice(errors[:, best], size=(RUNS, _FARTHEST))
    now, rise = np.full(RUNS, level[best]), np.full(RUNS, slope[best])
    paths = np.empty((RUNS, _FARTHEST))
    for k in range(_FARTHEST):
        error = drawn[:, k]
        paths[:, k] = now + f * rise + error
        now, rise = now + f * rise + a * error, f * rise + b * error
    return paths


def _reach(paths: "Array", last: float, target: float, day: date, step: timedelta) -> Reach:
    import numpy as np

    there = paths >= target if target >= last else paths <= target
    first = np.where(there.any(axis=1), there.argmax(axis=1) + 1.0, np.inf)
    # Of ranks, not between them: half-way to "never" is no day.
    at = np.quantile(first, _QUANTILES, method="inverted_cdf")
    dates = [day + step * int(k) if isfinite(k) else None for k in at]
    return Reach(dates[0], dates[1], dates[2], float(np.isfinite(first).mean()))


def _risk(steps: Sequence[Step], values: Sequence[float]) -> Risk:
    width = steps[-1].p90 - steps[-1].p10
    spread = max(values) - min(values)
    share = width / spread if spread > 0 else (0.0 if width == 0 else 1.0)
    return "high" if share > _HIGH else "medium" if share > _MEDIUM else "low"
