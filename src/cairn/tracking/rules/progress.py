"""How far a metric is."""

from cairn.tracking.rules.milestones import Aim


def metric_ratio(*, current: float, baseline: float, target: float) -> float:
    """How far a metric that should rise or fall has come from its baseline to its target.

    Below 0 it moved the wrong way, above 1 it went beyond. A target equal to the baseline is reached
    unless the metric has left it: rising or falling cannot be told apart there.
    """
    if target == baseline:
        return 1.0 if current == target else 0.0
    return (current - baseline) / (target - baseline)


def band_ratio(*, current: float, target: float, tolerance: float) -> float:
    """How close a metric is that should stay at its target: 1 - distance / tolerance, at least 0.

    `tolerance` is the distance at which nothing is left; when it is 0, only the target itself counts.
    """
    distance = abs(current - target)
    if tolerance <= 0:
        return 1.0 if distance == 0 else 0.0
    return max(0.0, 1 - distance / tolerance)


def progress_ratio(aim: Aim, current: float | None) -> float | None:
    """Return how far a metric is, 1 being there; None where nothing tells."""
    if current is None or aim.target is None:
        return None
    if aim.direction == "target":
        return band_ratio(current=current, target=aim.target, tolerance=aim.tolerance or 0)
    if aim.baseline is None:
        return None
    return metric_ratio(current=current, baseline=aim.baseline, target=aim.target)
