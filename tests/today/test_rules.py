"""Scores, order, weights and capacity of the ranked day."""

from collections.abc import Mapping
from dataclasses import replace
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cairn.today.factors import Candidate, Factor, Moment
from cairn.today.rules import (
    DEFAULT_WEIGHTS,
    Preset,
    Ranked,
    explain,
    fill_capacity,
    rank,
    resolve_weights,
    why,
)
from cairn.today.why import NOTHING_TO_SAY
from tests.factories.today import MOMENT, candidates, hours, moments, task, weightings


@settings(max_examples=50, deadline=None)
@given(candidate=candidates, moment=moments, weights=weightings)
def test_contributions_sum_to_the_score(
    candidate: Candidate, moment: Moment, weights: Mapping[Factor, float]
) -> None:
    ranked = explain(candidate, moment, weights)
    assert 0 <= ranked.score <= 1 + 1e-9
    assert sum(item.contribution for item in ranked.contributions) == pytest.approx(
        ranked.score - 0.5, abs=1e-9
    )
    assert all(weights[item.factor] > 0 for item in ranked.contributions)
    strongest = max((abs(item.contribution) for item in ranked.contributions), default=0)
    assert max((abs(item.contribution) for item in ranked.top), default=0) == strongest


@settings(max_examples=25, deadline=None)
@given(
    tasks=st.lists(candidates, max_size=15, unique_by=lambda candidate: candidate.id),
    moment=moments,
    weights=weightings,
    limit=st.integers(0, 30),
)
def test_the_ranking_is_the_order_of_the_explained_scores(
    tasks: list[Candidate], moment: Moment, weights: Mapping[Factor, float], limit: int
) -> None:
    ranked = rank(tasks, moment, weights, limit)
    singly = {candidate.id: explain(candidate, moment, weights) for candidate in tasks}
    assert ranked == [singly[item.id] for item in ranked]
    assert len(ranked) == min(limit, len(tasks))
    scores = sorted((item.score for item in singly.values()), reverse=True)
    assert [item.score for item in ranked] == pytest.approx(scores[:limit], abs=2e-9)


@settings(max_examples=50, deadline=None)
@given(candidate=candidates, moment=moments, weights=weightings)
def test_a_missing_factor_leaves_the_others_their_proportions(
    candidate: Candidate, moment: Moment, weights: Mapping[Factor, float]
) -> None:
    with_skill = explain(candidate._replace(skill_gap=True), moment, weights)
    without = explain(candidate._replace(skill_gap=None), moment, weights)
    kept = [item for item in with_skill.contributions if item.factor is not Factor.SKILL]
    assert [(item.factor, item.value, item.weight) for item in kept] == [
        (item.factor, item.value, item.weight) for item in without.contributions
    ]
    total = sum(item.weight for item in without.contributions)
    grown = sum(item.weight for item in with_skill.contributions)
    for before, after in zip(kept, without.contributions, strict=True):
        assert before.contribution * grown == pytest.approx(after.contribution * total, abs=1e-9)


@settings(max_examples=50, deadline=None)
@given(candidate=candidates, moment=moments, first=st.floats(-900, 900), second=st.floats(-900, 900))
def test_what_is_due_sooner_never_scores_less(
    candidate: Candidate, moment: Moment, first: float, second: float
) -> None:
    sooner, later = (
        explain(candidate._replace(due_at=hours(at)), moment, DEFAULT_WEIGHTS).score
        for at in sorted([first, second])
    )
    never = explain(candidate._replace(due_at=None, due_day=None), moment, DEFAULT_WEIGHTS).score
    assert sooner >= later >= never


def test_equal_tasks_stand_in_the_order_of_their_ids() -> None:
    tasks = [task(number) for number in (5, 3, 9, 1)]
    assert [item.id.int for item in rank(tasks, MOMENT, DEFAULT_WEIGHTS, 3)] == [1, 3, 5]


def test_without_any_weight_nothing_is_said() -> None:
    silent = rank([task()], MOMENT, dict.fromkeys(Factor, 0.0), 5)
    assert silent == [Ranked(UUID(int=1), 0.5, (), None)]
    assert why(silent[0]) == NOTHING_TO_SAY


def test_presets_and_overrides_multiply() -> None:
    assert resolve_weights("balance") == DEFAULT_WEIGHTS
    focus = resolve_weights("focus", {Factor.CONTEXT: 2, Factor.SKILL: 0})
    assert focus[Factor.CONTEXT] == pytest.approx(0.4 * 1.5 * 2)
    assert focus[Factor.READINESS] == pytest.approx(0.7 * 1.5)
    assert focus[Factor.SKILL] == 0
    assert explain(task(skill_gap=True), MOMENT, focus).contributions[-1].factor is not Factor.SKILL


@pytest.mark.parametrize(
    ("preset", "factor", "weight"),
    [
        ("exploration", Factor.SKILL, 0.6),
        ("efficiency", Factor.SIZE, 0.8),
        ("wellbeing", Factor.ENERGY, 0.9),
        ("wellbeing", Factor.WORK_LIFE, 0.75),
        ("balance", Factor.SIZE, 0),
    ],
)
def test_presets(preset: Preset, factor: Factor, weight: float) -> None:
    assert resolve_weights(preset)[factor] == pytest.approx(weight)


@pytest.mark.parametrize("times", [-0.1, 2.1, float("nan")])
def test_overrides_out_of_range_are_refused(times: float) -> None:
    with pytest.raises(ValueError, match="urgency can be multiplied by 0 to 2"):
        resolve_weights("balance", {Factor.URGENCY: times})


@pytest.mark.parametrize("hours_per_day", [0, -1, 24.1])
def test_a_day_has_some_hours(hours_per_day: float) -> None:
    with pytest.raises(ValueError, match="Hours per day"):
        replace(MOMENT, hours_per_day=hours_per_day)


def ranked_of(*minutes: int | None) -> list[Ranked]:
    return [Ranked(UUID(int=number), 0.5, (), length) for number, length in enumerate(minutes)]


def test_a_day_is_filled_up_to_the_planned_time() -> None:
    day = fill_capacity(ranked_of(60, None, 200, 30, 1), planned_minutes=120)
    assert [item.id.int for item in day.fitting] == [0, 1, 3]
    assert [item.id.int for item in day.left_over] == [2, 4]
    assert (day.used_minutes, day.planned_minutes, day.guessed) == (120, 120, 1)


@settings(max_examples=50, deadline=None)
@given(st.lists(st.none() | st.integers(0, 600)), st.integers(0, 900))
def test_a_filled_day_is_never_overfull(minutes: list[int | None], planned: int) -> None:
    day = fill_capacity(ranked_of(*minutes), planned)
    assert day.used_minutes <= planned
    assert len(day.fitting) + len(day.left_over) == len(minutes)
