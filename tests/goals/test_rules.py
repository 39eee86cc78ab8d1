"""Progress, pace and health of goals."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cairn.goals.rules import (
    GoalHealth,
    Parts,
    Structure,
    Term,
    Weights,
    children_part,
    done_share,
    expected_progress,
    habits_part,
    health,
    metrics_part,
    progress,
    status,
    theil_sen,
    velocity,
)
from cairn.tracking.rules.progress import band_ratio, metric_ratio

START = date(2026, 1, 1)
TERM = Term(START, START + timedelta(days=100))
OPEN_END = Term(START, None)
WHOLE = Structure(criterion=True, task=True, measured=True, dated=True)
NOTHING = Structure(criterion=False, task=False, measured=False, dated=False)


def after(days: int) -> date:
    return START + timedelta(days=days)


@pytest.mark.parametrize(
    ("parts", "shown"),
    [
        pytest.param(Parts(tasks=3 / 4), 75, id="tasks only"),
        pytest.param(Parts(criteria=1 / 2, tasks=3 / 4), 60.7, id="criteria and tasks"),
        pytest.param(Parts(0.5, 0.75, 0.4, 0.7), 57.5, id="all four"),
        pytest.param(Parts(criteria=0), 0, id="a source at nothing is still a source"),
        pytest.param(Parts(habits=1, children=0.5), 62.5, id="children weigh 30"),
    ],
)
def test_golden_progress(parts: Parts, shown: float) -> None:
    found = progress(parts)
    assert found is not None
    assert found.shown == shown
    assert found.value == pytest.approx(shown, abs=0.05)
    assert found.raw_ratio == pytest.approx(found.value / 100)


def test_no_source_is_no_progress() -> None:
    assert progress(Parts()) is None
    assert progress(Parts(criteria=0.5), Weights(criteria=0)) is None


def test_a_goal_may_weigh_its_sources_itself() -> None:
    found = progress(Parts(criteria=1, tasks=0), Weights(criteria=1, tasks=3))
    assert found is not None
    assert found.value == 25
    with pytest.raises(ValueError, match="not negative"):
        Weights(habits=-1)


def test_beyond_the_target_is_shown_as_done_but_remembered() -> None:
    found = progress(Parts(tasks=0.5, metrics=1.5))
    assert found is not None
    assert found.value == pytest.approx((30 * 0.5 + 20 * 1) / 50 * 100)
    assert found.raw_ratio == pytest.approx((30 * 0.5 + 20 * 1.5) / 50)
    worse = progress(Parts(metrics=-0.5))
    assert worse is not None
    assert (worse.value, worse.raw_ratio) == (0, -0.5)


_part = st.none() | st.floats(-2, 3)
_weight = st.floats(0, 100)


@settings(max_examples=50, deadline=None)
@given(
    parts=st.builds(Parts, _part, _part, _part, _part, _part),
    weights=st.builds(Weights, _weight, _weight, _weight, _weight, _weight),
)
def test_progress_lies_between_0_and_100(parts: Parts, weights: Weights) -> None:
    found = progress(parts, weights)
    if found is not None:
        assert 0 <= found.value <= 100


@settings(max_examples=50, deadline=None)
@given(done=st.floats(0, 1), more=st.floats(0, 1), other=st.none() | st.floats(0, 1))
def test_more_done_is_never_less_progress(done: float, more: float, other: float | None) -> None:
    low, high = sorted([done, more])
    before, later = progress(Parts(tasks=low, habits=other)), progress(Parts(tasks=high, habits=other))
    assert before is not None
    assert later is not None
    assert before.value <= later.value + 1e-9


def test_shares_of_sources() -> None:
    assert done_share(3, 4) == 0.75
    assert done_share(0, 0) is None
    assert metrics_part([0.5, 1.5, -1]) == 0.5
    assert metrics_part([]) is None
    assert habits_part([(14, 28), (30, 28), (3, 0)]) == 0.75
    assert habits_part([(0, 0)]) is None
    assert children_part([(3, 1.0), (1, 0.0), (9, None)]) == 0.75


@pytest.mark.parametrize(
    ("current", "baseline", "target", "ratio"),
    [
        (75, 70, 80, 0.5),
        (85, 90, 70, 0.25),
        (95, 90, 70, -0.25),
        (90, 70, 80, 2.0),
        (5, 5, 5, 1.0),
        (6, 5, 5, 0.0),
    ],
)
def test_metrics_that_rise_or_fall(current: float, baseline: float, target: float, ratio: float) -> None:
    assert metric_ratio(current=current, baseline=baseline, target=target) == ratio


@pytest.mark.parametrize(
    ("current", "tolerance", "ratio"),
    [(0, 2, 1.0), (1, 2, 0.5), (-1, 2, 0.5), (9, 2, 0.0), (0, 0, 1.0), (1, 0, 0.0)],
)
def test_metrics_that_stay_at_their_target(current: float, tolerance: float, ratio: float) -> None:
    assert band_ratio(current=current, target=0, tolerance=tolerance) == ratio


@pytest.mark.parametrize(("days", "expected"), [(-5, 0), (0, 0), (25, 25), (100, 100), (150, 100)])
def test_expected_progress(days: int, expected: float) -> None:
    assert expected_progress(TERM, after(days)) == expected
    assert expected_progress(OPEN_END, after(days)) is None


def test_a_term_of_one_day_is_over_when_it_comes() -> None:
    day = Term(START, START)
    assert expected_progress(day, after(-1)) == 0
    assert expected_progress(day, START) == 100


@pytest.mark.parametrize(
    ("value", "word"),
    [
        (29.9, "behind"),
        (30, "at_risk"),
        (39.9, "at_risk"),
        (40, "on_track"),
        (60, "on_track"),
        (60.1, "ahead"),
    ],
)
def test_status_halfway(value: float, word: str) -> None:
    assert status(value, TERM, after(50), 1) == word
    assert status(value, OPEN_END, after(50), 1) == "on_track"


@pytest.mark.parametrize(
    ("term", "days", "dormant"),
    [
        pytest.param(TERM, 10, False, id="a tenth of the term is patience"),
        pytest.param(TERM, 10.1, True, id="then it sleeps"),
        pytest.param(OPEN_END, 7, False, id="a week without a target"),
        pytest.param(OPEN_END, 7.1, True, id="then it sleeps, too"),
        pytest.param(Term(START, after(20)), 7, False, id="never less than a week"),
        pytest.param(OPEN_END, None, False, id="nothing known"),
    ],
)
def test_dormant(term: Term, days: float | None, dormant: bool) -> None:  # noqa: FBT001
    assert (status(50, term, START, days) == "dormant") is dormant
    assert status(100, term, START, days) != "dormant"


def test_status_without_progress_is_unknown() -> None:
    assert status(None, TERM, after(50), 100) is None


def test_velocity_is_robust() -> None:
    snapshots = [(after(day), 2.0 * day) for day in range(10)]
    snapshots[4] = (after(4), 99.0)
    assert velocity(snapshots, value=18, days_since_creation=500) == pytest.approx(2)


def test_velocity_looks_at_28_snapshots() -> None:
    snapshots = [(after(day), 5.0 * day) for day in range(30)]
    flat = [(after(30 + day), 150.0) for day in range(28)]
    assert velocity(snapshots + flat, value=150, days_since_creation=58) == 0


def test_velocity_of_a_young_goal_is_its_mean() -> None:
    snapshots = [(after(day), 50.0 * day) for day in range(4)]
    assert velocity(snapshots, value=30, days_since_creation=10) == 3
    assert velocity([], value=30, days_since_creation=0) is None


def test_slope_needs_two_places() -> None:
    assert theil_sen([]) is None
    assert theil_sen([(1, 1), (1, 5)]) is None
    assert theil_sen([(0, 0), (1, 3), (1, 5)]) == 4


@settings(max_examples=50, deadline=None)
@given(
    st.lists(st.floats(-100, 100), min_size=2, max_size=15),
    st.floats(-10, 10),
)
def test_a_trend_added_to_points_is_added_to_their_slope(values: list[float], trend: float) -> None:
    plain = theil_sen(list(enumerate(values)))
    tilted = theil_sen([(x, y + trend * x) for x, y in enumerate(values)])
    assert plain is not None
    assert tilted == pytest.approx(plain + trend, abs=1e-6)


def measured(
    value: float | None, days: int, *, event: float | None = 0, slope: float | None = 1
) -> GoalHealth | None:
    return health(value, TERM, after(days), days_since_event=event, slope=slope, structure=WHOLE)


def test_health_of_a_goal_on_its_way() -> None:
    found = health(40, TERM, after(50), days_since_event=7, slope=0.6, structure=WHOLE)
    assert found is not None
    # .40 x (1 - 10/40) + .25 x 1/2 + .20 x .6/(60/50) + .15
    assert found.score == pytest.approx(67.5)
    assert found.band == "fair"


def test_health_of_a_perfect_and_of_a_forgotten_goal() -> None:
    best, worst = measured(60, 50), measured(0, 120, event=1000, slope=0)
    assert best is not None
    assert worst is not None
    assert (best.score, best.band) == (100, "excellent")
    assert (worst.score, worst.band) == (15, "critical")


def test_health_without_a_target_day_rests_on_activity_and_structure() -> None:
    found = health(40, OPEN_END, after(50), days_since_event=0, slope=1, structure=NOTHING)
    assert found is not None
    assert found.score == pytest.approx(100 * 0.25 / 0.40)
    assert (found.parts.schedule, found.parts.velocity) == (None, None)


def test_health_is_unknown_when_only_the_structure_is_known() -> None:
    assert health(None, TERM, START, days_since_event=None, slope=None, structure=WHOLE) is None


def test_a_goal_at_100_needs_no_pace() -> None:
    found = measured(100, 200, slope=None)
    assert found is not None
    assert found.parts.velocity == 1


@settings(max_examples=50, deadline=None)
@given(
    value=st.none() | st.floats(0, 100),
    days=st.integers(-10, 200),
    event=st.none() | st.floats(-1, 5000),
    slope=st.none() | st.floats(-50, 50),
)
def test_health_lies_between_0_and_100(
    value: float | None, days: int, event: float | None, slope: float | None
) -> None:
    found = measured(value, days, event=event, slope=slope)
    assert found is None or 0 <= found.score <= 100
