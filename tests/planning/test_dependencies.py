"""What waits for what (P-08, PX-8): never in a circle."""

import asyncio
from itertools import pairwise
from typing import Any

import pytest

from tests.fixtures.application import Person
from tests.planning.steps import complete, post, reopen


async def wait_for(
    person: Person, task: dict[str, Any], blocker: dict[str, Any], status: int = 201
) -> dict[str, Any]:
    """Let a task wait for another."""
    return await post(person, f"/tasks/{task['id']}/dependencies", status, blocked_by_id=blocker["id"])


async def chain(person: Person, length: int) -> list[dict[str, Any]]:
    """Add tasks of which each waits for the next one."""
    tasks = [await person.make("/tasks", title=f"T{n}") for n in range(length)]
    for task, blocker in pairwise(tasks):
        await wait_for(person, task, blocker)
    return tasks


async def test_a_task_waits_until_its_blocker_is_closed(ada: Person) -> None:
    roof = await ada.make("/tasks", title="Roof")
    walls = await ada.make("/tasks", title="Walls")

    both = await wait_for(ada, roof, walls)

    shown = {"id": walls["id"], "title": "Walls", "status": "todo", "is_open": True}
    assert both == {"blocked_by": [shown], "blocks": []}
    assert (await ada.get(f"/tasks/{walls['id']}/dependencies"))["blocks"][0]["id"] == roof["id"]
    waiting = await ada.get(f"/tasks/{roof['id']}")
    assert (waiting["is_ready"], waiting["blocked_by"], waiting["status"]) == (False, [walls["id"]], "todo")

    await complete(ada, walls)
    free = await ada.get(f"/tasks/{roof['id']}")
    assert (free["is_ready"], free["blocked_by"]) == (True, [])
    await reopen(ada, walls)
    assert (await ada.get(f"/tasks/{roof['id']}"))["is_ready"] is False

    await ada.http.delete(f"/api/v1/tasks/{walls['id']}")
    assert (await ada.get(f"/tasks/{roof['id']}"))["is_ready"] is True, "the trash holds up nothing"
    assert (await ada.get(f"/tasks/{roof['id']}/dependencies"))["blocked_by"] == []


async def test_a_second_time_changes_nothing(ada: Person) -> None:
    roof, walls = await chain(ada, 2)
    assert len((await wait_for(ada, roof, walls))["blocked_by"]) == 1
    history = await ada.get(f"/tasks/{roof['id']}/history")
    assert [event["action"] for event in history["items"]] == ["add_dependency", "create"]


async def test_removing(ada: Person) -> None:
    roof, walls = await chain(ada, 2)
    path = f"/api/v1/tasks/{roof['id']}/dependencies/{walls['id']}"
    assert (await ada.http.delete(path)).status_code == 204
    assert (await ada.http.delete(path)).status_code == 404
    assert (await ada.get(f"/tasks/{roof['id']}"))["is_ready"] is True


@pytest.mark.parametrize("length", [1, 2, 3, 6])
async def test_a_cycle_is_refused_and_named(ada: Person, length: int) -> None:
    tasks = await chain(ada, length)

    problem = await wait_for(ada, tasks[-1], tasks[0], 409)

    assert problem["type"] == "/problems/dependency-cycle"
    ids = [task["id"] for task in tasks]
    assert problem["path"] == [ids[-1], *ids]
    assert (await ada.get(f"/tasks/{ids[-1]}/dependencies"))["blocked_by"] == []


async def test_a_diamond_is_no_cycle(ada: Person) -> None:
    top, left, right, bottom = [await ada.make("/tasks", title=name) for name in "TLRB"]
    for task, blocker in ((top, left), (top, right), (left, bottom), (right, bottom), (top, bottom)):
        await wait_for(ada, task, blocker)
    problem = await wait_for(ada, bottom, top, 409)
    assert problem["path"] == [bottom["id"], top["id"], bottom["id"]], "the shortest way"


async def test_a_cycle_through_the_trash_is_one_too(ada: Person) -> None:
    """What lies in the trash can come back."""
    first, second, third = await chain(ada, 3)
    await ada.http.delete(f"/api/v1/tasks/{second['id']}")
    await wait_for(ada, third, first, 409)


async def test_of_two_edges_that_close_a_cycle_together_one_is_refused(ada: Person) -> None:
    """Neither transaction sees the edge of the other."""
    for _ in range(5):
        a, b, c = await chain(ada, 3)
        others = [await ada.make("/tasks", title="Other") for _ in range(2)]
        await wait_for(ada, others[0], others[1])

        async def add(task: dict[str, Any], blocker: dict[str, Any]) -> int:
            body = {"blocked_by_id": blocker["id"]}
            answer = await ada.http.post(f"/api/v1/tasks/{task['id']}/dependencies", json=body)
            return answer.status_code

        answers = await asyncio.gather(add(c, others[0]), add(others[1], a), add(b, others[1]))
        assert sorted(answers) == [201, 201, 409] or sorted(answers) == [201, 409, 409]


async def test_of_two_parents_that_close_a_cycle_together_one_is_refused(ada: Person) -> None:
    for _ in range(5):
        a, b = await ada.make("/tasks", title="A"), await ada.make("/tasks", title="B")

        async def put(task: dict[str, Any], parent: dict[str, Any]) -> int:
            answer = await ada.http.patch(f"/api/v1/tasks/{task['id']}", json={"parent_id": parent["id"]})
            return answer.status_code

        assert sorted(await asyncio.gather(put(a, b), put(b, a))) == [200, 409]


async def test_dependencies_are_ones_own(ada: Person, ben: Person) -> None:
    hers, his = await ada.make("/tasks", title="Hers"), await ben.make("/tasks", title="His")
    problem = await wait_for(ada, hers, his, 422)
    assert problem["errors"][0]["pointer"] == "/blocked_by_id"
    await wait_for(ben, hers, his, 404)
    assert (await ben.http.get(f"/api/v1/tasks/{hers['id']}/dependencies")).status_code == 404
