"""How large is large: each statistic against the tail of its own past.

The past beyond its 95 % quantile is taken for exponential (peaks over threshold, with a shape of 0): a value
is told in units of the mean excess. Two units are rare, five are next to unheard of, whatever the statistic
measures and however heavy its tail is.
"""

from bisect import bisect_left, insort
from math import log1p
from typing import Any

import numpy as np

WARM_UP = 60
"""Values before which nothing is called surprising."""
MEMORY = 20_000
_TAIL = 0.95
_FEWEST = 10
"""Values that the tail has at least."""


def surprise(statistic: "np.ndarray[Any, Any]") -> "np.ndarray[Any, Any]":
    """log(1 + excess over the 95 % quantile of the past / mean excess); 0 below the quantile."""
    found = np.zeros(len(statistic))
    past: list[float] = []
    numbers = statistic.tolist()
    for i, value in enumerate(numbers):
        if i >= WARM_UP:
            found[i] = _excess(past, value)
        insort(past, value)
        if len(past) > MEMORY:
            past.pop(bisect_left(past, numbers[i - MEMORY]))
    return found


def _excess(past: list[float], value: float) -> float:
    n = len(past)
    place = min(int(_TAIL * n), n - _FEWEST)
    threshold = past[place]
    if value <= threshold:
        return 0.0
    tail = past[place:]
    usual = sum(tail) / len(tail) - threshold
    body = past[int(0.9 * n)] - past[n // 2]
    # A past that hardly moved has no tail to speak of; its body, or its size, gives the measure.
    return log1p((value - threshold) / max(usual, 0.15 * body, 1e-3 * abs(threshold), 1e-12))
