"""The ranked day: weights of a person, the score of each task with its reasons, and what fits into the day.

score = Σ weight x value / Σ weight over the factors that apply to a task. What a factor contributes is
weight x (value - 0.5) / Σ weight, so that contributions sum to score - 0.5.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from heapq import nlargest, nsmallest
from operator import itemgetter
from typing import Any, Literal
from uuid import UUID

from cairn.today.factors import (
    FORMULAS,
    SHARED,
    Candidate,
    Factor,
    Group,
    Moment,
    Scene,
    scene_of,
)
from cairn.today.why import Reason, reason_of, sentence

RANKING_VERSION = "today-1"

Preset = Literal["balance", "focus", "exploration", "efficiency", "wellbeing"]
Weights = Mapping[Factor, float]

DEFAULT_WEIGHTS: Weights = {
    Factor.URGENCY: 0.8,
    Factor.ALIGNMENT: 0.9,
    Factor.GOAL_COHERENCE: 0.6,
    Factor.READINESS: 0.7,
    Factor.MOMENTUM: 0.5,
    Factor.ENERGY: 0.6,
    Factor.MORNING_PEAK: 0.5,
    Factor.CONTEXT: 0.4,
    Factor.WORK_LIFE: 0.5,
    Factor.SKILL: 0.4,
    Factor.SIZE: 0.0,
}
_MORE = 1.5

PRESETS: dict[Preset, Weights] = {
    "balance": DEFAULT_WEIGHTS,
    "focus": {
        **DEFAULT_WEIGHTS,
        Factor.CONTEXT: 0.4 * _MORE,
        Factor.READINESS: 0.7 * _MORE,
    },
    "exploration": {**DEFAULT_WEIGHTS, Factor.SKILL: 0.4 * _MORE},
    "efficiency": {**DEFAULT_WEIGHTS, Factor.SIZE: 0.8},
    "wellbeing": {
        **DEFAULT_WEIGHTS,
        Factor.ENERGY: 0.6 * _MORE,
        Factor.WORK_LIFE: 0.5 * _MORE,
    },
}

MAX_OVERRIDE = 2.0
REASONS_SHOWN = 3
DEFAULT_MINUTES = 30
"""Minutes that a task without an estimate is taken to need when a day is filled."""


@dataclass(frozen=True, slots=True)
class Contribution:
    """What one factor adds to a task's score, above or below the neutral 0.5."""

    factor: Factor
    value: float
    """0 to 1."""
    weight: float
    """Of this person and preset, above 0."""
    contribution: float
    """weight x (value - 0.5) / sum of the weights that apply; -0.5 to 0.5."""
    reason: Reason


@dataclass(frozen=True, slots=True)
class Ranked:
    """A task with its score and all that made it."""

    id: UUID
    score: float
    """0 to 1; 0.5 when no factor applies."""
    contributions: tuple[Contribution, ...]
    """Of each factor that applies, in the order of Factor; they sum to score - 0.5."""
    remaining_minutes: int | None
    """As the candidate has it."""

    @property
    def top(self) -> tuple[Contribution, ...]:
        """The three that count most, for or against, the largest first."""
        by_size = sorted(self.contributions, key=lambda item: -abs(item.contribution))
        return tuple(by_size[:REASONS_SHOWN])


@dataclass(frozen=True, slots=True)
class Capacity:
    """Which of the ranked tasks fit into the planned time."""

    fitting: tuple[Ranked, ...]
    left_over: tuple[Ranked, ...]
    planned_minutes: int
    used_minutes: int
    """Of the fitting tasks together; never more than planned."""
    guessed: int
    """Fitting tasks without an estimate, counted as DEFAULT_MINUTES each."""


def resolve_weights(preset: Preset, overrides: Mapping[Factor, float] | None = None) -> dict[Factor, float]:
    """The preset's weights, each times the person's own factor: 0 (ignore) to 2, 1 where none is set."""
    factors = overrides or {}
    for factor, times in factors.items():
        if not 0 <= times <= MAX_OVERRIDE:
            raise ValueError(f"The weight of {factor} can be multiplied by 0 to 2, not by {times}.")
    return {factor: weight * factors.get(factor, 1.0) for factor, weight in PRESETS[preset].items()}


def rank(candidates: Sequence[Candidate], moment: Moment, weights: Weights, limit: int) -> list[Ranked]:
    """The `limit` best of the candidates, best first; equal scores in the order of their ids.

    Blocked tasks are not candidates: they cannot be begun. All are scored, but reasons are made only for
    those returned, which keeps ten thousand tasks within a few hundredths of a second.
    """
    scene = scene_of(moment)
    urgency, urgency_weight = FORMULAS[Factor.URGENCY], weights.get(Factor.URGENCY, 0.0)
    (by_place, places), (by_traits, traits), (by_goal, goals) = (
        _group_sums(group, scene, weights) for group in SHARED
    )
    keys: list[int] = []
    for task in candidates:
        place, trait, goal = by_place(task), by_traits(task), by_goal(task)
        value, weight = places.get(place) or places.of(place, task)
        trait_value, trait_weight = traits.get(trait) or traits.of(trait, task)
        goal_value, goal_weight = goals.get(goal) or goals.of(goal, task)
        value += trait_value + goal_value + urgency_weight * (urgency(task, scene) or 0.0)
        weight += trait_weight + goal_weight + urgency_weight
        # In whole parts, so that sums taken in another order do not break a tie before the id does.
        keys.append(int(_PARTS * value / weight + 0.5) if weight else _NEUTRAL_KEY)
    worst = min(nlargest(limit, keys), default=0)
    shown = [(-key, task.id, task) for key, task in zip(keys, candidates, strict=True) if key >= worst]
    return [_explained(task, moment, scene, weights) for _, _, task in nsmallest(limit, shown)]


def explain(task: Candidate, moment: Moment, weights: Weights) -> Ranked:
    """The score of one task, as `rank` gives it, and all contributions to it."""
    return _explained(task, moment, scene_of(moment), weights)


def why(ranked: Ranked) -> str:
    """One sentence of the three strongest reasons: "Due today, unblocks 2; but not linked to a goal."."""
    return sentence((item.reason, item.contribution) for item in ranked.top)


def fill_capacity(ranked: Iterable[Ranked], planned_minutes: int) -> Capacity:
    """Take tasks in their order while their remaining minutes fit into the planned ones.

    One that is too long for what is left is passed over, so that it does not keep a shorter one out.
    """
    fitting: list[Ranked] = []
    left_over: list[Ranked] = []
    used = 0
    for task in ranked:
        minutes = DEFAULT_MINUTES if task.remaining_minutes is None else task.remaining_minutes
        if used + minutes <= planned_minutes:
            used += minutes
            fitting.append(task)
        else:
            left_over.append(task)
    return Capacity(
        fitting=tuple(fitting),
        left_over=tuple(left_over),
        planned_minutes=planned_minutes,
        used_minutes=used,
        guessed=sum(task.remaining_minutes is None for task in fitting),
    )


_NEUTRAL = 0.5
_PARTS = 1_000_000_000
_NEUTRAL_KEY = _PARTS // 2


class _Sums(dict[Any, tuple[float, float]]):
    """(Σ weight x value, Σ weight) of a group's factors, worked out once for the facts that decide them."""

    def __init__(self, factors: Iterable[Factor], scene: Scene, weights: Weights) -> None:
        super().__init__()
        self._scene = scene
        self._terms = [(weights[factor], FORMULAS[factor]) for factor in factors if weights.get(factor)]

    def of(self, facts: object, task: Candidate) -> tuple[float, float]:
        value = weight = 0.0
        for factor_weight, formula in self._terms:
            found = formula(task, self._scene)
            if found is not None:
                value += factor_weight * found
                weight += factor_weight
        self[facts] = value, weight
        return value, weight


def _group_sums(group: Group, scene: Scene, weights: Weights) -> tuple[Callable[[Candidate], Any], _Sums]:
    facts = itemgetter(*(Candidate._fields.index(name) for name in group.facts))
    return facts, _Sums(group.factors, scene, weights)


def _explained(task: Candidate, moment: Moment, scene: Scene, weights: Weights) -> Ranked:
    terms = [
        (factor, value, weights[factor])
        for factor, formula in FORMULAS.items()
        if weights.get(factor) and (value := formula(task, scene)) is not None
    ]
    total = sum(weight for _, _, weight in terms)
    return Ranked(
        id=task.id,
        score=sum(weight * value for _, value, weight in terms) / total if total else _NEUTRAL,
        contributions=tuple(
            Contribution(
                factor=factor,
                value=value,
                weight=weight,
                contribution=weight * (value - _NEUTRAL) / total,
                reason=reason_of(factor, value, task, moment, scene),
            )
            for factor, value, weight in terms
        ),
        remaining_minutes=task.remaining_minutes,
    )
