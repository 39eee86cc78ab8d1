"""Progress of goals over HTTP: from their sources, kept right with every change (P-11, PX-3 to PX-5)."""

import asyncio

import pytest

from tests.fixtures.application import Person
from tests.goals.steps import act, change, complete, kept, link, new_goal, new_task, remove


async def test_a_goal_without_sources_has_no_progress_and_says_what_to_do(ada: Person) -> None:
    goal = await new_goal(ada)

    progress = await ada.get(f"/goals/{goal['id']}/progress")

    assert (goal["progress_pct"], progress["progress_pct"], progress["basis"]) == (None, None, None)
    assert "criterion" in progress["message"]
    assert [part["value"] for part in progress["parts"]] == [None] * 5
    assert progress["health"] is None


async def test_a_goal_with_tasks_alone_can_be_three_quarters_done(ada: Person) -> None:
    goal = await new_goal(ada)
    tasks = [await new_task(ada) for _ in range(4)]
    for task in tasks:
        await link(ada, goal, task)
    for task in tasks[:3]:
        await complete(ada, task)

    assert await kept(ada, goal) == 75


async def test_criteria_and_tasks_count_by_their_weights(ada: Person) -> None:
    goal = await new_goal(ada)
    tasks = [await new_task(ada) for _ in range(4)]
    for task in tasks:
        await link(ada, goal, task)
    for task in tasks[:3]:
        await complete(ada, task)
    path = f"/goals/{goal['id']}/criteria"
    met = await ada.make(path, text="Ten kilometres")
    await ada.make(path, text="In an hour")
    await act(ada, f"{path}/{met['id']}/complete")

    assert await kept(ada, goal) == 60.7

    parts = {part["source"]: part for part in (await ada.get(f"/goals/{goal['id']}/progress"))["parts"]}
    assert parts["criteria"] == {"source": "criteria", "value": 0.5, "weight": 40, "done": 1, "total": 2}
    assert parts["tasks"] == {"source": "tasks", "value": 0.75, "weight": 30, "done": 3, "total": 4}
    assert (parts["metrics"]["value"], parts["habits"]["value"]) == (None, None)

    await change(ada, f"/goals/{goal['id']}", weights={"criteria": 0, "tasks": 10})
    assert await kept(ada, goal) == 75

    await act(ada, f"{path}/{met['id']}/reopen")
    await change(ada, f"/goals/{goal['id']}", weights=None)
    assert await kept(ada, goal) == pytest.approx(30 * 75 / 70, abs=0.05)


async def test_tasks_count_by_their_story_points(ada: Person) -> None:
    goal = await new_goal(ada)
    large, small = await new_task(ada, story_points=8), await new_task(ada)
    await link(ada, goal, large)
    await link(ada, goal, small)
    await complete(ada, small)
    assert await kept(ada, goal) == 11.1

    await change(ada, f"/tasks/{large}", story_points=3)
    assert await kept(ada, goal) == 25


async def test_every_change_of_a_linked_task_is_followed(ada: Person) -> None:
    goal = await new_goal(ada)
    first, second, third = [await new_task(ada) for _ in range(3)]
    for task in (first, second, third):
        await link(ada, goal, task)

    await complete(ada, first)
    assert await kept(ada, goal) == 33.3
    await change(ada, f"/tasks/{second}", status="cancelled")
    assert await kept(ada, goal) == 50
    await remove(ada, f"/tasks/{third}")
    assert await kept(ada, goal) == 100
    await act(ada, f"/tasks/{first}/reopen")
    assert await kept(ada, goal) == 0


async def test_the_tasks_of_a_linked_project_count(ada: Person) -> None:
    project = await ada.make("/projects", name="Marathon")
    other = await ada.make("/projects", name="Garden")
    goal = await new_goal(ada)
    done = await new_task(ada, project_id=project["id"])
    await complete(ada, done)
    await link(ada, goal, project["id"])
    assert await kept(ada, goal) == 100

    late = await new_task(ada, project_id=project["id"])
    assert await kept(ada, goal) == 50
    await change(ada, f"/tasks/{late}", project_id=other["id"])
    assert await kept(ada, goal) == 100
    await change(ada, f"/tasks/{late}", project_id=project["id"])
    assert await kept(ada, goal) == 50


async def test_a_task_linked_itself_and_through_its_project_counts_once(ada: Person) -> None:
    project = await ada.make("/projects", name="Marathon")
    goal = await new_goal(ada)
    done = await new_task(ada, project_id=project["id"])
    await new_task(ada, project_id=project["id"])
    await link(ada, goal, project["id"])
    twice = await link(ada, goal, done)
    await complete(ada, done)
    assert await kept(ada, goal) == 50

    await change(ada, f"/goals/{goal['id']}/links/{twice['id']}", weight=3)
    assert await kept(ada, goal) == 75
    await remove(ada, f"/goals/{goal['id']}/links/{twice['id']}")
    assert await kept(ada, goal) == 50


async def test_goals_above_follow_those_below(ada: Person) -> None:
    top = await new_goal(ada, horizon="yearly")
    middle = await new_goal(ada, parent_id=top["id"])
    sibling = await new_goal(ada, parent_id=top["id"])
    bottom = await new_goal(ada, parent_id=middle["id"], horizon="weekly")
    first, second = await new_task(ada), await new_task(ada)
    await link(ada, bottom, first)
    await link(ada, sibling, second)

    await complete(ada, first)
    assert [await kept(ada, goal) for goal in (bottom, middle, sibling, top)] == [100, 100, 0, 50]

    await change(ada, f"/goals/{sibling['id']}", status="abandoned")
    assert await kept(ada, top) == 100
    await change(ada, f"/goals/{sibling['id']}", status="active")
    assert await kept(ada, top) == 50
    await act(ada, f"/goals/{sibling['id']}/achieve", confirm=True)
    assert (await kept(ada, sibling), await kept(ada, top)) == (0, 100)
    await act(ada, f"/goals/{sibling['id']}/reopen")
    await remove(ada, f"/goals/{sibling['id']}")
    assert await kept(ada, top) == 100
    await act(ada, f"/goals/{sibling['id']}/restore")
    assert await kept(ada, top) == 50
    await change(ada, f"/goals/{sibling['id']}", parent_id=None)
    assert await kept(ada, top) == 100


async def test_tasks_completed_at_once_are_all_counted(ada: Person) -> None:
    top = await new_goal(ada)
    goals = [await new_goal(ada, parent_id=top["id"]) for _ in range(2)]
    tasks = [await new_task(ada) for _ in range(8)]
    for task in tasks:
        for goal in goals:
            await link(ada, goal, task)

    await asyncio.gather(*(complete(ada, task) for task in tasks))

    assert [await kept(ada, goal) for goal in (*goals, top)] == [100, 100, 100]


async def test_a_completion_and_a_new_link_at_once_are_both_seen(ada: Person) -> None:
    for _ in range(5):
        goal, task = await new_goal(ada), await new_task(ada)
        await asyncio.gather(complete(ada, task), link(ada, goal, task))
        assert await kept(ada, goal) == 100


async def test_goals_and_tasks_of_others_stay_apart(ada: Person, ben: Person) -> None:
    goal, task = await new_goal(ada), await new_task(ada)
    await link(ada, goal, task)
    his_goal, his_task = await new_goal(ben), await new_task(ben)

    for entity_id in (his_task, his_goal["id"]):
        answer = await ada.http.post(f"/api/v1/goals/{goal['id']}/links", json={"entity_id": entity_id})
        assert answer.status_code == 422
        assert answer.json()["errors"][0]["pointer"] == "/entity_id"
    assert (await ben.http.get(f"/api/v1/goals/{goal['id']}/progress")).status_code == 404
    taken = await ben.http.post("/api/v1/goals", json={"title": "x", "parent_id": goal["id"]})
    assert taken.status_code == 422

    await complete(ben, his_task)
    assert (await kept(ada, goal), await kept(ben, his_goal)) == (0, None)


async def test_something_counts_once_towards_a_goal(ada: Person) -> None:
    goal, task = await new_goal(ada), await new_task(ada)
    made = await link(ada, goal, task)
    again = await ada.http.post(f"/api/v1/goals/{goal['id']}/links", json={"entity_id": task})
    assert again.status_code == 409
    assert (made["entity_kind"], made["title"]) == ("task", "Train")

    await remove(ada, f"/goals/{goal['id']}/links/{made['id']}")
    assert await kept(ada, goal) is None
    await link(ada, goal, task)
    listed = await ada.get(f"/goals/{goal['id']}/links")
    assert [found["entity_id"] for found in listed["items"]] == [task]
