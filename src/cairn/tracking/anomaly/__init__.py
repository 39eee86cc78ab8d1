"""Anomalies in streams of any length: each value is scored from the values up to it, never from later ones.

For the twenty to some thousand values of a personal metric, `tracking/rules/outliers.py` answers more simply;
this is for what devices send. How it works and how well stands in docs/explanation/anomalies.md.
"""

from collections.abc import Sequence
from datetime import datetime

from cairn.tracking.anomaly.combine import combined
from cairn.tracking.anomaly.statistics import STATISTICS, Series
from cairn.tracking.anomaly.tails import surprise

ANOMALY_VERSION = "stream-anomaly-1"

ALARM = 0.5
"""Score from which on a value is best called an anomaly."""


def score(times: Sequence[datetime | None], values: Sequence[float]) -> list[float]:
    """An anomaly score from 0 to 1 for each value, in the order given.

    A value that is not finite counts as the one before it. Times may be unknown; then nothing is expected of
    hours and weekdays.
    """
    if not values:
        return []
    series = Series.of(times, values)
    return combined([surprise(statistic(series)) for statistic in STATISTICS.values()])


__all__ = ["ALARM", "ANOMALY_VERSION", "STATISTICS", "score"]
