"""Which days one looks back at."""

from contextlib import suppress
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from cairn.reflection.looking_back import anniversaries, months_before

DAYS = st.dates(date(1900, 1, 1), date(2999, 12, 31))


def _days(day: date, count: int) -> list[tuple[str, int | None, int | None]]:
    return [(one.day.isoformat(), one.years, one.months) for one in anniversaries(day)[:count]]


def test_months_then_years() -> None:
    assert _days(date(2026, 11, 23), 5) == [
        ("2026-10-23", None, 1),
        ("2026-08-23", None, 3),
        ("2026-05-23", None, 6),
        ("2025-11-23", 1, None),
        ("2024-11-23", 2, None),
    ]


def test_month_that_is_too_short_is_met_at_its_end() -> None:
    assert months_before(date(2026, 5, 31), 3) == date(2026, 2, 28)
    assert months_before(date(2026, 1, 31), 1) == date(2025, 12, 31)


def test_leap_day_is_looked_back_at_from_the_day_before_march() -> None:
    assert {d for d, _, _ in _days(date(2025, 2, 28), 6)} >= {"2024-02-28", "2024-02-29"}
    assert ("2024-02-29", 4, None) in _days(date(2028, 2, 29), 8)
    assert ("2027-02-28", 1, None) in _days(date(2028, 2, 29), 8)
    assert "2020-02-29" not in {d for d, _, _ in _days(date(2024, 2, 28), 9)}


@given(DAYS)
def test_every_day_is_earlier_once_and_the_nearest_first(day: date) -> None:
    found = [one.day for one in anniversaries(day)]
    assert all(one < day for one in found)
    assert found == sorted(set(found), reverse=True)


@given(DAYS.filter(lambda d: d.year > 2000), st.integers(1, 100))
def test_every_anniversary_is_met_once_a_year(day: date, years: int) -> None:
    """Whatever the date, in each later year there is exactly one day that looks back at it."""
    year = day.year + years
    if year <= 2999:
        around = [date(year, 2, 28), date(year, 3, 1)]
        with suppress(ValueError):
            around.append(day.replace(year=year))
        meets = [d for d in set(around) if day in {one.day for one in anniversaries(d) if one.years}]
        assert len(meets) == 1
