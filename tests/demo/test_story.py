"""The story itself: the same at every telling, and believable."""

from collections import Counter, defaultdict
from datetime import date, timedelta
from itertools import pairwise

import pytest

from cairn.demo.aims import AIMS, GROUNDS
from cairn.demo.everyday import ERRANDS
from cairn.demo.story import UNDERTAKINGS, Story, tell
from cairn.planning.defaults import default_areas

TODAY = date(2026, 11, 23)
OPEN = {"backlog", "todo", "in_progress", "blocked"}


@pytest.fixture(scope="module")
def story() -> Story:
    return tell(TODAY)


def test_every_telling_is_the_same(story: Story) -> None:
    assert tell(TODAY).deeds == story.deeds


@pytest.mark.parametrize("today", [TODAY, date(2027, 1, 1), date(2028, 2, 29), date(2027, 6, 19)])
def test_it_can_be_told_on_any_day(today: date) -> None:
    deeds = tell(today).deeds
    assert 1_300 <= len(deeds) <= 1_700
    assert all(deed.done.date() < today for deed in deeds if deed.done)
    assert all(deed.created.date() <= today for deed in deeds)
    assert all(deed.created < deed.done for deed in deeds if deed.done)
    assert (today - min(deed.created.date() for deed in deeds)).days <= 760


def test_nothing_refers_to_what_is_not_told_yet(story: Story) -> None:
    told: set[str] = set()
    for deed in story.deeds:
        assert {deed.waits_for, deed.previous, deed.part_of} - {None} <= told
        assert deed.key not in told
        told.add(deed.key)


def test_nobody_does_two_things_at_once(story: Story) -> None:
    spans = sorted(
        (deed.done - timedelta(minutes=deed.spent), deed.done)
        for deed in story.deeds
        if deed.done and deed.spent
    )
    assert all(before[1] <= after[0] for before, after in pairwise(spans))


def test_work_rests_on_weekends_and_holidays(story: Story) -> None:
    days = [deed.done.date() for deed in story.deeds if deed.area == "day-job" and deed.done]
    assert len(days) > 200
    assert all(day.weekday() < 5 and not story.away(day) for day in days)


def test_some_of_everything_is_left_for_today(story: Story) -> None:
    left = [deed for deed in story.deeds if deed.status in OPEN]
    by_key = {deed.key: deed for deed in story.deeds}
    assert 40 <= len(left) <= 120
    assert sum(deed.due is not None and deed.due < TODAY for deed in left) >= 4, "overdue"
    assert sum(deed.status == "blocked" and deed.reason is not None for deed in left) >= 1
    assert sum(deed.waits_for is not None and by_key[deed.waits_for].status in OPEN for deed in left) >= 3
    assert sum(deed.rollovers >= 3 for deed in left) == 3, "put off again and again"
    assert sum(deed.rule is not None for deed in left) == 15
    assert {deed.area for deed in left} == {area.slug for area in default_areas()}


def test_titles_read_well(story: Story) -> None:
    titles = {deed.title for deed in story.deeds}
    assert len(titles) > 350
    for title in titles:
        assert title[0].isupper(), title
        assert not set(title) & set("{}|~#<>!"), title
    again = Counter(deed.title for deed in story.deeds if deed.status in OPEN and deed.rule is None)
    assert max(again.values()) == 1, again.most_common(3)


def test_its_parts_fit_together() -> None:
    slugs = {area.slug for area in default_areas()}
    assert {u.area for u in UNDERTAKINGS} | {e.area for e in ERRANDS} | {a.area for a in AIMS} <= slugs
    assert Counter(slug for ground in GROUNDS for slug in ground.areas) == Counter(slugs)
    assert sum(ground.share for ground in GROUNDS) == 1
    names = {undertaking.name for undertaking in UNDERTAKINGS}
    assert len(names) == len(UNDERTAKINGS)
    linked = defaultdict(list)
    for aim in AIMS:
        assert set(aim.projects) <= names
        assert aim.met <= len(aim.criteria)
        linked[aim.part_of].append(aim.title)
    assert set(linked) - {None} <= {aim.title for aim in AIMS}
