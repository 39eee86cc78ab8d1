"""Behaviour of the timer, accuracy of estimates, health of projects, cycles of dependencies."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cairn.planning.rules import (
    Behaviour,
    ProjectFacts,
    Run,
    behaviour,
    cycle_closed_by,
    estimation_accuracy,
    project_health,
)

NINE = datetime(2026, 5, 4, 9, tzinfo=UTC)


def run(entity: str, start: float, end: float, *, focused: bool = False) -> Run:
    """A stretch of work, in minutes after nine."""
    return Run(entity, NINE + timedelta(minutes=start), NINE + timedelta(minutes=end), focused)


def counts(*runs: Run) -> tuple[int, int, int]:
    found = behaviour(runs)
    return found.context_switches, found.interruptions, found.breaks


@pytest.mark.parametrize(
    ("gap", "other", "expected"),
    [
        pytest.param(0, True, (1, 0, 0), id="straight to something else"),
        pytest.param(5, True, (1, 0, 1), id="five minutes still count as a switch"),
        pytest.param(5.1, True, (0, 0, 1), id="after that it is a break"),
        pytest.param(60, True, (0, 0, 1), id="an hour is a break"),
        pytest.param(60.1, True, (0, 0, 0), id="longer is away"),
        pytest.param(-2, True, (1, 0, 0), id="overlapping runs"),
        pytest.param(0.9, False, (0, 0, 0), id="a moment"),
        pytest.param(1, False, (0, 1, 0), id="a minute interrupts"),
        pytest.param(3, False, (0, 1, 1), id="three minutes are also a break"),
        pytest.param(60, False, (0, 1, 1), id="an hour interrupts"),
        pytest.param(60.1, False, (0, 0, 0), id="longer is a new start"),
    ],
)
def test_what_a_gap_between_two_runs_means(gap: float, other: bool, expected: tuple[int, int, int]) -> None:  # noqa: FBT001
    second = run("b" if other else "a", 30 + gap, 90 + gap)
    assert counts(run("a", 0, 30), second) == expected
    assert counts(second, run("a", 0, 30)) == expected


def test_only_long_focused_runs_are_focus() -> None:
    runs = [
        run("a", 0, 10, focused=True),
        run("a", 20, 29.9, focused=True),
        run("a", 40, 90),
        run("b", 100, 130.5, focused=True),
    ]
    found = behaviour(runs)
    assert found.focus_minutes == pytest.approx(40.5)
    assert found.work_minutes == pytest.approx(10 + 9.9 + 50 + 30.5)


def test_no_runs_are_no_work() -> None:
    assert behaviour([]) == Behaviour(0, 0, 0, 0, 0)


@pytest.mark.parametrize(
    ("pairs", "expected"),
    [
        ([], None),
        ([(0, 30), (30, 0), (-5, 30)], None),
        ([(30, 30)], 1.0),
        ([(60, 30), (15, 30)], 0.5),
        ([(30, 30), (0, 30), (120, 30)], 0.625),
    ],
)
def test_estimation_accuracy(pairs: list[tuple[float, float]], expected: float | None) -> None:
    assert estimation_accuracy(pairs) == expected


def test_health_without_data_is_unknown() -> None:
    assert project_health(ProjectFacts()) is None
    assert project_health(ProjectFacts(done_share=0.5)) is None


def test_health_of_a_known_project() -> None:
    facts = ProjectFacts(
        done_share=0.4,
        elapsed_share=0.5,
        due_to_date=10,
        overdue=2,
        open_tasks=12,
        blocked_tasks=3,
        days_since_activity=10,
        open_14_days_ago=10,
        added_in_14_days=1,
        estimation_accuracy=0.6,
    )
    health = project_health(facts)
    assert health is not None
    # .35 x .8 + .20 x .8 + .15 x .5 + .15 x .5 + .10 x .9 + .05 x .6
    assert health.score == pytest.approx(71)
    assert (health.band, health.colour, health.capped) == ("healthy", "green", False)


def test_parts_without_data_hand_their_weight_to_the_others() -> None:
    health = project_health(ProjectFacts(due_to_date=4, overdue=1, days_since_activity=0))
    assert health is not None
    assert health.score == pytest.approx(100 * (0.20 * 0.75 + 0.15 * 1) / 0.35)
    assert health.parts.schedule is None
    assert health.parts.blockers is None


@pytest.mark.parametrize(
    ("accuracy", "band", "colour"),
    [
        (0.85, "excellent", "green"),
        (0.8499, "healthy", "green"),
        (0.70, "healthy", "green"),
        (0.69, "stable", "yellow"),
        (0.55, "stable", "yellow"),
        (0.54, "at_risk", "yellow"),
        (0.40, "at_risk", "yellow"),
        (0.39, "critical", "red"),
    ],
)
def test_bands_and_colours(accuracy: float, band: str, colour: str) -> None:
    health = project_health(ProjectFacts(estimation_accuracy=accuracy))
    assert health is not None
    assert (health.band, health.colour) == (band, colour)


def test_a_critical_issue_caps_health() -> None:
    good = ProjectFacts(days_since_activity=0, critical_issue=True)
    bad = ProjectFacts(days_since_activity=100, critical_issue=True)
    capped, untouched = project_health(good), project_health(bad)
    assert capped is not None
    assert untouched is not None
    assert (capped.score, capped.band, capped.capped) == (54, "at_risk", True)
    assert untouched.score < 1
    assert not untouched.capped


@settings(max_examples=50, deadline=None)
@given(
    facts=st.builds(
        ProjectFacts,
        done_share=st.none() | st.floats(0, 1),
        elapsed_share=st.none() | st.floats(0, 5),
        due_to_date=st.integers(0, 50),
        overdue=st.integers(0, 50),
        open_tasks=st.integers(0, 50),
        blocked_tasks=st.integers(0, 50),
        days_since_activity=st.none() | st.floats(-1, 5000),
        open_14_days_ago=st.none() | st.integers(0, 50),
        added_in_14_days=st.integers(0, 50),
        estimation_accuracy=st.none() | st.floats(0, 1),
        critical_issue=st.booleans(),
    )
)
def test_health_lies_between_0_and_100(facts: ProjectFacts) -> None:
    health = project_health(facts)
    if health is not None:
        assert 0 <= health.score <= 100 + 1e-9
        assert not facts.critical_issue or health.score <= 54


EDGES = [("a", "b"), ("b", "c"), ("a", "d"), ("x", "y")]


@pytest.mark.parametrize(
    ("start", "end", "cycle"),
    [
        ("c", "a", ["c", "a", "b", "c"]),
        ("b", "a", ["b", "a", "b"]),
        ("a", "a", ["a", "a"]),
        ("new", "new", ["new", "new"]),
        ("a", "c", None),
        ("d", "c", None),
        ("y", "a", None),
        ("new", "a", None),
    ],
)
def test_dependencies_that_would_close_a_cycle(start: str, end: str, cycle: list[str] | None) -> None:
    assert cycle_closed_by(EDGES, start, end) == cycle


@settings(max_examples=50, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 8), st.integers(0, 8)), max_size=40))
def test_a_graph_grown_by_allowed_edges_has_an_order(wanted: list[tuple[int, int]]) -> None:
    edges: list[tuple[int, int]] = []
    for start, end in wanted:
        cycle = cycle_closed_by(edges, start, end)
        if cycle is None:
            edges.append((start, end))
        else:
            assert set(pairwise(cycle)) <= {*edges, (start, end)}
    remaining = set(range(9))
    while remaining:
        free = {node for node in remaining if not any(e == node and s in remaining for s, e in edges)}
        assert free
        remaining -= free
