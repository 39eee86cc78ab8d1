"""What a person wants of their ranking, and what their answers teach it (A-08, A-11)."""

import asyncio
from datetime import date, timedelta
from typing import Any

import pytest

from cairn.kit.clock import FixedClock
from cairn.today.factors import Factor, Place
from cairn.today.learning import Movement, learned, moved_by
from cairn.today.rules import DEFAULT_WEIGHTS, explain
from tests.factories.today import MOMENT, task
from tests.fixtures.application import MONDAY_MORNING, Person
from tests.goals.steps import act, new_task
from tests.planning.steps import wait

DAY = date(2026, 11, 23)
PLACE = Place(area_importance=4)


async def change_preferences(person: Person, status: int = 200, /, **body: Any) -> dict[str, Any]:
    answer = await person.http.patch("/api/v1/today/preferences", json=body)
    assert answer.status_code == status, answer.text
    found: dict[str, Any] = answer.json()
    return found


async def order(person: Person, **query: Any) -> list[str]:
    return [item["task"]["title"] for item in (await person.get("/today", **query))["items"]]


async def test_a_new_person_has_the_usual_weights(ada: Person) -> None:
    preferences = await ada.get("/today/preferences")
    assert (preferences["preset"], preferences["version"], preferences["updated_at"]) == ("balance", 0, None)
    assert preferences["weights"] == {factor.value: weight for factor, weight in DEFAULT_WEIGHTS.items()}
    assert set(preferences["multipliers"].values()) == {1}


async def test_a_preset_changes_the_order(ada: Person) -> None:
    await new_task(ada, title="Long", priority=2, estimate_minutes=300)
    await new_task(ada, title="Short", priority=3, estimate_minutes=10)

    assert await order(ada) == ["Long", "Short"]
    assert await order(ada, preset="efficiency") == ["Short", "Long"]
    changed = await change_preferences(ada, preset="efficiency")
    assert (changed["preset"], changed["version"]) == ("efficiency", 1)
    assert await order(ada) == ["Short", "Long"]
    assert await order(ada, preset="balance") == ["Long", "Short"]


async def test_multipliers_are_merged(ada: Person) -> None:
    await change_preferences(ada, multipliers={"urgency": 0, "alignment": 2})
    changed = await change_preferences(ada, multipliers={"alignment": None, "skill": 0.5})

    chosen = {name: value for name, value in changed["multipliers"].items() if value != 1}
    assert chosen == {"urgency": 0, "skill": 0.5}
    assert (changed["weights"]["urgency"], changed["weights"]["skill"]) == (0, 0.2)
    assert changed["weights"]["alignment"] == 0.9
    await new_task(ada, due_date="2026-11-20")
    item = (await ada.get("/today"))["items"][0]
    assert "urgency" not in {part["factor"] for part in item["contributions"]}


async def test_unknown_factors_and_other_ranges_are_refused(ada: Person) -> None:
    for multipliers in ({"charm": 1}, {"urgency": 2.1}, {"urgency": -0.1}):
        refused = await change_preferences(ada, 422, multipliers=multipliers)
        assert refused["errors"][0]["pointer"].startswith("/multipliers/")
    await change_preferences(ada, 422, preset=None)
    stale = await ada.http.patch(
        "/api/v1/today/preferences", json={"preset": "focus"}, headers={"If-Match": '"7"'}
    )
    assert stale.status_code == 412
    assert (await ada.get("/today/preferences"))["version"] == 0


async def test_preferences_changed_at_once_are_all_kept(ada: Person) -> None:
    factors = [factor.value for factor in Factor]
    await asyncio.gather(*(change_preferences(ada, multipliers={name: 0.5}) for name in factors))
    preferences = await ada.get("/today/preferences")
    assert set(preferences["multipliers"].values()) == {0.5}
    assert preferences["version"] == len(factors)


async def test_feedback_moves_a_weight_a_little_and_fades(ada: Person, clock: FixedClock) -> None:
    overdue = await new_task(ada, due_date="2026-11-20")
    item = (await ada.get("/today"))["items"][0]
    strongest = max(item["contributions"], key=lambda part: abs(part["contribution"]))
    usual = DEFAULT_WEIGHTS[Factor(strongest["factor"])]

    right = await act(ada, "/today/feedback", task_id=overdue, kind="priority_right")
    assert (right["factor"], right["moved"]) == (strongest["factor"], 0.05)
    assert right["weights"][strongest["factor"]] == pytest.approx(usual + 0.05)
    assert (await ada.get("/today"))["weights"] == right["weights"]

    await wait(ada, clock, MONDAY_MORNING + timedelta(days=45))
    half = await ada.get("/today/preferences")
    assert half["weights"][strongest["factor"]] == pytest.approx(usual + 0.025)
    assert half["learned_count"] == 1
    await wait(ada, clock, MONDAY_MORNING + timedelta(days=90))
    assert (await ada.get("/today/preferences"))["weights"][strongest["factor"]] == usual


async def test_feedback_is_about_tasks_of_the_day(ada: Person) -> None:
    later = await new_task(ada, scheduled_for="2026-11-24")
    refused = await act(ada, "/today/feedback", 409, task_id=later, kind="not_now")
    assert refused["type"] == "/problems/not-ranked"
    await act(ada, "/today/feedback", 404, task_id=str(ada.id), kind="not_now")
    await act(ada, "/today/feedback", 422, task_id=later, kind="whatever")


def test_a_learned_weight_stays_between_a_tenth_and_one() -> None:
    up = [Movement(Factor.ALIGNMENT, 0.05, DAY)] * 30
    down = [Movement(Factor.SKILL, -0.05, DAY)] * 30
    weights = learned(DEFAULT_WEIGHTS, [*up, *down], DAY)
    assert weights[Factor.ALIGNMENT] == 1
    assert weights[Factor.SKILL] == pytest.approx(0.1)
    doubled = learned({**DEFAULT_WEIGHTS, Factor.ALIGNMENT: 1.8}, up, DAY)
    assert doubled[Factor.ALIGNMENT] == pytest.approx(2)


def test_each_answer_moves_the_factor_it_is_about() -> None:
    # Never due, nobody waits for it: urgency counts most and against it, alignment speaks for it.
    ranked = explain(task(priority=1, place=PLACE), MOMENT, DEFAULT_WEIGHTS)
    sizes = {part.factor: part.contribution for part in ranked.contributions}
    assert sizes[Factor.URGENCY] < 0 < sizes[Factor.ALIGNMENT] < -sizes[Factor.URGENCY]

    assert moved_by(ranked, "priority_right", DAY) == Movement(Factor.URGENCY, 0.05, DAY)
    assert moved_by(ranked, "priority_wrong", DAY) == Movement(Factor.URGENCY, -0.05, DAY)
    assert moved_by(ranked, "not_now", DAY) == Movement(Factor.ALIGNMENT, -0.05, DAY)
    unspoken = explain(task(), MOMENT, {Factor.URGENCY: 0.8})
    assert moved_by(unspoken, "not_now", DAY) is None
