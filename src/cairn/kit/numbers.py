"""Small arithmetic of scores."""

from collections.abc import Iterable


def share(value: float) -> float:
    """The value held between 0 and 1, both included."""
    return min(1.0, max(0.0, value))


def weighted_mean(pairs: Iterable[tuple[float, float | None]]) -> float | None:
    """Mean of (weight, value) pairs over those whose value is known, so that what is unknown has no say.

    None when no value is known or all their weights are 0. Weights are not negative.
    """
    known = [(weight, value) for weight, value in pairs if value is not None]
    total = sum(weight for weight, _ in known)
    return sum(weight * value for weight, value in known) / total if total > 0 else None
