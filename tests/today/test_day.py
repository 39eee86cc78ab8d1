"""The ranked day over HTTP: candidates, order, reasons, capacity (A-05, A-08, A-09, AX-8, AX-20)."""

from typing import Any

import pytest

from cairn.kit.db.work import Database
from tests.fixtures.application import Person
from tests.goals.steps import act, change, complete, link, new_goal, new_task


async def day(person: Person, **query: Any) -> dict[str, Any]:
    answer: dict[str, Any] = await person.get("/today", **query)
    return answer


def titles(answer: dict[str, Any]) -> list[str]:
    return [item["task"]["title"] for item in answer["items"]]


async def test_the_day_of_somebody_without_tasks_is_empty(ada: Person) -> None:
    answer = await day(ada)

    assert (answer["items"], answer["blocked"], answer["done_today"]) == ([], [], [])
    assert (answer["date"], answer["timezone"], answer["preset"]) == (
        "2026-11-23",
        "Europe/Berlin",
        "balance",
    )
    assert answer["capacity"] == {
        "planned_minutes": 360,
        "committed_minutes": 0,
        "fits": 0,
        "fits_minutes": 0,
        "over_minutes": 0,
    }
    assert answer["points_today"] == 0


async def test_contributions_sum_to_the_score(ada: Person) -> None:
    area = await ada.make("/areas", name="Body", slug="body", importance=5)
    project = await ada.make("/projects", name="Marathon", area_id=area["id"])
    goal = await new_goal(ada)
    await link(ada, goal, project["id"])
    task = await new_task(
        ada,
        title="Train",
        project_id=project["id"],
        due_date="2026-11-23",
        estimate_minutes=90,
        energy_needed=9,
        priority=1,
    )
    waiting = await new_task(ada, title="Race")
    await act(ada, f"/tasks/{waiting}/dependencies", 201, blocked_by_id=task)
    await new_task(ada, title="Some day", priority=4)

    answer = await day(ada)

    assert titles(answer) == ["Train", "Some day"]
    for place, item in enumerate(answer["items"], start=1):
        assert item["rank"] == place
        assert item["score"] == pytest.approx(0.5 + sum(c["contribution"] for c in item["contributions"]))
        assert item["score_pct"] == pytest.approx(100 * item["score"], abs=0.05)
        total = sum(part["weight"] for part in item["contributions"])
        for part in item["contributions"]:
            share = part["weight"] * (part["value_score"] - 0.5) / total
            assert part["contribution"] == pytest.approx(share)
            assert part["weight"] == answer["weights"][part["factor"]]
    first = answer["items"][0]
    values = {part["factor"]: part["value_score"] for part in first["contributions"]}
    assert (values["urgency"], values["momentum"], values["readiness"]) == (0.9, 1, 0.6)
    # A goal of priority 3 without a progress: its health is that of its structure and of what happened now.
    assert 0.4 < values["goal_coherence"] < 1
    assert first["why"].endswith(".")
    assert first["task"]["project_name"] == "Marathon"
    assert (first["task"]["area_name"], first["task"]["area_id"]) == ("Body", area["id"])


async def test_the_same_question_has_the_same_answer(ada: Person) -> None:
    for number in range(12):
        await new_task(ada, title=f"Task {number % 3}", priority=1 + number % 4, due_date="2026-11-25")
    assert await day(ada) == await day(ada)


async def test_a_blocked_task_is_listed_with_its_blocker_and_not_ranked(ada: Person) -> None:
    shop, cook = await new_task(ada, title="Shop"), await new_task(ada, title="Cook", due_date="2026-11-23")
    await act(ada, f"/tasks/{cook}/dependencies", 201, blocked_by_id=shop)
    held = await new_task(ada, title="Paint")
    await change(ada, f"/tasks/{held}", status="blocked", blocked_reason="It rains.")

    answer = await day(ada)

    assert titles(answer) == ["Shop"]
    assert "unblocks" in answer["items"][0]["why"].lower()
    assert answer["blocked_count"] == 2
    assert [(entry["task"]["title"], entry["reason"]) for entry in answer["blocked"]] == [
        ("Cook", None),
        ("Paint", "It rains."),
    ]
    assert answer["blocked"][0]["blocked_by"] == [{"id": shop, "title": "Shop"}]
    assert answer["blocked"][1]["blocked_by"] == []

    await complete(ada, shop)
    assert titles(await day(ada)) == ["Cook"]


async def test_only_what_can_be_begun_today_is_ranked(ada: Person) -> None:
    await new_task(ada, title="Plain")
    await new_task(ada, title="Planned for today", scheduled_for="2026-11-23")
    await new_task(ada, title="Planned for tomorrow", scheduled_for="2026-11-24")
    await new_task(ada, title="Backlog", status="backlog")
    await new_task(ada, title="Backlog, due", status="backlog", due_date="2026-11-23")
    await new_task(ada, title="Backlog, due later", status="backlog", due_date="2026-11-24")
    await new_task(ada, title="On hold", status="on_hold")
    gone = await new_task(ada, title="Gone")
    assert (await ada.http.delete(f"/api/v1/tasks/{gone}")).status_code == 204
    hidden = await new_task(ada, title="Hidden")
    await act(ada, f"/tasks/{hidden}/archive")
    done = await new_task(ada, title="Done")
    await complete(ada, done)

    answer = await day(ada)

    assert sorted(titles(answer)) == ["Backlog, due", "Plain", "Planned for today"]
    assert answer["candidate_count"] == 3
    assert [task["title"] for task in answer["done_today"]] == ["Done"]
    wallet = await ada.get("/wallet")
    assert answer["points_today"] == wallet["points"]["balance"] > 0

    await act(ada, f"/tasks/{done}/reopen")
    again = await day(ada)
    assert (again["done_today"], again["points_today"]) == ([], 0)


async def test_nobody_sees_or_moves_the_day_of_another(ada: Person, ben: Person) -> None:
    task = await new_task(ada, title="Mine", due_date="2026-11-20")
    before = await day(ada)
    project = await ben.make("/projects", name="His")
    for _ in range(3):
        await new_task(ben, title="His", project_id=project["id"])
    await new_goal(ben)
    await ben.http.patch("/api/v1/today/preferences", json={"preset": "focus"})

    assert await day(ada) == before
    assert set(titles(await day(ben))) == {"His"}
    answer = await ben.http.post("/api/v1/today/feedback", json={"task_id": task, "kind": "priority_right"})
    assert answer.status_code == 404


async def test_the_planned_minutes_are_filled_from_the_top(ada: Person) -> None:
    await ada.http.patch("/api/v1/me/profile", json={"planned_minutes": 60})
    await new_task(ada, title="Half", due_date="2026-11-20", priority=1, estimate_minutes=40)
    await new_task(ada, title="Too long", due_date="2026-11-22", priority=2, estimate_minutes=50)
    await new_task(ada, title="Short", priority=3, estimate_minutes=20, due_date="2026-12-20")

    answer = await day(ada)

    assert [(item["task"]["title"], item["fits_capacity"]) for item in answer["items"]] == [
        ("Half", True),
        ("Too long", False),
        ("Short", True),
    ]
    assert answer["capacity"] == {
        "planned_minutes": 60,
        "committed_minutes": 90,
        "fits": 2,
        "fits_minutes": 60,
        "over_minutes": 30,
    }
    assert answer["overdue_count"] == 2
    cut = await day(ada, limit=1)
    assert (titles(cut), cut["capacity"], cut["candidate_count"]) == (["Half"], answer["capacity"], 3)


async def test_time_that_was_spent_shortens_what_remains(ada: Person) -> None:
    task = await new_task(ada, title="Write", estimate_minutes=60)
    await ada.make(
        "/time-entries",
        entity_id=task,
        started_at="2026-11-23T08:00:00Z",
        ended_at="2026-11-23T08:25:00Z",
    )

    item = (await day(ada))["items"][0]

    assert (item["task"]["estimate_minutes"], item["task"]["remaining_minutes"]) == (60, 35)


async def test_the_last_timer_and_the_goals_speak_for_their_tasks(ada: Person) -> None:
    home = await ada.make("/areas", name="Home", slug="home-2")
    garden = await ada.make("/projects", name="Garden", area_id=home["id"])
    kitchen = await ada.make("/projects", name="Kitchen", area_id=home["id"])
    dig = await new_task(ada, title="Dig", project_id=garden["id"])
    await new_task(ada, title="Plant", project_id=garden["id"])
    await new_task(ada, title="Clean", project_id=kitchen["id"])
    await new_task(ada, title="Read")
    await ada.make(
        "/time-entries", entity_id=dig, started_at="2026-11-23T08:00:00Z", ended_at="2026-11-23T08:25:00Z"
    )
    urgent, calm = await new_goal(ada, priority=1), await new_goal(ada, priority=4)
    await link(ada, calm, garden["id"])
    await link(ada, urgent, dig)

    found = {
        item["task"]["title"]: {c["factor"]: c["value_score"] for c in item["contributions"]}
        for item in (await day(ada))["items"]
    }

    assert [found[title]["context"] for title in ("Dig", "Plant", "Clean", "Read")] == [1, 1, 0.6, 0.3]
    coherence = [found[title]["goal_coherence"] for title in ("Dig", "Plant", "Clean", "Read")]
    assert coherence[0] > coherence[1] > coherence[2] == coherence[3] == 0.2


async def test_more_than_a_hundred_are_refused(ada: Person) -> None:
    for query in ({"limit": 101}, {"limit": 0}, {"preset": "hurry"}, {"at": "2026-11-23"}):
        assert (await ada.http.get("/api/v1/today", params=query)).status_code == 422


async def test_the_number_of_statements_does_not_grow_with_the_tasks(ada: Person, database: Database) -> None:
    async def statements() -> int:
        database.trace = []
        await day(ada)
        found, database.trace = len(database.trace), None
        return found

    await new_task(ada)
    few = await statements()
    for number in range(30):
        project = await ada.make("/projects", name=f"Project {number}")
        await new_task(ada, project_id=project["id"])
    assert await statements() == few <= 12
