"""Weekdays that go better or worse than the others."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

PRIOR_WEIGHT = 4
"""Days that the overall rate counts as before a weekday's own are looked at."""
FEWEST = 3
_TAIL = 0.05


@dataclass(frozen=True, slots=True)
class WeekdayEffect:
    """A weekday on which things go otherwise."""

    weekday: int
    """Monday 0 to Sunday 6."""
    n: int
    rate: float
    """Share of its days that went well."""
    low: float
    high: float
    """The 90 % interval of the rate, which leaves out the overall rate."""
    overall: float


def weekday_effects(days: Sequence[date], well: Sequence[bool]) -> list[WeekdayEffect]:
    """The weekdays whose rate differs, by a Beta-Binomial model with the overall rate as prior."""
    if not days:
        return []
    from scipy.special import betaincinv

    overall = sum(well) / len(well)
    found = []
    for weekday in range(7):
        mine = [good for day, good in zip(days, well, strict=True) if day.weekday() == weekday]
        n, good = len(mine), sum(mine)
        a, b = PRIOR_WEIGHT * overall + good, PRIOR_WEIGHT * (1 - overall) + n - good
        if n < FEWEST or a <= 0 or b <= 0:
            continue
        low, high = float(betaincinv(a, b, _TAIL)), float(betaincinv(a, b, 1 - _TAIL))
        if not low <= overall <= high:
            found.append(WeekdayEffect(weekday, n, good / n, low, high, overall))
    return found
