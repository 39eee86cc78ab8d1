"""Reasons in words."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given, settings

from cairn.today.factors import Candidate, Factor, Moment, Place
from cairn.today.rules import DEFAULT_WEIGHTS, explain, resolve_weights, why
from cairn.today.why import PHRASES, Reason, phrase
from tests.factories.today import AREA, MOMENT, OTHER, PROJECT, TODAY, candidates, hours, moments, task


@settings(max_examples=50, deadline=None)
@given(candidate=candidates, moment=moments)
def test_every_reason_can_be_told(candidate: Candidate, moment: Moment) -> None:
    ranked = explain(candidate, moment, resolve_weights("efficiency"))
    for item in ranked.contributions:
        words = phrase(item.reason)
        assert words
        assert "{" not in words
    sentence = why(ranked)
    assert sentence.endswith(".")
    assert sentence[0].isupper()


@pytest.mark.parametrize(
    ("facts", "sentence"),
    [
        pytest.param(
            {"due_day": TODAY, "unblocks": 2, "place": Place(area_id=AREA, area_importance=3), "priority": 3},
            "Due today, unblocks 2 others; but not linked to a goal.",
            id="for and against",
        ),
        pytest.param(
            {"due_at": hours(20), "unblocks": 1, "goal_coherence": 1.0},
            "Due tomorrow, serves one of your goals; but belongs to no area of life.",
            id="tomorrow",
        ),
        pytest.param(
            {"due_day": TODAY - timedelta(days=3), "place": Place(area_importance=5), "goal_coherence": 0.5},
            "Fits what matters to you, overdue for 3 days.",
            id="a neutral factor is not told",
        ),
        pytest.param(
            {},
            "Has no due date, belongs to no area of life, not linked to a goal.",
            id="nothing speaks for it",
        ),
    ],
)
def test_sentences(facts: Mapping[str, object], sentence: str) -> None:
    assert why(explain(task(**facts), replace(MOMENT, has_goals=True), DEFAULT_WEIGHTS)) == sentence


@pytest.mark.parametrize(
    ("facts", "reason"),
    [
        ({"due_at": hours(-1)}, Reason("overdue_today")),
        ({"due_at": hours(-24)}, Reason("overdue", 1)),
        ({"due_at": hours(1), "remaining_minutes": 60}, Reason("start_now")),
        ({"due_at": hours(14)}, Reason("due_today")),  # two at night: the day lasts until four
        ({"due_at": hours(40)}, Reason("due_in", 2)),
        ({"due_at": hours(6 * 24), "remaining_minutes": 1440}, Reason("start_within", 2)),
        ({"due_day": TODAY + timedelta(days=30)}, Reason("not_due_for", 30)),
        ({}, Reason("no_due")),
    ],
)
def test_reasons_of_urgency(facts: Mapping[str, object], reason: Reason) -> None:
    first = explain(task(**facts), MOMENT, DEFAULT_WEIGHTS).contributions[0]
    assert (first.factor, first.reason) == (Factor.URGENCY, reason)


@pytest.mark.parametrize(
    ("place", "moment", "reason"),
    [
        (Place(PROJECT, project_activity_days=9.5), MOMENT, Reason("resting", 9)),
        (Place(PROJECT, project_activity_days=1), MOMENT, Reason("moving")),
        (Place(PROJECT), replace(MOMENT, last_project_id=PROJECT), Reason("same_project")),
        (Place(OTHER, AREA), replace(MOMENT, last_area_id=AREA), Reason("same_area")),
        (Place(OTHER), replace(MOMENT, last_area_id=AREA), Reason("other_context")),
        (Place(area_is_work=True), replace(MOMENT, working_hours=False), Reason("work_off")),
        (Place(area_is_work=True), replace(MOMENT, working_hours=True), Reason("work_time")),
        (Place(area_is_work=False), replace(MOMENT, working_hours=False), Reason("life_off")),
        (Place(area_is_work=False), replace(MOMENT, working_hours=True), Reason("life_time")),
        (Place(area_id=AREA, area_importance=1), MOMENT, Reason("less_aligned")),
    ],
)
def test_reasons_of_places(place: Place, moment: Moment, reason: Reason) -> None:
    told = [item.reason for item in explain(task(place=place), moment, DEFAULT_WEIGHTS).contributions]
    assert reason in told
    assert reason.key in PHRASES


def test_singular_and_plural() -> None:
    assert phrase(Reason("unblocks", 1)) == "unblocks 1 other"
    assert phrase(Reason("unblocks", 2)) == "unblocks 2 others"
    assert phrase(Reason("resting", 0)) == "its project has rested for 0 days"
