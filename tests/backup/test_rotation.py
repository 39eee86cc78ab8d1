"""Which backups stay, and which files are backups."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from cairn.backup.rotation import file_name, kept, made_at

NIGHT = datetime(2026, 11, 25, 3, 5, tzinfo=UTC)
moments = st.integers(0, 5_000_000).map(lambda minutes: NIGHT + timedelta(minutes=minutes))


def test_a_name_tells_when_it_was_made() -> None:
    assert file_name(NIGHT) == "cairn-2026-11-25T030500Z.backup"
    assert made_at(file_name(NIGHT)) == NIGHT
    for other in ("cairn.backup", "cairn-2026-11-25T030500Z.backup.part", "before-the-move.backup"):
        assert made_at(other) is None


def test_the_newest_of_each_day_week_and_month() -> None:
    nights = [NIGHT - timedelta(days=n) for n in range(120)]
    stay = kept(nights, daily=7, weekly=4, monthly=3)
    days = sorted((NIGHT - at).days for at in stay)
    # The last days; Sundays of the weeks before; the last days of October and September.
    assert days == [0, 1, 2, 3, 4, 5, 6, 10, 17, 25, 56]


def test_by_default_nothing_is_older_than_35_days() -> None:
    for day in range(40):
        now = NIGHT + timedelta(days=day)
        stay = kept([now - timedelta(days=n) for n in range(200)], daily=7, weekly=4, monthly=1)
        assert now - min(stay) <= timedelta(days=35)


@given(st.sets(moments, max_size=60), st.integers(1, 9), st.integers(0, 9), st.integers(0, 9))
def test_the_newest_one_always_stays(times: set[datetime], daily: int, weekly: int, monthly: int) -> None:
    stay = kept(times, daily=daily, weekly=weekly, monthly=monthly)
    assert stay <= times
    assert len(stay) <= daily + weekly + monthly
    assert not times or max(times) in stay
    assert kept(stay, daily=daily, weekly=weekly, monthly=monthly) == stay
