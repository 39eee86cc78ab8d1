"""Projects, their completion and their health (P-17, A-06)."""

import asyncio
from datetime import timedelta
from typing import Any

import pytest

from cairn.kit.clock import FixedClock
from tests.fixtures.application import Person


async def _alignment(person: Person) -> int:
    balance: int = (await person.get("/wallet"))["alignment"]["balance"]
    return balance


async def _area(person: Person, importance: int) -> str:
    area_id: str = (await person.make("/areas", name="Craft", importance=importance))["id"]
    return area_id


@pytest.mark.parametrize(
    ("priority", "importance", "earned"), [(3, None, 50), (2, None, 75), (1, 4, 75), (4, 5, 100), (1, 5, 125)]
)
async def test_completing_earns_alignment_and_reopening_takes_it_back(
    ada: Person, priority: int, importance: int | None, earned: int
) -> None:
    area_id = await _area(ada, importance) if importance else None
    project = await ada.make("/projects", name="Shed", priority=priority, area_id=area_id)
    path = f"/api/v1/projects/{project['id']}"

    done = (await ada.http.post(f"{path}/complete")).json()
    assert (done["status"], done["earned_alignment"]) == ("completed", earned)
    assert done["completed_at"] is not None
    again = (await ada.http.post(f"{path}/complete")).json()
    assert (again["earned_alignment"], again["version"]) == (earned, done["version"])
    assert await _alignment(ada) == earned

    opened = (await ada.http.post(f"{path}/reopen")).json()
    assert (opened["status"], opened["completed_at"], opened["taken_back_alignment"]) == (
        "active",
        None,
        earned,
    )
    assert await _alignment(ada) == 0
    assert (await ada.http.post(f"{path}/reopen")).json()["taken_back_alignment"] == 0

    assert (await ada.http.post(f"{path}/complete")).json()["earned_alignment"] == earned
    assert await _alignment(ada) == earned


async def test_completing_by_patch_is_the_same(ada: Person) -> None:
    project = await ada.make("/projects", name="Shed", priority=4)
    path = f"/api/v1/projects/{project['id']}"
    done = await ada.http.patch(path, json={"status": "completed", "priority": 2})
    assert done.json()["completed_at"] is not None
    assert await _alignment(ada) == 75
    renamed = await ada.http.patch(path, json={"name": "Hut", "status": "completed"})
    assert (renamed.json()["name"], await _alignment(ada)) == ("Hut", 75)
    opened = await ada.http.patch(path, json={"status": "on_hold"})
    assert (opened.json()["status"], opened.json()["completed_at"]) == ("on_hold", None)
    assert await _alignment(ada) == 0
    stale = await ada.http.patch(path, json={"status": "completed"}, headers={"If-Match": '"1"'})
    assert (stale.status_code, await _alignment(ada)) == (412, 0)


async def test_two_completions_at_once_earn_once(ada: Person) -> None:
    project = await ada.make("/projects", name="Shed")
    path = f"/api/v1/projects/{project['id']}/complete"
    answers = await asyncio.gather(*(ada.http.post(path) for _ in range(4)))
    assert {answer.json()["earned_alignment"] for answer in answers} == {50}
    assert await _alignment(ada) == 50


async def test_a_new_project_is_not_completed(ada: Person) -> None:
    answer = await ada.http.post("/api/v1/projects", json={"name": "Shed", "status": "completed"})
    assert answer.status_code == 422


async def test_projects_are_listed_and_found(ada: Person, ben: Person) -> None:
    late = await ada.make("/projects", name="Late garden", due_date="2026-12-24")
    soon = await ada.make("/projects", name="Soon", due_date="2026-12-01", status="planning")
    await ada.make("/projects", name="Undated")
    by_due = (await ada.get("/projects", sort="due"))["items"]
    assert [row["name"] for row in by_due] == ["Soon", "Late garden", "Undated"]
    assert [row["id"] for row in (await ada.get("/projects", q="GARDEN"))["items"]] == [late["id"]]
    assert [row["id"] for row in (await ada.get("/projects", status="planning"))["items"]] == [soon["id"]]
    assert (await ben.get("/projects"))["total"] == 0


async def test_a_project_of_somebody_else_is_not_there(ada: Person, ben: Person) -> None:
    project = await ada.make("/projects", name="Shed")
    path = f"/api/v1/projects/{project['id']}"
    for answer in (
        await ben.http.get(path),
        await ben.http.get(f"{path}/health"),
        await ben.http.patch(path, json={"status": "completed"}),
        await ben.http.post(f"{path}/complete"),
        await ben.http.post(f"{path}/reopen"),
        await ben.http.post(f"{path}/archive"),
        await ben.http.delete(path),
    ):
        assert answer.status_code == 404
    area_id = await _area(ben, 3)
    assert (await ada.http.patch(path, json={"area_id": area_id})).status_code == 422
    wrong = await ada.http.patch(path, json={"start_date": "2026-12-02", "due_date": "2026-12-01"})
    assert wrong.status_code == 422


async def _health(person: Person, project: dict[str, Any]) -> Any:
    return await person.get(f"/projects/{project['id']}/health")


async def test_health_of_an_empty_project_is_unknown(ada: Person) -> None:
    health = await _health(ada, await ada.make("/projects", name="Shed", due_date="2026-12-24"))
    assert (health["score"], health["band"], health["colour"]) == (None, None, None)
    assert set(health["parts"].values()) == {None}
    assert health["sample"]["tasks"] == 0
    assert health["sample"]["last_activity_at"] is None


async def test_health_shows_its_parts_and_sample(ada: Person, clock: FixedClock) -> None:
    # Ten of twenty days have passed on 23 November.
    project = await ada.make("/projects", name="Shed", start_date="2026-11-13", due_date="2026-12-03")
    described: list[dict[str, Any]] = [
        {"due_date": "2026-11-20", "story_points": 3, "estimate_minutes": 60},
        {"due_date": "2026-11-22"},
        {"due_date": "2026-12-01", "status": "blocked"},
        {"story_points": 5},
    ]
    tasks = [
        await ada.make("/tasks", title="Part", project_id=project["id"], **fields) for fields in described
    ]
    await ada.make(
        "/time-entries",
        entity_id=tasks[0]["id"],
        started_at="2026-11-23T08:00:00Z",
        ended_at="2026-11-23T08:30:00Z",
    )
    await ada.http.post(f"/api/v1/tasks/{tasks[0]['id']}/complete")
    clock.advance(timedelta(minutes=10))
    health = await _health(ada, project)
    # 3 of 3+1+1+5 points done / 10 of 20 days; 1 of 2 due is overdue; 1 blocked / max(3, 3/2).
    assert health["parts"] == pytest.approx(
        {
            "schedule": 0.6,
            "overdue": 0.5,
            "blockers": 1 - 1 / 3,
            "activity": 2 ** (-(10 / 1440) / 10),
            "scope": None,
            "estimates": 0.5,
        }
    )
    parts, weights = health["parts"], health["weights"]
    known = [name for name, value in parts.items() if value is not None]
    mean = sum(weights[n] * parts[n] for n in known) / sum(weights[n] for n in known)
    assert health["score"] == pytest.approx(100 * mean, abs=1e-5)
    assert (health["band"], health["colour"]) == ("stable", "yellow")
    assert health["sample"] == {
        "tasks": 4,
        "open_tasks": 3,
        "blocked_tasks": 1,
        "due_to_date": 2,
        "overdue": 1,
        "open_14_days_ago": None,
        "added_in_14_days": 4,
        "estimated_tasks": 1,
        "last_activity_at": "2026-11-23T09:00:00Z",
    }


async def test_scope_counts_what_was_added_to_an_older_project(ada: Person, clock: FixedClock) -> None:
    now = clock.now()
    clock.advance(timedelta(days=-20))
    project = await ada.make("/projects", name="Shed")
    for n in range(4):
        await ada.make("/tasks", title=f"Old {n}", project_id=project["id"])
    clock.advance(now - clock.now())
    await ada.make("/tasks", title="New", project_id=project["id"])
    health = await _health(ada, project)
    assert health["parts"]["scope"] == pytest.approx(0.75)
    assert (health["sample"]["open_14_days_ago"], health["sample"]["added_in_14_days"]) == (4, 1)
