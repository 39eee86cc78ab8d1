"""The formula of each factor."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cairn.today.factors import (
    FORMULAS,
    SHARED,
    Candidate,
    Factor,
    Moment,
    Phase,
    Place,
    demand_of,
    goal_coherence,
    scene_of,
)
from tests.factories.today import AREA, MOMENT, OTHER, PROJECT, TODAY, candidates, hours, moments, task


def value(factor: Factor, candidate: Candidate, moment: Moment = MOMENT) -> float | None:
    return FORMULAS[factor](candidate, scene_of(moment))


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        pytest.param({}, 0, id="not due"),
        pytest.param({"due_at": hours(-0.1)}, 1, id="overdue"),
        pytest.param({"due_at": hours(24)}, 0.9, id="a day"),
        pytest.param({"due_at": hours(24.1)}, 0.7, id="more than a day"),
        pytest.param({"due_at": hours(72)}, 0.7, id="three days"),
        pytest.param({"due_at": hours(168)}, 0.5, id="a week"),
        pytest.param({"due_at": hours(168.1)}, 0.2, id="later"),
        pytest.param({"due_day": TODAY - timedelta(days=1)}, 1, id="due yesterday"),
        pytest.param({"due_day": TODAY}, 0.9, id="due today, which lasts until four at night"),
        pytest.param({"due_day": TODAY + timedelta(days=1)}, 0.7, id="due tomorrow, 40 hours ahead"),
        pytest.param(
            {"due_at": hours(24), "due_day": TODAY - timedelta(days=9)}, 0.9, id="the instant counts"
        ),
        pytest.param(
            {"due_at": hours(80), "remaining_minutes": 120}, 0.7, id="two of six hours are a third day"
        ),
        pytest.param({"due_at": hours(80), "remaining_minutes": 1200}, 1, id="too long to wait"),
    ],
)
def test_urgency(facts: Mapping[str, object], expected: float) -> None:
    assert value(Factor.URGENCY, task(**facts)) == expected


@pytest.mark.parametrize(
    ("place", "facts", "expected"),
    [
        pytest.param(Place(), {}, 0.3, id="unaligned"),
        pytest.param(Place(), {"priority": 1}, 0.7 * 0.3 + 0.3, id="unaligned, but first priority"),
        pytest.param(
            Place(pillar_share=0.2, pillar_strength=0.5, area_importance=4, project_importance=5),
            {},
            0.4 * 0.5 + 0.2 * 0.8 + 0.1 * 1 + 0.3 * 0.5,
            id="all known",
        ),
        pytest.param(
            Place(area_importance=5, project_importance=1),
            {},
            (0.2 * 1 + 0.1 * 0.2) / 0.3,
            id="by what is known",
        ),
        pytest.param(
            Place(area_importance=5), {"priority": 4}, 0.7 + 0.3 * 0.25, id="own priority as strength"
        ),
        pytest.param(
            Place(area_importance=5, pillar_strength=1),
            {"priority": 4},
            0.7 + 0.3 * 0.625,
            id="both strengths",
        ),
    ],
)
def test_alignment(place: Place, facts: Mapping[str, object], expected: float) -> None:
    moment = replace(MOMENT, max_pillar_share=0.4)
    assert value(Factor.ALIGNMENT, task(place=place, **facts), moment) == pytest.approx(expected)


@pytest.mark.parametrize(
    ("priority", "health", "expected"),
    [(1, 0, 1.0), (1, 100, 0.7), (4, 100, 0.4), (4, 0, 0.7), (1, None, 1.0), (4, None, 0.4), (2, 50, 0.75)],
)
def test_goal_coherence_is_priority_and_need(priority: int, health: float | None, expected: float) -> None:
    assert goal_coherence(priority=priority, health=health) == pytest.approx(expected)


def test_a_task_without_goal_has_less_coherence_only_where_there_are_goals() -> None:
    assert value(Factor.GOAL_COHERENCE, task()) is None
    assert value(Factor.GOAL_COHERENCE, task(), replace(MOMENT, has_goals=True)) == 0.2
    assert value(Factor.GOAL_COHERENCE, task(goal_coherence=0.8)) == 0.8


@pytest.mark.parametrize(("count", "expected"), [(0, 0.5), (1, 0.6), (5, 1), (50, 1)])
def test_readiness_grows_with_those_who_wait(count: int, expected: float) -> None:
    assert value(Factor.READINESS, task(unblocks=count)) == expected


@pytest.mark.parametrize(
    ("days", "expected"), [(None, None), (0, 1), (3, 1), (3.1, 0.7), (7, 0.7), (14, 0.4), (14.1, 0.2)]
)
def test_momentum(days: float | None, expected: float | None) -> None:
    assert value(Factor.MOMENTUM, task(place=Place(project_activity_days=days))) == expected


@pytest.mark.parametrize(
    ("phase", "demand", "expected"),
    [
        ("peak", "high", 0.9),
        ("peak", "low", 0.4),
        ("steady", "high", 0.6),
        ("steady", "low", 0.6),
        ("off_peak", "high", 0.3),
        ("off_peak", "low", 0.7),
        (None, "low", None),
        ("peak", None, None),
    ],
)
def test_energy(phase: Phase | None, demand: str | None, expected: float | None) -> None:
    assert value(Factor.ENERGY, task(energy_demand=demand), replace(MOMENT, phase=phase)) == expected


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({"energy_demand": "high"}, 1),
        ({"energy_demand": "low", "remaining_minutes": 240}, 0.2),
        ({"remaining_minutes": 60}, 0.8),
        ({"remaining_minutes": 59}, 0.4),
        ({}, None),
    ],
)
def test_best_hours(facts: Mapping[str, object], expected: float | None) -> None:
    assert value(Factor.MORNING_PEAK, task(**facts), replace(MOMENT, peak_hours=True)) == expected
    assert value(Factor.MORNING_PEAK, task(**facts)) is None


@pytest.mark.parametrize(
    ("place", "expected"),
    [(Place(PROJECT, AREA), 1), (Place(OTHER, AREA), 0.6), (Place(None, AREA), 0.6), (Place(), 0.3)],
)
def test_context(place: Place, expected: float) -> None:
    after_work = replace(MOMENT, last_project_id=PROJECT, last_area_id=AREA)
    assert value(Factor.CONTEXT, task(place=place), after_work) == expected
    assert value(Factor.CONTEXT, task(place=place)) is None


@pytest.mark.parametrize(
    ("is_work", "working", "expected"),
    [
        (True, True, 0.8),
        (True, False, 0.1),
        (False, True, 0.4),
        (False, False, 0.8),
        (None, True, None),
        (True, None, None),
    ],
)
def test_work_life(is_work: bool | None, working: bool | None, expected: float | None) -> None:  # noqa: FBT001
    moment = replace(MOMENT, working_hours=working)
    assert value(Factor.WORK_LIFE, task(place=Place(area_is_work=is_work)), moment) == expected


@pytest.mark.parametrize(
    ("level", "demand"),
    [(None, None), (1, "low"), (3, "low"), (4, "medium"), (7, "medium"), (8, "high"), (10, "high")],
)
def test_demand_of_a_level_of_energy(level: int | None, demand: str | None) -> None:
    assert demand_of(level) == demand


def test_skill_and_size() -> None:
    assert [value(Factor.SKILL, task(skill_gap=gap)) for gap in (None, True, False)] == [None, 1, 0.3]
    sizes = [value(Factor.SIZE, task(remaining_minutes=m)) for m in (None, 15, 16, 60, 120, 240, 241)]
    assert sizes == [None, 1, 0.8, 0.6, 0.4, 0.2, 0.1]


@settings(max_examples=50, deadline=None)
@given(candidate=candidates, moment=moments)
def test_every_factor_lies_between_0_and_1(candidate: Candidate, moment: Moment) -> None:
    scene = scene_of(moment)
    for formula in FORMULAS.values():
        found = formula(candidate, scene)
        assert found is None or 0 <= found <= 1


@settings(max_examples=50, deadline=None)
@given(candidate=candidates, less=st.integers(0, 5000), more=st.integers(0, 5000))
def test_the_longer_a_task_takes_the_earlier_it_is_urgent(candidate: Candidate, less: int, more: int) -> None:
    short, long = (
        value(Factor.URGENCY, candidate._replace(remaining_minutes=minutes)) or 0
        for minutes in sorted([less, more])
    )
    assert long >= short


def test_factors_are_each_computed_by_one_group_or_alone() -> None:
    grouped = [factor for group in SHARED for factor in group.factors]
    assert sorted([*grouped, Factor.URGENCY]) == sorted(Factor)
