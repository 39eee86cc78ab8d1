"""Whether a reward can be had, as a rule."""

from datetime import datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from cairn.rewards.availability import Standing, refusal
from tests.fixtures.application import MONDAY_MORNING

STANDINGS = st.builds(
    Standing,
    is_archived=st.booleans(),
    is_locked=st.booleans(),
    cost=st.integers(1, 500),
    cooldown_hours=st.none() | st.integers(1, 48),
    max_per_day=st.none() | st.integers(1, 3),
    last_redeemed_at=st.none()
    | st.datetimes(datetime(2026, 11, 20), datetime(2026, 11, 23, 9)).map(  # noqa: DTZ001 - made aware
        lambda at: at.replace(tzinfo=MONDAY_MORNING.tzinfo)
    ),
    redeemed_today=st.integers(0, 4),
    balance=st.integers(-200, 600),
)
ENDS = MONDAY_MORNING + timedelta(hours=14)


@given(STANDINGS)
def test_what_can_be_had_can_be_paid_and_is_allowed(reward: Standing) -> None:
    if refusal(reward, MONDAY_MORNING, ENDS) is None:
        assert reward.balance >= reward.cost
        assert not reward.is_locked
        assert not reward.is_archived
        assert reward.max_per_day is None or reward.redeemed_today < reward.max_per_day


@given(STANDINGS)
def test_a_reason_of_time_ends_at_the_time_that_is_told(reward: Standing) -> None:
    found = refusal(reward, MONDAY_MORNING, ENDS)
    if found is not None and found.reason == "cooling_down":
        assert found.available_at is not None
        assert found.available_at > MONDAY_MORNING
        later = refusal(reward, found.available_at, ENDS)
        assert later is None or later.reason != "cooling_down"
    if found is not None and found.reason == "too_expensive":
        assert found.missing_points == reward.cost - reward.balance
