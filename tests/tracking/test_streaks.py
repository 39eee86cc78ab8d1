"""Streaks and strength: golden cases by hand, and what must hold of any history."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cairn.tracking.rules.schedule import AfterCompletion, ByRule, Schedule, Times, due_days, due_per_day
from cairn.tracking.rules.streaks import Mark, Plan, Rest, Standing, Unit, standing, strength

MONDAY = date(2026, 3, 2)
DAILY = ByRule("FREQ=DAILY")
HABIT = Plan("build", DAILY, MONDAY)


def day(n: int) -> date:
    return MONDAY + timedelta(days=n)


def history(text: str) -> dict[date, float]:
    """What was logged, one character a day from the first Monday: x done, anything else not."""
    return {day(n): 1.0 for n, mark in enumerate(text) if mark == "x"}


def after(text: str, plan: Plan = HABIT) -> Standing:
    """How a habit stands on the last day of the text."""
    return standing(plan, history(text), day(len(text) - 1))


@pytest.mark.parametrize(
    ("text", "current", "longest"),
    [
        pytest.param("xxx.", 3, 3, id="today is pending"),
        pytest.param("xxxx", 4, 4, id="today is done"),
        pytest.param("xxx.x.", 4, 4, id="one miss is bridged and adds nothing"),
        pytest.param("xxx..x.", 1, 3, id="two misses in a row break"),
        pytest.param("xxx.xx.x", 3, 5, id="a second miss within seven days breaks"),
        pytest.param("xxx.xxxxxx.x", 10, 10, id="a miss seven days later is bridged again"),
        pytest.param("xxx..", 3, 3, id="yesterday's miss is bridged while it can be"),
        pytest.param("xxx...", 0, 3, id="no way back"),
        pytest.param(".xx", 2, 2, id="a miss before the streak is none of its own"),
        pytest.param("......", 0, 0, id="nothing"),
    ],
)
def test_a_daily_streak(text: str, current: int, longest: int) -> None:
    found = after(text)
    assert (found.current, found.longest) == (current, longest)


def test_bridged_misses_are_named_and_grace_is_counted() -> None:
    found = after("xxx.x.")
    assert (found.grace_used, found.grace_left) == ((day(3),), 0)
    assert (after("xxx.xxxxxxxx").grace_used, after("xxx.xxxxxxxx").grace_left) == ((day(3),), 1)
    assert after(".xx").grace_used == ()
    assert after("xxx.x.", replace(HABIT, grace=0)).current == 1
    assert after("xxx.x.xx", replace(HABIT, grace=2)).current == 6


def test_off_days_and_pauses_are_neutral() -> None:
    weekdays_only = replace(HABIT, off_weekdays=frozenset({5, 6}))
    assert after("xxxxx..xxxxx..x", weekdays_only).current == 11
    ill = replace(HABIT, pauses=(Rest(day(2), day(9)),))
    assert after("xx........xx", ill).current == 4
    until_further_notice = replace(HABIT, pauses=(Rest(day(2), None),))
    assert after("xx........", until_further_notice).current == 2
    off = replace(HABIT, off_dates=frozenset({day(2), day(3)}))
    assert after("xx..xx", off).current == 4


def test_a_late_entry_repairs_a_streak() -> None:
    assert after("xxx..xx").current == 2
    assert after("xxxx.xx").current == 6


def test_only_due_days_count() -> None:
    three = replace(HABIT, schedule=ByRule("FREQ=WEEKLY;BYDAY=MO,WE,FR"))
    found = after("x.x.x..x.x.x..x", three)
    assert (found.current, found.unit) == (7, "day")
    assert after("xxxxx..", three).current == 3


def test_two_missed_mondays_are_two_in_a_row() -> None:
    weekly = replace(HABIT, schedule=ByRule("FREQ=WEEKLY;BYDAY=MO"))
    one_missed = history("x......x.............x......x")
    assert standing(weekly, one_missed, day(28)).current == 4
    two_missed = history("x......x....................x")
    assert standing(weekly, two_missed, day(28)).current == 1


def test_three_times_a_week_on_any_day() -> None:
    plan = replace(HABIT, schedule=Times(3, "week"))
    assert after("xxx....x.x.x....xxx.", plan).current == 3
    assert after("xxx....x.x.x..", plan).unit == "week"
    # Sunday with one done of three: two days cannot be had on one.
    assert after("xxx....x......", plan).units[-1].mark is Mark.MISS
    assert after("xxx....x.....", plan).units[-1].mark is Mark.PENDING
    assert after("xxx....xx.....", plan).current == 1


def test_a_pause_makes_a_week_shorter() -> None:
    plan = replace(HABIT, schedule=Times(3, "week"), pauses=(Rest(day(9), day(13)),))
    assert after("xxx....x......xxx....", plan).current == 3
    whole = replace(plan, pauses=(Rest(day(7), day(13)),))
    assert after("xxx...........xxx....", whole).current == 2


def test_an_amount_a_week() -> None:
    plan = replace(HABIT, schedule=Times(7, "week"), target=20, amount_per="period")
    amounts = {day(0): 12.0, day(2): 8.0, day(9): 19.0}
    found = standing(plan, amounts, day(14))
    assert [unit.mark for unit in found.units] == [Mark.SUCCESS, Mark.MISS, Mark.PENDING]
    assert found.units[1].share == pytest.approx(0.95)


def test_once_a_month() -> None:
    plan = replace(HABIT, schedule=Times(1, "month"), start=date(2026, 1, 1))
    amounts = {date(2026, 1, 31): 1.0, date(2026, 2, 1): 1.0}
    found = standing(plan, amounts, date(2026, 3, 10))
    assert (found.current, found.unit, found.pending) == (2, "month", True)


def test_after_completion() -> None:
    plan = replace(HABIT, schedule=AfterCompletion(3))
    found = after("x..x..x..", plan)
    assert (found.current, found.unit, found.pending) == (3, "completion", False)
    assert after("x..x..x...", plan).pending
    assert after("x....x..", plan).current == 2
    assert after("x.......x", plan).current == 1
    assert after("xx.x", plan).current == 3


def test_less_is_better() -> None:
    cigarettes = replace(HABIT, kind="reduce", limit=5)
    amounts = {day(0): 5.0, day(1): 3.0, day(2): 9.0, day(4): 5.0}
    found = standing(cigarettes, amounts, day(5))
    assert [unit.mark.value for unit in found.units] == [
        *("success", "success", "miss", "success", "success"),
        "pending",
    ]
    assert found.current == 4
    assert found.units[2].share == pytest.approx(5 / 9)
    assert standing(cigarettes, {day(5): 6.0}, day(5)).units[-1].mark is Mark.MISS


def test_quitting_needs_a_sign_of_life() -> None:
    plan = replace(HABIT, kind="quit")
    silent = standing(plan, {}, day(4))
    assert (silent.current, silent.strength) == (0, None)
    assert standing(plan, {}, day(4), active_days={day(0), day(2), day(3)}).current == 3
    assert standing(replace(plan, assume_success=True), {}, day(4)).current == 4
    lapsed = standing(replace(plan, assume_success=True), {day(2): 1.0, day(3): 2.0}, day(6))
    assert (lapsed.current, lapsed.longest) == (2, 2)


def test_days_stay_open_while_they_may_be_filled_in() -> None:
    plan = replace(HABIT, backfill_days=2, grace=0)
    assert after("xxx..", plan).current == 3
    assert after("xxx...", plan).current == 3
    assert after("xxx....", plan).current == 0


@pytest.mark.parametrize(
    ("schedule", "times", "expected"),
    [
        pytest.param(DAILY, 30, 0.80, id="daily"),
        pytest.param(Times(3, "week"), 46, 0.80, id="three times a week"),
        pytest.param(ByRule("FREQ=WEEKLY"), 80, 0.80, id="weekly"),
    ],
)
def test_golden_strength(schedule: Schedule, times: int, expected: float) -> None:
    found = strength([Unit(MONDAY, MONDAY, Mark.SUCCESS, 1.0)] * times, due_per_day(schedule, MONDAY))
    assert found is not None
    assert round(found, 2) == expected


def test_a_perfect_week_counts_as_its_times() -> None:
    days = due_days(DAILY, MONDAY, MONDAY, day(800))
    perfect = dict.fromkeys(days, 1.0)
    found = standing(replace(HABIT, schedule=Times(3, "week")), perfect, day(7 * 15 - 1))
    assert found.strength == pytest.approx(1 - 0.5 ** (45 * (3 / 7) ** 0.5 / 13))


def test_one_miss_dents_and_does_not_destroy() -> None:
    before, missed = after("x" * 60), after("x" * 60 + "..")
    assert before.strength is not None
    assert missed.strength is not None
    assert before.strength - missed.strength < 0.06
    assert missed.strength > 0.88


def test_what_is_not_known_is_not_zero() -> None:
    assert after(".").strength is None
    assert standing(replace(HABIT, start=day(5)), {}, day(0)).strength is None


# --- properties --------------------------------------------------------------------------------------------

_schedules: st.SearchStrategy[Schedule] = st.one_of(
    st.just(DAILY),
    st.just(ByRule("FREQ=WEEKLY;BYDAY=MO,WE,FR")),
    st.just(ByRule("FREQ=DAILY;INTERVAL=2")),
    st.just(ByRule("FREQ=MONTHLY;BYMONTHDAY=1,15")),
    st.builds(Times, st.integers(1, 7), st.just("week")),
    st.builds(Times, st.integers(1, 10), st.just("month")),
    st.builds(AfterCompletion, st.integers(1, 9)),
)
_plans = st.builds(
    Plan,
    kind=st.sampled_from(["build", "maintain"]),
    schedule=_schedules,
    start=st.just(MONDAY),
    target=st.sampled_from([1.0, 2.0]),
    off_weekdays=st.frozensets(st.integers(0, 6), max_size=2),
    grace=st.integers(0, 2),
    backfill_days=st.integers(0, 2),
)
_histories = st.dictionaries(st.integers(0, 69).map(day), st.sampled_from([1.0, 2.0]), max_size=70)
_TODAY = day(69)
_many = settings(max_examples=150, deadline=None)


@_many
@given(plan=_plans, amounts=_histories, filled=st.integers(0, 69).map(day))
def test_a_late_entry_never_shortens(plan: Plan, amounts: Mapping[date, float], filled: date) -> None:
    before = standing(plan, amounts, _TODAY)
    later = standing(plan, {**amounts, filled: amounts.get(filled, 0) + 2}, _TODAY)
    assert later.current >= before.current
    assert later.longest >= before.longest


@_many
@given(plan=_plans, amounts=_histories, first=st.integers(0, 69), length=st.integers(0, 30))
def test_a_pause_never_breaks(plan: Plan, amounts: Mapping[date, float], first: int, length: int) -> None:
    before = standing(plan, amounts, _TODAY)
    paused = standing(replace(plan, pauses=(Rest(day(first), day(first + length)),)), amounts, _TODAY)
    assert paused.current >= before.current
    assert paused.longest >= before.longest


@_many
@given(plan=_plans, amounts=_histories)
def test_neutral_units_leave_strength_as_it_is(plan: Plan, amounts: Mapping[date, float]) -> None:
    units = standing(plan, amounts, _TODAY).units
    frequency = due_per_day(plan.schedule, plan.start)
    counted = [unit for unit in units if unit.mark in {Mark.SUCCESS, Mark.MISS}]
    assert strength(units, frequency) == strength(counted, frequency)


@_many
@given(plan=_plans, amounts=_histories)
def test_a_standing_makes_sense(plan: Plan, amounts: Mapping[date, float]) -> None:
    found = standing(plan, amounts, _TODAY)
    assert 0 <= found.current <= found.longest <= len(found.units)
    assert found.strength is None or 0 <= found.strength <= 1
    assert 0 <= found.done_28 <= found.expected_28
    assert found.grace_left <= plan.grace
    assert all(a.last < b.first for a, b in zip(found.units, found.units[1:], strict=False))
    # Whether it can be seen from the end: the newest unit alone may be pending for long.
    alive = [unit for unit in found.units if unit.first not in found.grace_used]
    streak = 0
    for unit in reversed(alive):
        if unit.mark is Mark.MISS:
            break
        streak += unit.mark is Mark.SUCCESS
    assert streak >= found.current
