"""What is watched: twenty simple statistics of a stream, each of which rises when something is unusual.

Each maps a series to one number for each value, from the values up to it. None of them knows how large is
large: `tails.py` compares each with its own past.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import numpy as np

from cairn.tracking.anomaly.neighbours import nearest_past
from cairn.tracking.anomaly.prediction import prediction_errors
from cairn.tracking.anomaly.seasons import seasonal_errors

Array = np.ndarray[Any, np.dtype[np.float64]]
Statistic = Callable[["Series"], Array]


@dataclass(frozen=True, slots=True)
class Series:
    """A stream as the statistics see it."""

    values: Array
    times: Sequence[datetime | None]
    seasonal: Array
    """Distance of each value from what its hour or weekday was before."""

    @classmethod
    def of(cls, times: Sequence[datetime | None], values: Sequence[float]) -> "Series":
        """Carry the last value over those that are not finite."""
        found = np.asarray(values, dtype=float)
        last = 0.0
        for i, value in enumerate(found):
            if np.isfinite(value):
                last = float(value)
            else:
                found[i] = last
        return cls(found, times, seasonal_errors(times, found))


def mean(x: Array, span: int) -> Array:
    """Mean of the last `span` values, of fewer at the beginning."""
    total = np.cumsum(np.concatenate(([0.0], x - x[0])))
    end = np.arange(1, len(x) + 1)
    start = np.maximum(0, end - span)
    found: Array = (total[end] - total[start]) / (end - start) + x[0]
    return found


def spread(x: Array, span: int) -> Array:
    """Standard deviation of the last `span` values."""
    centred = x - x[0]
    found: Array = np.sqrt(np.maximum(mean(centred**2, span) - mean(centred, span) ** 2, 0))
    return found


def step(x: Array) -> Array:
    """Difference from the value before; 0 for the first."""
    return np.diff(x, prepend=x[0])


def earlier(x: Array, by: int) -> Array:
    """The series as it was some values before, its first value at the beginning."""
    return np.concatenate((np.full(min(by, len(x)), x[0]), x[:-by]))[: len(x)]


def shift(x: Array, span: int) -> Array:
    """Distance between the mean of the last `span` values and that of six times as many before them."""
    return np.abs(mean(x, span) - earlier(mean(x, 6 * span), span))


STATISTICS: dict[str, Statistic] = {
    "high": lambda s: s.values,
    "low": lambda s: -s.values,
    "rise": lambda s: step(s.values),
    "fall": lambda s: -step(s.values),
    "level_shift_12": lambda s: shift(s.values, 12),
    "level_shift_48": lambda s: shift(s.values, 48),
    "high_level": lambda s: mean(s.values, 24),
    "low_level": lambda s: -mean(s.values, 24),
    "restless_12": lambda s: spread(s.values, 12),
    "restless_48": lambda s: spread(s.values, 48),
    "still_24": lambda s: -spread(s.values, 24),
    "still_96": lambda s: -spread(s.values, 96),
    "rough": lambda s: mean(np.abs(step(s.values)), 12),
    "smooth": lambda s: -mean(np.abs(step(s.values)), 48),
    "season": lambda s: s.seasonal,
    "season_6": lambda s: mean(s.seasonal, 6),
    "season_24": lambda s: mean(s.seasonal, 24),
    "shape_8": lambda s: nearest_past(s.values, 8),
    "shape_24": lambda s: nearest_past(s.values, 24),
    "prediction": lambda s: prediction_errors(s.values),
}
