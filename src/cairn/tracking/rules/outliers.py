"""Values of a short personal series that stand out, and days from which on everything is different."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, Literal

from cairn.tracking.rules.trend import days_of, theil_sen

if TYPE_CHECKING:
    import numpy as np

    Array = np.ndarray[Any, Any]

FEWEST = 8
"""Values below which nothing can be told: with five, no value can be two deviations away."""
_WEEKS_FOR_WEEKDAYS = 4
_LIMITS: tuple[tuple[float, "Severity"], ...] = ((7, "strong"), (5, "clear"), (3.5, "mild"))
_MEAN_DEVIATIONS = 3
_CONSTANT_STEP = 2
_SEGMENT = 5

Severity = Literal["mild", "clear", "strong"]


@dataclass(frozen=True, slots=True)
class Outlier:
    """A value that stands out from what its weekday and the trend would let expect."""

    day: date
    value: float
    expected: float
    score: float
    """Modified z: .6745 x distance from the median / median distance."""
    severity: Severity
    """Above 3.5, 5 and 7."""


@dataclass(frozen=True, slots=True)
class ChangePoint:
    """A day from which on the level is another one."""

    day: date
    before: float
    """Mean from the change before to this one."""
    after: float
    shift: float
    """Difference in standard deviations."""


@dataclass(frozen=True, slots=True)
class Residuals:
    """What is left of a series without weekdays and trend."""

    expected: "Array"
    left: "Array"


def residuals(days: Sequence[date], values: Sequence[float]) -> Residuals:
    """Take the median of each weekday away (from 4 weeks on, where that helps), then the Theil-Sen trend."""
    import numpy as np

    x, y = np.asarray(days_of(days)), np.asarray(values, dtype=float)
    plain = _about_a_line(x, y, np.zeros(len(y)))
    if x[-1] + 1 < 7 * _WEEKS_FOR_WEEKDAYS:
        return plain
    weekly = _about_a_line(x, y, _weekdays(days, y))
    # Weekdays that explain nothing would only add their own noise.
    return weekly if np.abs(weekly.left).mean() < np.abs(plain.left).mean() else plain


def _about_a_line(x: "Array", y: "Array", weekly: "Array") -> Residuals:
    slope, intercept = theil_sen(x, y - weekly)
    expected = weekly + intercept + slope * x
    return Residuals(expected, y - expected)


def _weekdays(days: Sequence[date], y: "Array") -> "Array":
    """How each day's weekday differs, by its other weeks: a value must not explain itself."""
    import numpy as np

    weekdays = np.asarray([day.weekday() for day in days])
    found = np.zeros(len(y))
    for weekday in range(7):
        (places,) = np.nonzero(weekdays == weekday)
        if len(places) >= _WEEKS_FOR_WEEKDAYS:
            for place in places:
                found[place] = np.median(y[places[places != place]]) - np.median(y)
    return found


def outliers(days: Sequence[date], values: Sequence[float]) -> list[Outlier] | None:
    """The values that stand out; None below 8 values."""
    if len(values) < FEWEST:
        return None
    import numpy as np

    found = residuals(days, values)
    distance = np.abs(found.left - np.median(found.left))
    spread = float(np.median(distance))
    scale = float(np.abs(np.asarray(values)).max()) or 1.0
    if spread > 1e-9 * scale:
        scores = 0.6745 * distance / spread
    else:
        # More than half of the values lie on the line exactly.
        mean = float(distance.mean())
        limit = _MEAN_DEVIATIONS * mean if mean > 1e-9 * scale else _CONSTANT_STEP
        scores = np.where(distance > limit, _LIMITS[-1][0] * distance / limit, 0.0)
    return [
        Outlier(days[i], values[i], float(found.expected[i]), float(scores[i]), severity)
        for i in range(len(values))
        if (severity := _severity(float(scores[i]))) is not None
    ]


def _severity(score: float) -> Severity | None:
    return next((name for limit, name in _LIMITS if score > limit), None)


def change_points(days: Sequence[date], values: Sequence[float]) -> list[ChangePoint] | None:
    """The days on which the level changes by a standard deviation or more; None below 10 values.

    PELT with squared error, segments of at least 5, and a penalty of 3 x variance x ln n, where the variance
    comes from first differences.
    """
    if len(values) < 2 * _SEGMENT:
        return None
    import numpy as np
    import ruptures

    y = np.asarray(values, dtype=float)
    differences = np.diff(y)
    sigma = float(np.median(np.abs(differences - np.median(differences)))) * 1.4826 / np.sqrt(2)
    if sigma == 0:
        sigma = float(differences.std()) / np.sqrt(2)
    if sigma == 0:
        return []
    penalty = 3 * sigma**2 * float(np.log(len(y)))
    ends = ruptures.KernelCPD(kernel="linear", min_size=_SEGMENT).fit(y.reshape(-1, 1)).predict(pen=penalty)
    edges = [0, *ends]
    found = []
    for k in range(1, len(edges) - 1):
        before = float(y[edges[k - 1] : edges[k]].mean())
        after = float(y[edges[k] : edges[k + 1]].mean())
        shift = float((after - before) / sigma)
        if abs(shift) >= 1:
            found.append(ChangePoint(days[edges[k]], before, after, shift))
    return found
