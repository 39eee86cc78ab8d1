"""Lists of tasks: filters, sorts, search, pages (P-07)."""

from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from cairn.kit.clock import FixedClock
from cairn.kit.db.work import Database
from tests.fixtures.application import Person
from tests.planning.steps import complete, new_project, patch, post, titles, wait


async def test_filters(ada: Person, database: Database) -> None:
    area = await ada.make("/areas", name="Home", slug="home")
    other = await ada.make("/areas", name="Other", slug="other")
    project = await new_project(database, ada, area_id=area["id"])
    yesterday, tomorrow = "2026-11-22", "2026-11-24"
    a = await ada.make("/tasks", title="A", project_id=project, due_date=yesterday, priority=1)
    await ada.make("/tasks", title="B", area_id=area["id"], due_date="2026-11-23", priority=2)
    await ada.make("/tasks", title="C", project_id=project, area_id=other["id"], scheduled_for=tomorrow)
    await ada.make("/tasks", title="D", due_date=tomorrow, scheduled_for=yesterday, status="in_progress")
    done = await ada.make("/tasks", title="E", due_date=yesterday, parent_id=a["id"], project_id=None)
    await complete(ada, done)
    await post(ada, f"/tasks/{a['id']}/dependencies", 201, blocked_by_id=done["id"])
    blocker = (await ada.get("/tasks", q="d"))["items"][0]
    await post(ada, f"/tasks/{a['id']}/dependencies", 201, blocked_by_id=blocker["id"])

    expected: list[tuple[dict[str, Any], str]] = [
        ({}, "ABCDE"),
        ({"status": ["done", "in_progress"]}, "DE"),
        ({"open": True}, "ABCD"),
        ({"open": False}, "E"),
        ({"project_id": project}, "AC"),
        ({"area_id": area["id"]}, "AB"),
        ({"area_id": other["id"]}, "C"),
        ({"parent_id": a["id"]}, "E"),
        ({"priority": [1, 2]}, "AB"),
        ({"due_on": "2026-11-23"}, "B"),
        ({"due_before": "2026-11-23"}, "AE"),
        ({"due_after": "2026-11-23"}, "D"),
        ({"overdue": True}, "A"),
        ({"overdue": False}, "BCDE"),
        ({"no_due": True}, "C"),
        ({"no_due": False}, "ABDE"),
        ({"scheduled_on": tomorrow}, "C"),
        ({"scheduled_before": tomorrow}, "D"),
        ({"ready": True}, "BCDE"),
        ({"ready": False}, "A"),
        ({"area_id": area["id"], "priority": [2], "open": True}, "B"),
    ]
    for query, names in expected:
        assert sorted(await titles(ada, **query)) == list(names), query


async def test_overdue_counts_the_persons_days(
    new_person: Callable[..., Awaitable[Person]], clock: FixedClock
) -> None:
    owl = await new_person(timezone="Europe/Berlin", day_start_hour=4)
    await owl.make("/tasks", title="Today's", due_date="2026-11-23")
    await wait(owl, clock, datetime(2026, 11, 24, 2, 30, tzinfo=UTC))
    assert await titles(owl, overdue=True) == []
    await wait(owl, clock, datetime(2026, 11, 24, 3, 30, tzinfo=UTC))
    assert await titles(owl, overdue=True) == ["Today's"]


@pytest.mark.parametrize(
    ("sort", "order"),
    [
        ("due", "BDAC"),
        ("priority", "CBDA"),
        ("created", "DCBA"),
        ("title", "ABCD"),
        ("position", "DCBA"),
        ("updated", "ADCB"),
        ("completed", "BDCA"),
    ],
)
async def test_sorts(ada: Person, clock: FixedClock, sort: str, order: str) -> None:
    due = {"A": "2026-12-03", "B": "2026-12-01", "D": "2026-12-02"}
    priority = {"A": 4, "B": 2, "C": 1, "D": 3}
    made = {}
    for place, name in enumerate("ABCD"):
        clock.advance(timedelta(seconds=1))
        made[name] = await ada.make(
            "/tasks", title=name, due_date=due.get(name), priority=priority[name], position=9 - place
        )
    clock.advance(timedelta(seconds=1))
    if sort == "updated":
        await patch(ada, made["A"], energy_needed=1)
    if sort == "completed":
        await complete(ada, made["B"])
    assert await titles(ada, sort=sort) == list(order)


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("plan", True),
        ("PLA", True),
        ("writ pl", True),
        ("numbers", True),
        ("e-mail", True),
        ("mail", True),
        ("example", True),
        ("report", True),
        ("don't", True),
        ("zürich", True),
        ("ZÜR", True),
        ("lan", False),
        ("plan office", False),
        ("!!!", False),
        ("' | 'x", False),
    ],
)
async def test_words_are_found_by_their_beginnings(ada: Person, words: str, found: bool) -> None:  # noqa: FBT001
    await ada.make(
        "/tasks",
        title="Write the plan to anna@example.org, don't e-mail Zürich",
        description="With numbers: fix/bug-report.txt",
    )
    assert len(await titles(ada, q=words)) == found


@pytest.mark.parametrize(
    "words",
    ["'", "''", "\\", "a\\", "a & b", "(((", "a:*", "<->", "!a", "🎉", "\u202e", "a" * 200, "%", "\\'"],
)
async def test_no_words_break_the_search(ada: Person, words: str) -> None:
    await ada.http.post("/api/v1/tasks", json={"title": f"x {words}"})
    answer = await ada.http.get("/api/v1/tasks", params={"q": words})
    assert answer.status_code == 200, answer.text


async def test_pages(ada: Person) -> None:
    for number in range(5):
        await ada.make("/tasks", title=str(number))
    second = await ada.get("/tasks", sort="title", page=2, page_size=2)
    assert [task["title"] for task in second["items"]] == ["2", "3"]
    assert (second["total"], second["page"], second["page_size"]) == (5, 2, 2)
    assert (await ada.http.get("/api/v1/tasks", params={"page_size": 301})).status_code == 422


async def test_lists_are_ones_own(ada: Person, ben: Person) -> None:
    task = await ada.make("/tasks", title="Hers")
    assert await titles(ben) == []
    for method in ("GET", "DELETE"):
        assert (await ben.http.request(method, f"/api/v1/tasks/{task['id']}")).status_code == 404
    await patch(ben, task, 404, title="His")
