"""What is said, written and had in the story: the same at every telling, and believable."""

from collections import defaultdict
from datetime import date
from statistics import correlation, fmean

import pytest

from cairn.demo.customs import CUSTOMS, GAUGES, done_on, measured
from cairn.demo.evenings import evenings, pages
from cairn.demo.story import tell
from cairn.demo.treats import had
from cairn.reflection.scales import mood_of

TODAY = date(2026, 11, 23)


@pytest.mark.parametrize("today", [TODAY, date(2028, 2, 29)])
def test_every_telling_is_the_same_and_ends_before_today(today: date) -> None:
    told = evenings(tell(today))
    assert told == evenings(tell(today))
    assert pages(tell(today)) == pages(tell(today))
    assert 500 < len(told) < 700
    assert len({one.day for one in told}) == len(told)
    assert all(one.day < today for one in told)
    assert all(page.at.date() < today for page in pages(tell(today)))


def test_moods_are_believable() -> None:
    told = evenings(tell(TODAY))
    assert {one.mood for one in told} == {1, 2, 3, 4, 5}
    assert all(mood_of(one.label) == one.mood for one in told)
    assert 3 < fmean(one.mood for one in told) < 4
    assert correlation([one.sleep_hours for one in told], [one.mood for one in told]) > 0.15


def test_nothing_is_had_that_could_not_be_paid() -> None:
    story = tell(TODAY)
    income: defaultdict[date, int] = defaultdict(int)
    for deed in story.deeds:
        if deed.done:
            income[deed.done.date()] += 60
    found = had(story, income)
    assert len(found) > 40
    for one in found:
        earned = sum(points for day, points in income.items() if day < one.at.date())
        spent = sum(other.treat.cost for other in found if other.at <= one.at)
        assert spent <= earned


def test_habits_settle_and_what_is_measured_gets_somewhere() -> None:
    story = tell(TODAY)
    for custom in CUSTOMS:
        days = list(done_on(story, custom))
        assert days == list(done_on(story, custom))
        assert all(day < TODAY and not story.away(day) and 1 <= amount <= custom.most for day, amount in days)
        assert len(days) > 100
    for gauge in GAUGES:
        values = [value for _, value in measured(story, gauge)]
        assert abs(values[-1] - gauge.last) < abs(gauge.first - gauge.last) / 2
