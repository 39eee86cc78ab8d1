"""The formulas of statistics: pure calculation over days. Rule 8.8; means and slopes of rule 8.9.

Where there is too little to tell, the answer is None, never 0 and never the middle.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import tanh
from statistics import fmean, pstdev
from typing import Literal

from cairn.goals.rules import theil_sen

ALGORITHM_VERSION = "stat-1"

MOMENTUM_DAYS = 90
"""Days that momentum looks back at: by then what came before weighs less than one part in five hundred."""
LEAST_DAYS = 14
"""Days of data below which neither momentum nor alignment is told."""
LEAST_POINTS = 5
"""Values below which no slope is told."""
_SHORT, _LONG = 7, 28
_BUILDING, _DECLINING = 0.6, 0.4
_TIMED_SHARE = 0.6
_TINY = 1e-9

Band = Literal["building", "steady", "declining"]


def momentum(effort: Sequence[float]) -> float | None:
    """Whether more or less is done than usual, 0 to 1, from the effort of each day, the last one last.

    ½ + ½·tanh((EWMA of 7 days - EWMA of 28 days) / standard deviation of the last 28); None below 14 days.
    """
    if len(effort) < LEAST_DAYS:
        return None
    window = effort[-MOMENTUM_DAYS:]
    apart = _ewma(window, _SHORT) - _ewma(window, _LONG)
    return 0.5 + 0.5 * tanh(apart / (pstdev(window[-_LONG:]) + _TINY))


def band(value: float | None) -> Band | None:
    """The word for a momentum: building from .6, declining to .4, both included."""
    if value is None:
        return None
    return "building" if value >= _BUILDING else "declining" if value <= _DECLINING else "steady"


def _ewma(values: Sequence[float], span: int) -> float:
    weight, mean = 2 / (span + 1), values[0]
    for value in values[1:]:
        mean += weight * (value - mean)
    return mean


@dataclass(frozen=True, slots=True)
class Pull:
    """What went into one pillar in a period."""

    minutes: float
    """Time taken."""
    effort: float
    """Story points of tasks that were done."""
    timed_effort: float
    """Of these, those of tasks whose time was taken."""
    target_share: float | None
    """Share that the person aims at, 0 to 1; None where they aim at none."""


@dataclass(frozen=True, slots=True)
class Alignment:
    """How near a period came to the shares that were aimed at."""

    score: float
    """1 - ½ Σ |actual share - target share|: 1 is exact, 0 is all in the wrong place."""
    basis: Literal["time", "effort"]
    """Whether time was compared, as it is where 60 % of the effort was timed, or effort."""
    shares: dict[object, tuple[float, float]]
    """Pillar to its actual share and the share aimed at."""


def alignment(pulls: Mapping[object, Pull], days_of_data: int) -> Alignment | None:
    """Compare where a period went with where it was meant to go.

    Pillars without a target have no say, nor has what rests on no pillar; targets are scaled to sum up to 1.
    None without targets, without anything done, or below 14 days of data.
    """
    aimed = {key: pull for key, pull in pulls.items() if pull.target_share}
    if days_of_data < LEAST_DAYS or not aimed:
        return None
    effort = sum(pull.effort for pull in pulls.values())
    timed = sum(pull.timed_effort for pull in pulls.values())
    minutes = sum(pull.minutes for pull in aimed.values())
    by_time = minutes > 0 and (effort == 0 or timed / effort >= _TIMED_SHARE)
    amounts = {key: pull.minutes if by_time else pull.effort for key, pull in aimed.items()}
    total, targets = sum(amounts.values()), sum(pull.target_share or 0 for pull in aimed.values())
    if total <= 0:
        return None
    shares: dict[object, tuple[float, float]] = {
        key: (amounts[key] / total, (pull.target_share or 0) / targets) for key, pull in aimed.items()
    }
    score = 1 - sum(abs(actual - target) for actual, target in shares.values()) / 2
    return Alignment(score, "time" if by_time else "effort", shares)


def mean(values: Iterable[float | None]) -> float | None:
    """Mean of the values that are known; None without any."""
    known = [value for value in values if value is not None]
    return fmean(known) if known else None


def slope(values: Sequence[float | None]) -> float | None:
    """Change a day, as the Theil-Sen slope of the values that are known; None below 5 of them."""
    points = [(float(day), float(value)) for day, value in enumerate(values) if value is not None]
    return theil_sen(points) if len(points) >= LEAST_POINTS else None


def longest_run(flags: Iterable[bool]) -> int:
    """Length of the longest run of days on which something was so."""
    longest = run = 0
    for flag in flags:
        run = run + 1 if flag else 0
        longest = max(longest, run)
    return longest
