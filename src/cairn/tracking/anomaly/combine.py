"""From many surprises to one score: all count alike, noisy streams count less, an alarm is given once."""

from bisect import bisect_left, insort
from collections import deque
from collections.abc import Sequence
from typing import Any

import numpy as np

MEMORY = 20_000
_USUAL = 1.5
"""What a stream of which nothing is known yet is taken to come to now and then."""
_ASSUMED = 200
"""Values that this assumption counts as."""
_QUANTILE = 0.995
_DISTRUST = 0.3
_QUIET = 0.04
"""Share of the stream so far in which only something stronger is an alarm of its own."""
_LEAST = 0.3
_HALF = 3.15
"""Combined surprise that is scored 0.5."""


def combined(surprises: Sequence["np.ndarray[Any, Any]"]) -> list[float]:
    """Scores from 0 to 1: 0 for what is not news, 0.5 for what is best called an anomaly."""
    total = np.sqrt(np.sum(np.square(surprises), axis=0))
    fresh = _news(_against_own_past(total))
    return [float(value) for value in 1 - 0.5 ** (fresh / _HALF)]


def _against_own_past(total: "np.ndarray[Any, Any]") -> "np.ndarray[Any, Any]":
    """Take away a part of what the stream comes to now and then anyway."""
    past = [_USUAL] * _ASSUMED
    found = np.empty(len(total))
    numbers = total.tolist()
    for i, value in enumerate(numbers):
        usual = past[int(_QUANTILE * len(past))]
        found[i] = max(0.0, value - _DISTRUST * (usual - _USUAL))
        insort(past, value)
        if len(past) > MEMORY:
            past.pop(bisect_left(past, numbers[i - MEMORY + _ASSUMED]))
    return found


def _news(levels: "np.ndarray[Any, Any]") -> "np.ndarray[Any, Any]":
    """Keep a level only where nothing as strong came shortly before: one event is one alarm."""
    found = np.zeros(len(levels))
    recent: deque[tuple[int, float]] = deque()
    for i, level in enumerate(levels.tolist()):
        if level <= _LEAST:
            continue
        while recent and recent[0][0] < i - _QUIET * i:
            recent.popleft()
        if not recent or level > recent[0][1]:
            found[i] = level
        while recent and recent[-1][1] <= level:
            recent.pop()
        recent.append((i, level))
    return found
