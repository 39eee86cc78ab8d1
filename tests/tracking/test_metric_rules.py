"""The statistics of metrics: golden values, and silence where nothing can be said."""

from datetime import date, timedelta

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cairn.tracking.rules.forecast import forecast
from cairn.tracking.rules.milestones import Aim, Reading, reached
from cairn.tracking.rules.outliers import change_points, outliers
from cairn.tracking.rules.trend import mann_kendall, movement, theil_sen, trend
from cairn.tracking.rules.weekdays import weekday_effects

MONDAY = date(2026, 3, 2)


def days(n: int) -> list[date]:
    return [MONDAY + timedelta(days=i) for i in range(n)]


def noise(n: int, *, seed: int = 1) -> list[float]:
    return [float(v) for v in np.random.default_rng(seed).normal(0, 1, n)]


@pytest.mark.parametrize(("n", "p"), [(4, 0.089), (5, 0.027)])
def test_golden_mann_kendall_of_a_perfect_rise(n: int, p: float) -> None:
    assert mann_kendall([float(i) for i in range(n)]) == pytest.approx(p, abs=0.0005)


def test_no_trend_below_five_and_an_early_signal_below_eight() -> None:
    assert trend(days(4), [1, 2, 3, 4]) is None
    early = trend(days(5), [1, 2, 3, 4, 5])
    assert early is not None
    assert (early.direction, early.early, early.slope) == ("rising", True, 1)
    later = trend(days(9), [9 - i for i in range(9)])
    assert later is not None
    assert (later.direction, later.early) == ("falling", False)
    flat = trend(days(9), [3.0] * 9)
    assert flat is not None
    assert (flat.direction, flat.p) == ("steady", 1)


def test_one_slip_does_not_bend_the_line() -> None:
    values = [float(i) for i in range(20)]
    values[7] = 900
    slope, _ = theil_sen(np.arange(20.0), np.asarray(values))
    assert slope == pytest.approx(1, abs=0.05)


def test_the_newest_change() -> None:
    assert movement(days(1), [1.0]) is None
    found = movement([MONDAY, MONDAY + timedelta(days=2), MONDAY + timedelta(days=4)], [10, 12, 15])
    assert found is not None
    assert (found.change, found.change_pct, found.velocity, found.acceleration) == (3, 25, 1.5, 0.5)
    from_nothing = movement(days(2), [0, 5])
    assert from_nothing is not None
    assert (from_nothing.change_pct, from_nothing.acceleration) == (None, None)


def test_outliers_need_eight_values() -> None:
    assert outliers(days(7), [1, 1, 1, 1, 1, 1, 50]) is None
    hits = 0
    for seed in range(50):
        values = noise(8, seed=seed)
        values[4] += 6
        found = outliers(days(8), values)
        assert found is not None
        hits += any(o.day == days(8)[4] for o in found)
    # 84 % by the rule book; the least that must be found leaves room for chance.
    assert hits >= 32


def test_noise_raises_few_false_alarms() -> None:
    flagged = sum(bool(outliers(days(30), noise(30, seed=seed))) for seed in range(200))
    assert flagged / 200 <= 0.25


def test_severity_and_what_was_expected() -> None:
    values = [10 + 0.1 * v for v in noise(40)]
    values[20] = 20
    (found,) = (o for o in outliers(days(40), values) or [] if o.severity == "strong")
    assert found.day == days(40)[20]
    assert found.expected == pytest.approx(10, abs=0.5)


def test_weekdays_are_expected_from_four_weeks_on() -> None:
    values = [20 + 0.5 * v if i % 7 == 6 else 5 + 0.5 * v for i, v in enumerate(noise(56))]
    assert len(outliers(days(56), values) or []) <= 3
    values[48] = 5.0
    assert days(56)[48] in [o.day for o in outliers(days(56), values) or []]


@pytest.mark.parametrize(("last", "flagged"), [(5.0, 0), (6.0, 0), (7.5, 1)])
def test_a_change_in_a_constant_series(last: float, flagged: int) -> None:
    found = outliers(days(20), [5.0] * 10 + [last] + [5.0] * 9)
    assert found is not None
    # The mean distance of a series with a single other value is small: any such value stands out.
    assert len(found) == (1 if last > 5 else 0)
    assert flagged <= len(found)


def test_change_points() -> None:
    assert change_points(days(9), [1.0] * 9) is None
    assert change_points(days(30), [2.0] * 30) == []
    values = noise(60)
    values[30:] = [v + 6 for v in values[30:]]
    (found,) = change_points(days(60), values) or []
    assert found.day == days(60)[30]
    assert found.shift == pytest.approx(6, abs=2.5)
    quiet = sum(bool(change_points(days(60), noise(60, seed=seed))) for seed in range(40))
    assert quiet <= 8


def test_weekday_effects() -> None:
    span = days(70)
    well = [day.weekday() != 0 for day in span]
    assert [e.weekday for e in weekday_effects(span, well)] == [0]
    random = np.random.default_rng(3)
    by_chance = [bool(b) for b in random.random(70) < 0.5]
    assert len(weekday_effects(span, by_chance)) <= 2
    assert weekday_effects(days(14), [True] * 14) == []
    assert weekday_effects([], []) == []


def test_forecasts() -> None:
    assert forecast([], []) is None
    short = forecast(days(5), [10, 11, 10, 11, 10])
    assert short is not None
    assert (short.method, short.steps[0].p50, short.reach) == ("last_value", 10, None)
    values = [float(i) + 0.3 * v for i, v in enumerate(noise(40))]
    found = forecast(days(40), values, target=50.0)
    assert found is not None
    assert found == forecast(days(40), values, target=50.0)
    assert found.method == "damped_trend"
    assert all(step.p10 <= step.p50 <= step.p90 for step in found.steps)
    assert found.steps[0].day == days(41)[40]
    assert found.steps[0].p50 == pytest.approx(40, abs=3)
    assert found.reach is not None
    never = forecast(days(40), values, target=1e9)
    assert never is not None
    assert never.reach is not None
    assert (never.reach.p50, never.reach.chance) == (None, 0)
    weekly = [MONDAY + timedelta(weeks=i) for i in range(12)]
    sparse = forecast(weekly, [float(i % 3) for i in range(12)])
    assert sparse is not None
    assert sparse.steps[0].day - weekly[-1] == timedelta(days=7)


# --- milestones --------------------------------------------------------------------------------------------

UP = Aim("higher", baseline=10, target=20)


def logs(*values: float, apart: int = 2) -> list[Reading]:
    return [Reading(MONDAY + timedelta(days=apart * i), v) for i, v in enumerate(values)]


def test_the_target_is_crossed_from_its_wrong_side() -> None:
    assert ("target_reached", 0) not in reached(UP, logs(25))
    assert ("target_reached", 0) not in reached(UP, logs(25, 30))
    assert reached(UP, logs(12, 20))["target_reached", 0] == 1
    down = Aim("lower", baseline=80, target=70)
    assert reached(down, logs(80, 75, 70, 69))["target_reached", 0] == 2


def test_a_target_to_stay_at_takes_three_in_a_row() -> None:
    stay = Aim("target", target=7, tolerance=0.5)
    assert ("target_reached", 0) not in reached(stay, logs(7, 7.5, 8, 7))
    assert reached(stay, logs(9, 7, 7.5, 6.5))["target_reached", 0] == 3


def test_improvement_is_signed_and_forgives_a_slip() -> None:
    assert reached(UP, logs(10, 11, 11, 11))["improvement", 10] == 2
    assert ("improvement", 10) not in reached(UP, logs(10, 99, 10, 10))
    assert ("improvement", 10) not in reached(UP, logs(9, 8, 7, 6))
    down = Aim("lower", baseline=80, target=70)
    found = reached(down, logs(80, 72, 72, 72))
    assert ("improvement", 10) in found
    assert ("improvement", 25) not in found


def test_a_baseline_of_nothing_measures_by_the_way_to_the_target() -> None:
    start = Aim("higher", baseline=0, target=100)
    found = reached(start, logs(0, 26, 26, 26))
    assert {t for k, t in found if k == "improvement"} == {10, 25}
    assert not {k for k, _ in reached(Aim("higher", baseline=0), logs(0, 5, 5, 5)) if k == "improvement"}


def test_days_in_a_row_and_many_days() -> None:
    found = reached(Aim("higher"), logs(*[1.0] * 30, apart=1))
    assert found["log_streak", 7] == 6
    assert found["log_streak", 30] == 29
    assert found["consistency", 7] == 6
    every_second = reached(Aim("higher"), logs(*[1.0] * 30, apart=2))
    assert ("log_streak", 7) not in every_second
    assert every_second["consistency", 7] == 6
    assert every_second["consistency", 30] == 29
    rare = reached(Aim("higher"), logs(*[1.0] * 30, apart=3))
    assert rare == {}


@settings(max_examples=60, deadline=None)
@given(values=st.lists(st.floats(-100, 100), min_size=1, max_size=40))
def test_a_milestone_stays_with_the_log_that_reached_it(values: list[float]) -> None:
    """What was reached is reached by the same log, whatever comes later."""
    whole = reached(UP, logs(*values))
    for end in range(1, len(values)):
        before = reached(UP, logs(*values[:end]))
        assert before == {name: place for name, place in whole.items() if place < end}
