"""What a value usually is at its time: of the day, or of the week where there is one value a day."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

import numpy as np

_SLOTS = 96
"""Quarters of an hour in a day."""
_DAILY = timedelta(hours=20)
"""Distance between two values from which on the weekday matters and not the hour."""
_OWN, _BESIDE = 28, 14
"""Values of the slot itself, and of each slot beside it, that are looked back at."""
_FEWEST = 6

Slot = tuple[str, int]


def seasonal_errors(
    times: Sequence[datetime | None], values: "np.ndarray[Any, Any]"
) -> "np.ndarray[Any, Any]":
    """Distance of each value from the median of its slot's past; 0 while too little is known."""
    past: dict[Slot, list[float]] = defaultdict(list)
    found = np.zeros(len(values))
    before: datetime | None = None
    for i, (at, value) in enumerate(zip(times, values, strict=True)):
        if at is None:
            continue
        slot, beside = _slot(at, before)
        known = past[slot][-_OWN:]
        for other in beside:
            known = known + past[other][-_BESIDE:]
        if len(known) >= _FEWEST:
            found[i] = abs(value - float(np.median(known)))
        past[slot].append(float(value))
        before = at
    return found


def _slot(at: datetime, before: datetime | None) -> tuple[Slot, tuple[Slot, ...]]:
    if before is not None and _apart(at, before) >= _DAILY:
        return ("weekday", at.weekday()), ()
    place = (at.hour * 3600 + at.minute * 60 + at.second) * _SLOTS // 86_400
    return ("hour", place), (("hour", (place - 1) % _SLOTS), ("hour", (place + 1) % _SLOTS))


def _apart(at: datetime, before: datetime) -> timedelta:
    """Distance of two times, of which one may have no zone."""
    return abs(at.replace(tzinfo=None) - before.replace(tzinfo=None))
