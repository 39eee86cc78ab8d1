"""Points of tasks and projects, and prices."""

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cairn.rewards.rules import (
    ECONOMY_VERSION,
    PriceGuide,
    days_to_earn,
    default_story_points,
    price_guide,
    project_alignment,
    task_points,
)

priorities = st.integers(1, 4)
sizes = st.integers(0, 100)
factors = st.decimals("1.0", "1.3", places=2)


def test_golden_task_of_priority_two() -> None:
    points = task_points(story_points=3, estimate_minutes=None, priority=2, area_factor=Decimal("1.2"))
    assert (ECONOMY_VERSION, points) == ("econ-1", 108)


@pytest.mark.parametrize(
    ("minutes", "points"),
    [
        (None, 5),
        (0, 1),
        (15, 1),
        (16, 2),
        (30, 2),
        (31, 3),
        (60, 3),
        (61, 5),
        (120, 5),
        (121, 8),
        (240, 8),
        (241, 13),
        (480, 13),
        (481, 21),
        (10_000, 21),
    ],
)
def test_default_story_points(minutes: int | None, points: int) -> None:
    assert default_story_points(minutes) == points


@pytest.mark.parametrize(
    ("story_points", "minutes", "priority", "factor", "expected"),
    [
        pytest.param(None, 60, 2, "1.2", 108, id="the estimate stands in for story points"),
        pytest.param(3, 480, 2, "1.2", 108, id="story points win over the estimate"),
        pytest.param(None, None, 4, "1.0", 100, id="nothing known"),
        pytest.param(0, None, 1, "1.3", 0, id="no size"),
        pytest.param(7, None, 4, "1.0", 140, id="below the size factor"),
        pytest.param(8, None, 4, "1.0", 192, id="from eight"),
        pytest.param(13, None, 4, "1.0", 390, id="from thirteen"),
        pytest.param(1, None, 3, "1.25", 30, id="exact"),
        pytest.param(1, None, 4, "1.125", 23, id="22.5 rounds up"),
        pytest.param(1, None, 4, "1.12", 22, id="22.4 rounds down"),
    ],
)
def test_task_points(
    story_points: int | None, minutes: int | None, priority: int, factor: str, expected: int
) -> None:
    points = task_points(
        story_points=story_points, estimate_minutes=minutes, priority=priority, area_factor=Decimal(factor)
    )
    assert points == expected


@settings(max_examples=50, deadline=None)
@given(size=sizes, priority=priorities, factor=factors)
def test_points_lie_between_the_plain_size_and_the_product_of_all_factors(
    size: int, priority: int, factor: Decimal
) -> None:
    points = task_points(story_points=size, estimate_minutes=None, priority=priority, area_factor=factor)
    assert 20 * size <= points <= 20 * size * Decimal("2.0") * Decimal("1.3") * Decimal("1.5")


@settings(max_examples=50, deadline=None)
@given(size=sizes, priority=st.integers(1, 3), factor=factors)
def test_more_weight_never_earns_less(size: int, priority: int, factor: Decimal) -> None:
    def points(story_points: int, at: int, area: Decimal) -> int:
        return task_points(story_points=story_points, estimate_minutes=None, priority=at, area_factor=area)

    base = points(size, priority + 1, Decimal("1.0"))
    assert base <= points(size, priority, Decimal("1.0"))
    assert base <= points(size + 1, priority + 1, Decimal("1.0"))
    assert base <= points(size, priority + 1, factor)


@settings(max_examples=50, deadline=None)
@given(minutes=st.integers(0, 5000), more=st.integers(0, 5000))
def test_a_longer_estimate_never_means_fewer_story_points(minutes: int, more: int) -> None:
    assert default_story_points(minutes) <= default_story_points(minutes + more)


@pytest.mark.parametrize(
    ("story_points", "priority", "factor", "part"),
    [
        (3, 0, "1.0", "Priority"),
        (3, 5, "1.0", "Priority"),
        (-1, 1, "1.0", "Story points"),
        (3, 1, "0.99", "area factor"),
        (3, 1, "1.31", "area factor"),
        (3, 1, "NaN", "area factor"),
    ],
)
def test_values_out_of_range_are_refused(story_points: int, priority: int, factor: str, part: str) -> None:
    with pytest.raises(ValueError, match=part):
        task_points(
            story_points=story_points, estimate_minutes=None, priority=priority, area_factor=Decimal(factor)
        )


@pytest.mark.parametrize(
    ("priority", "importance", "expected"),
    [(3, None, 50), (4, 4, 50), (2, 4, 75), (1, None, 75), (3, 5, 100), (1, 5, 125)],
)
def test_alignment_of_a_finished_project(priority: int, importance: int | None, expected: int) -> None:
    assert project_alignment(priority=priority, area_importance=importance) == expected


def test_prices_follow_the_usual_day() -> None:
    income = [0, 100, 100, 105, 5000]
    assert price_guide(income) == PriceGuide(quick=50, daily=200, big=1000)
    assert days_to_earn(250, income) == 2.5
    assert price_guide([1]) == PriceGuide(quick=1, daily=2, big=10)


@pytest.mark.parametrize("income", [[], [0], [0, 0, 900]])
def test_no_price_without_usual_income(income: list[int]) -> None:
    assert price_guide(income) is None
    assert days_to_earn(100, income) is None
