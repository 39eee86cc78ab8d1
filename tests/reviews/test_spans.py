"""Periods of a person: every day lies in exactly one week and one month."""

from datetime import date, timedelta
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from cairn.identity.people import Person
from cairn.kit.clock import zone
from cairn.kit.ids import UserId
from cairn.reviews.schemas import Period
from cairn.reviews.service import span_of

DAYS = st.dates(date(1901, 1, 1), date(2998, 12, 31))
KINDS: st.SearchStrategy[Period] = st.sampled_from(("week", "month"))
ONE = timedelta(days=1)


def whose(week_start: int) -> Person:
    return Person(UserId(UUID(int=1)), zone("UTC"), 0, week_start)


@given(KINDS, DAYS, st.integers(0, 6))
def test_the_periods_of_days_neither_overlap_nor_leave_a_gap(
    kind: Period, day: date, week_start: int
) -> None:
    person = whose(week_start)
    span = span_of(kind, day, person)
    assert span.first <= day <= span.last
    assert span_of(kind, span.first, person) == span == span_of(kind, span.last, person)
    assert span_of(kind, span.first - ONE, person).last == span.first - ONE
    assert span_of(kind, span.last + ONE, person).first == span.last + ONE
    if kind == "week":
        assert span.first.weekday() == week_start
        assert (span.last - span.first).days == 6
    else:
        assert span.first.day == 1
        assert span.last.month == span.first.month
