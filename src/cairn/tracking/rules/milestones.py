"""What a metric reaches: its target, improvements, days in a row, steadiness. Each once for ever."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from statistics import median
from typing import Literal

from cairn.tracking.rules.schedule import ONE_DAY

MetricDirection = Literal["higher", "lower", "target"]
MilestoneType = Literal["target_reached", "improvement", "log_streak", "consistency"]

POINTS: dict[tuple[MilestoneType, int], int] = {
    ("target_reached", 0): 200,
    ("improvement", 10): 200,
    ("improvement", 25): 500,
    ("improvement", 50): 1000,
    ("log_streak", 7): 350,
    ("log_streak", 30): 1500,
    ("log_streak", 100): 5000,
    ("consistency", 7): 175,
    ("consistency", 30): 750,
}
_WINDOWS = {7: 14, 30: 60}
"""Distinct days with a log, and in how many days they must lie."""
_RUN = 3
"""Logs in a row that must lie within the tolerance, and whose median an improvement is measured by."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A log of a metric."""

    day: date
    value: float


@dataclass(frozen=True, slots=True)
class Aim:
    """What a metric is measured against."""

    direction: MetricDirection
    baseline: float | None = None
    target: float | None = None
    tolerance: float | None = None


def reached(aim: Aim, logs: Sequence[Reading]) -> dict[tuple[MilestoneType, int], int]:
    """Milestones to the place of the first log that reaches each; the logs are in the order of time."""
    found: dict[tuple[MilestoneType, int], int] = {}
    for name, place in (*_target(aim, logs), *_improvements(aim, logs), *_steady(logs)):
        found.setdefault(name, place)
    return found


_Found = Iterator[tuple[tuple[MilestoneType, int], int]]


def _target(aim: Aim, logs: Sequence[Reading]) -> _Found:
    """Crossing the target from its wrong side, or three logs in a row within the tolerance around it."""
    if aim.target is None:
        return
    if aim.direction == "target":
        tolerance = aim.tolerance or 0.0
        run = 0
        for place, log in enumerate(logs):
            run = run + 1 if abs(log.value - aim.target) <= tolerance else 0
            if run >= _RUN:
                yield ("target_reached", 0), place
                return
        return
    sign = 1 if aim.direction == "higher" else -1
    short = False
    for place, log in enumerate(logs):
        if sign * (log.value - aim.target) < 0:
            short = True
        elif short:
            yield ("target_reached", 0), place
            return


def _improvements(aim: Aim, logs: Sequence[Reading]) -> _Found:
    """10, 25 and 50 % better than the baseline, by the median of three logs, so that no slip counts."""
    if aim.direction == "target" or aim.baseline is None:
        return
    scale = abs(aim.baseline)
    if scale == 0:
        scale = abs(aim.target - aim.baseline) if aim.target is not None else 0.0
    if scale == 0:
        return
    sign = 1 if aim.direction == "higher" else -1
    for place in range(_RUN - 1, len(logs)):
        usual = median(log.value for log in logs[place - _RUN + 1 : place + 1])
        better = 100 * sign * (usual - aim.baseline) / scale
        for threshold in (10, 25, 50):
            if better >= threshold - 1e-9:
                yield ("improvement", threshold), place


def _steady(logs: Sequence[Reading]) -> _Found:
    """Days in a row with a log, and many days with one among the last."""
    firsts: dict[date, int] = {}
    for place, log in enumerate(logs):
        firsts.setdefault(log.day, place)
    run = 0
    days: list[date] = []
    for day, place in sorted(firsts.items()):
        run = run + 1 if days and day - days[-1] == ONE_DAY else 1
        days.append(day)
        if run in {7, 30, 100}:
            yield ("log_streak", run), place
        for needed, window in _WINDOWS.items():
            if len(days) >= needed and days[-needed] > day - timedelta(days=window):
                yield ("consistency", needed), place
