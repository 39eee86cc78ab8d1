"""The formulas of statistics (rule 8.8)."""

from math import tanh

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cairn.statistics.rules import LEAST_DAYS, Pull, alignment, band, longest_run, mean, momentum, slope

EFFORT = st.lists(st.integers(0, 40).map(float), min_size=LEAST_DAYS, max_size=120)


def test_momentum_is_unknown_below_fourteen_days() -> None:
    """Golden test 30: what is missing is null."""
    assert momentum([3.0] * 13) is None
    assert momentum([]) is None
    assert momentum([3.0] * 14) == 0.5


def test_momentum_by_hand() -> None:
    """13 days of nothing and one of 14: EWMA₇ 3.5, EWMA₂₈ 28/29, standard deviation √13."""
    expected = 0.5 + 0.5 * tanh((3.5 - 28 / 29) / 13**0.5)
    assert momentum([0.0] * 13 + [14.0]) == pytest.approx(expected, abs=1e-6)


@given(EFFORT)
def test_momentum_is_a_score_and_scale_does_not_matter(effort: list[float]) -> None:
    found = momentum(effort)
    assert found is not None
    assert 0 <= found <= 1
    assert momentum([2 * value for value in effort]) == pytest.approx(found, abs=1e-6)


@given(EFFORT, st.integers(1, 40).map(float))
def test_more_on_the_last_day_never_lowers_it(effort: list[float], more: float) -> None:
    steady = [10.0] * LEAST_DAYS
    before, after = momentum(steady), momentum([*steady[1:], 10.0 + more])
    assert before is not None
    assert after is not None
    assert after > before
    assert momentum([*[0.0] * 200, *effort[-90:]]) is not None


def test_what_is_long_ago_does_not_count() -> None:
    recent = [float(n % 7) for n in range(90)]
    assert momentum([*[500.0] * 300, *recent]) == momentum(recent)


@pytest.mark.parametrize(
    ("value", "word"),
    [
        (0.6, "building"),
        (0.59, "steady"),
        (0.5, "steady"),
        (0.41, "steady"),
        (0.4, "declining"),
        (None, None),
    ],
)
def test_bands(value: float | None, word: str | None) -> None:
    assert band(value) == word


def _pull(minutes: float, effort: float, timed: float, target: float | None) -> Pull:
    return Pull(minutes, effort, timed, target)


def test_alignment_by_hand() -> None:
    """Targets .6 and .2 are scaled to .75 and .25; time went half and half: 1 - ½(.25 + .25)."""
    pulls: dict[object, Pull] = {
        "a": _pull(60, 5, 5, 0.6),
        "b": _pull(60, 5, 4, 0.2),
        "c": _pull(600, 0, 0, None),
    }
    found = alignment(pulls, 14)
    assert found is not None
    assert found.basis == "time"
    assert found.score == pytest.approx(0.75)
    assert {key: round(target, 9) for key, (_, target) in found.shares.items()} == {"a": 0.75, "b": 0.25}
    assert {key: actual for key, (actual, _) in found.shares.items()} == {"a": 0.5, "b": 0.5}


def test_effort_is_compared_where_too_little_was_timed() -> None:
    found = alignment({"a": _pull(60, 30, 5, 0.5), "b": _pull(0, 10, 0, 0.5)}, 14)
    assert found is not None
    assert (found.basis, found.score) == ("effort", 0.75)


def test_alignment_is_unknown_without_targets_or_work_or_days() -> None:
    there: dict[object, Pull] = {"a": _pull(60, 5, 5, 0.6)}
    assert alignment(there, 13) is None
    assert alignment({"a": _pull(60, 5, 5, None)}, 99) is None
    assert alignment({"a": _pull(0, 0, 0, 0.6)}, 99) is None
    assert alignment({}, 99) is None


PULLS = st.dictionaries(
    st.integers(0, 5),
    st.builds(
        Pull,
        minutes=st.floats(0, 1000),
        effort=st.floats(0, 100),
        timed_effort=st.just(0.0),
        target_share=st.none() | st.floats(0.01, 1),
    ),
)


@given(PULLS)
def test_alignment_is_a_score_and_exact_work_is_one(pulls: dict[object, Pull]) -> None:
    found = alignment(pulls, 99)
    if found is not None:
        assert -1e-9 <= found.score <= 1 + 1e-9
        assert sum(actual for actual, _ in found.shares.values()) == pytest.approx(1)
        assert sum(target for _, target in found.shares.values()) == pytest.approx(1)
    exact = {
        key: Pull(0, pull.target_share * 10, 0, pull.target_share)
        for key, pull in pulls.items()
        if pull.target_share
    }
    ideal = alignment(exact, 99)
    assert ideal is None or ideal.score == pytest.approx(1)


def test_means_and_slopes_are_of_what_is_known() -> None:
    assert mean([None, 2, 4]) == 3
    assert mean([None]) is None
    assert slope([1, None, 3, 4, 5]) is None
    assert slope([1, None, 3, 4, 5, 6]) == 1


def test_longest_run() -> None:
    assert longest_run([]) == 0
    assert longest_run([True, True, False, True, True, True]) == 3
