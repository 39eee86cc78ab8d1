"""What feedback teaches: small movements of the weights that fade, so that one bad day is forgotten.

An answer moves the weight of one factor by 0.05. The movement loses its force evenly over 90 days, and a
weight never leaves 0.1 to 1, which the factors' usual weights lie in.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Literal, NamedTuple

from cairn.today.factors import Factor
from cairn.today.rules import DEFAULT_WEIGHTS, Ranked, Weights

Answer = Literal["priority_right", "priority_wrong", "not_now"]

STEP = 0.05
LOWEST, HIGHEST = 0.1, 1.0
FADES_IN_DAYS = 90


class Movement(NamedTuple):
    """One answer's effect on the weight of a factor."""

    factor: Factor
    by: float
    on: date
    """The person's day of the answer."""


def moved_by(ranked: Ranked, answer: Answer, today: date) -> Movement | None:
    """The movement that an answer about a ranked task makes; None where no factor had a say.

    The factor that counted most gains weight when the place was right and loses some when it was wrong;
    "not now" takes weight from the one that spoke most for the task.
    """
    sizes = {item.factor: item.contribution for item in ranked.contributions}
    if answer == "not_now":
        sizes = {factor: size for factor, size in sizes.items() if size > 0}
    learnable = [factor for factor in sizes if DEFAULT_WEIGHTS[factor] > 0]
    if not learnable:
        return None
    strongest = max(learnable, key=lambda factor: abs(sizes[factor]))
    return Movement(strongest, STEP if answer == "priority_right" else -STEP, today)


def learned(weights: Weights, movements: Iterable[Movement], today: date) -> dict[Factor, float]:
    """Return the weights with what was learned: each in proportion to its factor's moved usual weight."""
    moves: dict[Factor, float] = {}
    for movement in movements:
        force = 1 - max(0, (today - movement.on).days) / FADES_IN_DAYS
        if force > 0:
            moves[movement.factor] = moves.get(movement.factor, 0.0) + movement.by * force
    return {factor: weight * _times(factor, moves) for factor, weight in weights.items()}


def unfaded(movements: Iterable[Movement], today: date) -> list[Movement]:
    """Return the movements that still have force."""
    return [movement for movement in movements if (today - movement.on).days < FADES_IN_DAYS]


def _times(factor: Factor, moves: Mapping[Factor, float]) -> float:
    usual = DEFAULT_WEIGHTS[factor]
    if factor not in moves or usual == 0:
        return 1.0
    return min(HIGHEST, max(LOWEST, usual + moves[factor])) / usual
