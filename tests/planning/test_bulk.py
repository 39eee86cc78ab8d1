"""One action on many tasks: all of them or none."""

import asyncio
from typing import Any
from uuid import uuid4

import pytest

from cairn.kit.db.work import Database
from tests.fixtures.application import Person
from tests.planning.steps import balance, complete, new_project, post, titles


async def several(person: Person, number: int = 3, **body: Any) -> list[str]:
    """Add tasks and return their ids."""
    return [(await person.make("/tasks", title=f"T{n}", **body))["id"] for n in range(number)]


async def bulk(person: Person, action: str, ids: list[str], status: int = 200, **body: Any) -> dict[str, Any]:
    """Do something with many tasks."""
    return await post(person, "/tasks/bulk", status, action=action, ids=ids, **body)


async def column(person: Person, name: str, **query: Any) -> list[Any]:
    """Return one field of every task, in the order of the titles."""
    page = await person.get("/tasks", sort="title", **query)
    return [task[name] for task in page["items"]]


async def test_complete_and_reopen(ada: Person) -> None:
    ids = await several(ada, story_points=1)
    await complete(ada, {"id": ids[1]})

    done = await bulk(ada, "complete", [*ids, ids[0]])
    assert done == {
        "changed_ids": [ids[0], ids[2]],
        "unchanged_ids": [ids[1]],
        "points": 48,
        "next_task_ids": [],
    }
    assert await balance(ada) == 72
    back = await bulk(ada, "reopen", ids)
    assert (back["changed_ids"], back["points"]) == (ids, -72)
    assert await balance(ada) == 0


async def test_series_go_on(ada: Person) -> None:
    ids = await several(ada, 2, recurrence_rule="FREQ=DAILY", due_date="2026-11-23")
    done = await bulk(ada, "complete", ids)
    assert len(done["next_task_ids"]) == 2
    assert await column(ada, "due_date", open=True) == ["2026-11-24"] * 2


async def test_move(ada: Person, database: Database) -> None:
    project = await new_project(database, ada)
    ids = await several(ada)
    await bulk(ada, "move", ids[:2], to={"project_id": project})
    assert await column(ada, "project_id") == [project, project, None]
    again = await bulk(ada, "move", ids, to={"project_id": project})
    assert again["changed_ids"] == ids[2:]
    await bulk(ada, "move", ids, to={"project_id": None})
    assert await column(ada, "project_id") == [None] * 3


async def test_reschedule_keeps_each_time_of_day(ada: Person) -> None:
    plain = await several(ada, 1)
    timed = await ada.make("/tasks", title="Timed", due_at="2026-11-24T08:15:00+01:00")
    await bulk(
        ada, "reschedule", [*plain, timed["id"]], to={"due_date": "2027-06-01", "scheduled_for": "2027-05-31"}
    )
    assert await column(ada, "due_date") == ["2027-06-01"] * 2
    assert await column(ada, "scheduled_for") == ["2027-05-31"] * 2
    assert await column(ada, "due_at") == [None, "2027-06-01T06:15:00+00:00"]


async def test_prioritise_and_tag(ada: Person) -> None:
    ids = await several(ada, 2, tags=["Old", "both"])
    await bulk(ada, "prioritise", ids, priority=1)
    assert await column(ada, "priority") == [1, 1]
    await bulk(ada, "tag", ids, add=["BOTH", "new"], remove=["old"])
    assert await column(ada, "tags") == [["both", "new"]] * 2
    unchanged = await bulk(ada, "tag", ids, add=["both"])
    assert unchanged["unchanged_ids"] == ids


async def test_archive_delete_restore(ada: Person) -> None:
    ids = await several(ada)
    await bulk(ada, "archive", ids[:2])
    await bulk(ada, "delete", ids[1:])
    assert await titles(ada) == []
    assert len(await titles(ada, archived=True)) == 1
    assert len(await titles(ada, deleted=True)) == 2
    await bulk(ada, "restore", ids)
    assert len(await titles(ada)) == 3


@pytest.mark.parametrize("action", ["complete", "archive", "delete", "restore"])
async def test_one_unknown_task_and_nothing_happens(ada: Person, ben: Person, action: str) -> None:
    ids = await several(ada)
    foreign = (await several(ben, 1))[0]
    before = await ada.get("/tasks")

    problem = await bulk(ada, action, [ids[0], foreign, ids[1], str(uuid4())], 422)

    assert [error["pointer"] for error in problem["errors"]] == ["/ids/1", "/ids/3"]
    assert await ada.get("/tasks") == before
    assert await balance(ada) == 0


async def test_one_refusal_and_nothing_happens(ada: Person) -> None:
    ids = await several(ada, 2)
    full = await ada.make("/tasks", title="Z", tags=[f"t{n}" for n in range(50)])
    await bulk(ada, "tag", [*ids, full["id"]], 422, add=["one more"])
    await bulk(ada, "move", [*ids, full["id"]], 422, to={"area_id": str(uuid4())})
    assert await column(ada, "tags", priority=3) == [[], [], full["tags"]]
    assert await column(ada, "version") == [1, 1, 1]


async def test_two_at_once_in_opposite_order_do_not_block_each_other(ada: Person) -> None:
    ids = await several(ada, 6, story_points=1)
    answers = await asyncio.gather(bulk(ada, "complete", ids), bulk(ada, "complete", ids[::-1]))
    assert sorted(answer["points"] for answer in answers) == [0, 144]
    assert await balance(ada) == 144


@pytest.mark.parametrize(
    "body",
    [
        {"action": "complete", "ids": []},
        {"action": "complete", "ids": ["x"]},
        {"action": "explode", "ids": [str(uuid4())]},
        {"action": "move", "ids": [str(uuid4())], "to": {}},
        {"action": "complete", "ids": [str(uuid4())], "priority": 1},
        {"action": "complete", "ids": [str(uuid4()) for _ in range(501)]},
    ],
)
async def test_what_is_not_understood_is_refused(ada: Person, body: dict[str, Any]) -> None:
    answer = await ada.http.post("/api/v1/tasks/bulk", json=body)
    assert answer.status_code == 422, answer.text
