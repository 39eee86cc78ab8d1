"""Goals and what belongs to them, over HTTP (P-10, PX-9, PX-12, U-03, UX-19)."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from cairn.goals.service.standing import snapshot_goals
from cairn.identity.people import person
from cairn.kit.clock import FixedClock
from cairn.kit.db.work import Database
from tests.fixtures.application import MONDAY_MORNING, Person
from tests.goals.steps import act, change, complete, kept, link, new_goal, new_task, remove
from tests.planning.steps import wait


async def titles(person: Person, **query: Any) -> list[str]:
    return [goal["title"] for goal in (await person.get("/goals", **query))["items"]]


async def test_goals_are_filtered_and_sorted(ada: Person, ben: Person) -> None:
    area = await ada.make("/areas", name="Body", slug="body")
    top = await new_goal(ada, title="Health", priority=4, horizon="yearly", area_id=area["id"])
    await new_goal(ada, title="Sleep", parent_id=top["id"], priority=1, category="sleep")
    await new_goal(ada, title="Run", target_date="2027-01-01", status="paused", context="coaching")
    await new_goal(ben, title="His")

    assert await titles(ada, sort="priority") == ["Sleep", "Run", "Health"]
    assert await titles(ada, sort="target") == ["Run", "Sleep", "Health"]
    assert await titles(ada, sort="created") == ["Run", "Sleep", "Health"]
    assert await titles(ada, parent_id=top["id"]) == ["Sleep"]
    assert await titles(ada, top="true", sort="created") == ["Run", "Health"]
    assert await titles(ada, category="SLEEP") == ["Sleep"]
    assert await titles(ada, horizon="yearly") == ["Health"]
    assert await titles(ada, area_id=area["id"]) == ["Health"]
    assert await titles(ada, context="coaching") == ["Run"]
    assert await titles(ada, status=["paused", "abandoned"]) == ["Run"]
    assert await titles(ada, q="eal") == ["Health"]
    assert await titles(ada, health="behind") == []
    await act(ada, f"/goals/{top['id']}/archive")
    assert await titles(ada, archived="true") == ["Health"]


async def test_goals_sort_by_progress_with_the_unknown_last(ada: Person) -> None:
    for title, pct in (("Unknown", None), ("Half", 50), ("Done", 100)):
        goal = await new_goal(ada, title=title)
        if pct is not None:
            await act(ada, f"/goals/{goal['id']}/override", pct=pct, reason="Seen.")
    assert await titles(ada, sort="progress") == ["Done", "Half", "Unknown"]


async def test_a_goal_is_never_a_part_of_itself(ada: Person) -> None:
    top = await new_goal(ada)
    middle = await new_goal(ada, parent_id=top["id"])
    bottom = await new_goal(ada, parent_id=middle["id"])

    for below in (top, middle, bottom):
        refused = await change(ada, f"/goals/{top['id']}", 409, parent_id=below["id"])
        assert refused["type"] == "/problems/goal-cycle"
    moved = await change(ada, f"/goals/{bottom['id']}", parent_id=top["id"])
    assert moved["parent_id"] == top["id"]


async def test_only_its_person_says_that_a_goal_is_achieved(ada: Person) -> None:
    goal, task = await new_goal(ada), await new_task(ada)
    await link(ada, goal, task)
    await complete(ada, task)
    assert await kept(ada, goal) == 100
    assert (await ada.get(f"/goals/{goal['id']}"))["status"] == "active"
    await change(ada, f"/goals/{goal['id']}", 422, status="achieved")

    criterion = await ada.make(f"/goals/{goal['id']}/criteria", text="In an hour")
    refused = await ada.http.post(f"/api/v1/goals/{goal['id']}/achieve", json={})
    assert (refused.status_code, refused.json()["open_criteria"]) == (409, 1)

    achieved = await act(ada, f"/goals/{goal['id']}/achieve", confirm=True)
    assert (achieved["status"], achieved["health"]) == ("achieved", None)
    assert datetime.fromisoformat(achieved["achieved_at"]) == MONDAY_MORNING
    assert achieved["progress_pct"] == pytest.approx(100 * 30 / 70, abs=0.05)
    refused_change = await change(ada, f"/goals/{goal['id']}", 409, status="paused")
    assert refused_change["type"] == "/problems/goal-achieved"

    again = await act(ada, f"/goals/{goal['id']}/reopen")
    assert (again["status"], again["achieved_at"]) == ("active", None)
    await act(ada, f"/goals/{goal['id']}/criteria/{criterion['id']}/complete")
    done = await ada.http.post(f"/api/v1/goals/{goal['id']}/achieve", json={})
    assert done.status_code == 200


async def test_a_progress_by_hand_holds_until_something_happens(ada: Person) -> None:
    goal, first, second = await new_goal(ada), await new_task(ada), await new_task(ada)
    await link(ada, goal, first)
    await link(ada, goal, second)

    shown = await act(ada, f"/goals/{goal['id']}/override", pct=80, reason="Most was done before.")
    assert (shown["progress_pct"], shown["basis"], shown["computed_pct"]) == (80, "manual", 0)
    assert shown["override"] == {"pct": 80, "reason": "Most was done before.", "until": None}
    await ada.make(f"/goals/{goal['id']}/notes", text="Still true.")
    assert await kept(ada, goal) == 80

    await complete(ada, first)
    assert await kept(ada, goal) == 50
    assert (await ada.get(f"/goals/{goal['id']}"))["progress_mode"] == "auto"


async def test_a_progress_by_hand_can_hold_to_a_day(ada: Person, clock: FixedClock) -> None:
    goal, task = await new_goal(ada), await new_task(ada)
    await link(ada, goal, task)
    for wrong in ("2026-11-22", "2026-12-24"):
        body = {"pct": 80, "reason": "Seen.", "until": wrong}
        answer = await ada.http.post(f"/api/v1/goals/{goal['id']}/override", json=body)
        assert answer.json()["errors"][0]["pointer"] == "/until"
    await act(ada, f"/goals/{goal['id']}/override", pct=80, reason="Seen.", until="2026-11-24")

    await complete(ada, task)
    assert await kept(ada, goal) == 80
    # Tuesday ends in Berlin at 23:00 UTC.
    await wait(ada, clock, MONDAY_MORNING + timedelta(hours=37, minutes=59))
    assert (await ada.get(f"/goals/{goal['id']}/progress"))["basis"] == "manual"
    await wait(ada, clock, MONDAY_MORNING + timedelta(hours=38))
    assert (await ada.get(f"/goals/{goal['id']}/progress"))["progress_pct"] == 100


async def test_a_progress_by_hand_can_be_taken_back(ada: Person) -> None:
    goal = await new_goal(ada)
    unreasoned = await ada.http.post(f"/api/v1/goals/{goal['id']}/override", json={"pct": 80})
    assert unreasoned.status_code == 422
    await act(ada, f"/goals/{goal['id']}/override", pct=80, reason="Seen.")
    for _ in range(2):
        await remove(ada, f"/goals/{goal['id']}/override")
    assert await kept(ada, goal) is None


async def test_the_newest_remark_tells_progress_while_nothing_else_does(ada: Person) -> None:
    goal = await new_goal(ada)
    path = f"/goals/{goal['id']}/notes"
    await ada.make(path, text="Well begun", progress_pct=30)
    early = await ada.make(path, text="Before", on_date="2026-11-01", progress_pct=10)
    await ada.make(path, text="No number")
    assert await kept(ada, goal) == 30
    assert (await ada.get(f"/goals/{goal['id']}/progress"))["basis"] == "note"
    listed = await ada.get(path)
    assert [note["text"] for note in listed["items"]] == ["No number", "Well begun", "Before"]
    assert listed["items"][0]["on_date"] == "2026-11-23"

    await change(ada, f"{path}/{early['id']}", on_date="2026-11-24")
    assert await kept(ada, goal) == 10
    await remove(ada, f"{path}/{early['id']}")
    assert await kept(ada, goal) == 30
    await ada.make(f"/goals/{goal['id']}/criteria", text="In an hour")
    assert await kept(ada, goal) == 0


async def test_pace_and_health_follow_the_time_that_passes(ada: Person, clock: FixedClock) -> None:
    goal = await new_goal(ada, start_date="2026-11-13", target_date="2026-12-03")
    criterion = await ada.make(f"/goals/{goal['id']}/criteria", text="In an hour")
    await ada.make(f"/goals/{goal['id']}/criteria", text="In a race")

    progress = await ada.get(f"/goals/{goal['id']}/progress")
    assert (progress["expected_pct"], progress["status"], progress["days_left"]) == (50, "behind", 10)
    assert progress["health"]["parts"]["schedule"] == 0
    assert progress["health"]["parts"]["structure"] == 0.5

    await act(ada, f"/goals/{goal['id']}/criteria/{criterion['id']}/complete")
    shown = await ada.get(f"/goals/{goal['id']}")
    assert (shown["progress_pct"], shown["health"]) == (50, "on_track")
    assert await titles(ada, health="on_track") == ["Run ten kilometres"]
    await change(ada, f"/goals/{goal['id']}", target_date="2026-12-23")
    assert (await ada.get(f"/goals/{goal['id']}"))["health"] == "ahead"

    await wait(ada, clock, MONDAY_MORNING + timedelta(days=8))
    assert (await ada.get(f"/goals/{goal['id']}/progress"))["status"] == "dormant"
    await change(ada, f"/goals/{goal['id']}", status="paused")
    paused = await ada.get(f"/goals/{goal['id']}/progress")
    assert (paused["status"], paused["health"], paused["progress_pct"]) == (None, None, 50)


async def test_each_day_leaves_one_snapshot(ada: Person, database: Database, clock: FixedClock) -> None:
    goal, empty = await new_goal(ada), await new_goal(ada, title="Empty")
    tasks = [await new_task(ada) for _ in range(8)]
    for task in tasks:
        await link(ada, goal, task)
    for day in range(6):
        await complete(ada, tasks[day])
        await wait(ada, clock, MONDAY_MORNING + timedelta(days=day, hours=14, minutes=30))
        for made in (2, 0):
            async with database.work(ada.id) as work:
                assert await snapshot_goals(work, await person(work)) == made

    page = await ada.get(f"/goals/{goal['id']}/snapshots")
    assert page["total"] == 6
    assert [(item["local_date"], item["progress_pct"]) for item in page["items"][:2]] == [
        ("2026-11-28", 75),
        ("2026-11-27", 62.5),
    ]
    progress = await ada.get(f"/goals/{goal['id']}/progress")
    assert progress["velocity"] == 12.5
    since = await ada.get(f"/goals/{empty['id']}/snapshots", since="2026-11-27", page_size=1)
    assert (since["total"], since["items"][0]["progress_pct"]) == (2, None)


async def test_the_activity_tells_what_happened_to_a_goal_and_its_parts(ada: Person, ben: Person) -> None:
    goal, task = await new_goal(ada), await new_task(ada)
    criterion = await ada.make(f"/goals/{goal['id']}/criteria", text="In an hour")
    await link(ada, goal, task)
    await act(ada, f"/goals/{goal['id']}/criteria/{criterion['id']}/complete")
    await new_goal(ada, title="Another")

    first = await ada.get(f"/goals/{goal['id']}/activity", limit=3)
    rest = await ada.get(f"/goals/{goal['id']}/activity", cursor=first["next_cursor"])

    told = [(item["entity_kind"], item["action"]) for item in first["items"] + rest["items"]]
    assert told == [
        ("goal", "recompute"),
        ("goal_criterion", "complete"),
        ("goal_link", "create"),
        ("goal", "recompute"),
        ("goal_criterion", "create"),
        ("goal", "create"),
    ]
    assert first["items"][0]["changes"]["progress_pct"] == [0, 57.1]
    assert first["items"][0]["actor_id"] == str(ada.id)
    assert (await ben.http.get(f"/api/v1/goals/{goal['id']}/activity")).status_code == 404


async def test_parts_belong_to_their_goal(ada: Person) -> None:
    goal, other = await new_goal(ada), await new_goal(ada)
    criterion = await ada.make(f"/goals/{goal['id']}/criteria", text="In an hour")
    wrong = f"/api/v1/goals/{other['id']}/criteria/{criterion['id']}"

    assert (await ada.http.patch(wrong, json={"text": "x"})).status_code == 404
    assert (await ada.http.delete(wrong)).status_code == 404
    assert (await ada.http.post(f"{wrong}/complete")).status_code == 404
    assert (await ada.get(f"/goals/{other['id']}/criteria"))["total"] == 0


async def test_a_goal_that_was_changed_in_the_meantime_is_not_overwritten(ada: Person) -> None:
    goal = await new_goal(ada)
    await change(ada, f"/goals/{goal['id']}", title="Newer")
    for body in ({"title": "Older"}, {"status": "paused"}):
        stale = await ada.http.patch(f"/api/v1/goals/{goal['id']}", json=body, headers={"If-Match": '"1"'})
        assert stale.status_code == 412
    shown = await ada.get(f"/goals/{goal['id']}")
    assert (shown["title"], shown["status"]) == ("Newer", "active")
