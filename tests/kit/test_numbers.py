"""Shares and weighted means."""

import pytest

from cairn.kit.numbers import share, weighted_mean


@pytest.mark.parametrize(("value", "held"), [(-0.1, 0), (0, 0), (0.3, 0.3), (1, 1), (7, 1)])
def test_a_share_lies_between_0_and_1(value: float, held: float) -> None:
    assert share(value) == held


@pytest.mark.parametrize(
    ("pairs", "mean"),
    [
        ([], None),
        ([(1, None)], None),
        ([(0, 0.7)], None),
        ([(2, 0.5), (1, None), (0, 0.9)], 0.5),
        ([(3, 1.0), (1, 0.0), (5, None)], 0.75),
    ],
)
def test_unknown_values_have_no_say(pairs: list[tuple[float, float | None]], mean: float | None) -> None:
    assert weighted_mean(pairs) == mean
