"""What is linked stays linked: the next task of a series, and a project that comes back."""

from tests.fixtures.application import Person
from tests.goals.steps import act, complete, kept, link, new_goal, new_task, remove


async def test_the_next_of_a_series_counts_as_the_one_before(ada: Person) -> None:
    goal, other = await new_goal(ada), await new_goal(ada, title="Not this one")
    fields = {"due_date": "2026-11-23", "recurrence_rule": "FREQ=DAILY", "recurrence_mode": "schedule"}
    first = await new_task(ada, **fields)
    await link(ada, goal, first, weight=2, role="training")
    done = await act(ada, f"/tasks/{first}/complete")
    links = (await ada.get(f"/goals/{goal['id']}/links"))["items"]
    assert {(one["entity_id"], one["weight"], one["role"]) for one in links} == {
        (first, 2, "training"),
        (done["next_task_id"], 2, "training"),
    }
    assert await kept(ada, goal) == 50
    await complete(ada, done["next_task_id"])
    assert round(await kept(ada, goal) or 0) == 67
    assert (await ada.get(f"/goals/{other['id']}/links"))["items"] == []


async def test_reopening_takes_the_next_one_out_of_the_count(ada: Person) -> None:
    goal = await new_goal(ada)
    fields = {"due_date": "2026-11-23", "recurrence_rule": "FREQ=DAILY", "recurrence_mode": "schedule"}
    first = await new_task(ada, **fields)
    await link(ada, goal, first)
    await complete(ada, first)
    await act(ada, f"/tasks/{first}/reopen")
    assert await kept(ada, goal) == 0
    await complete(ada, first)
    assert await kept(ada, goal) == 50


async def test_a_project_in_the_trash_counts_nothing_at_once(ada: Person) -> None:
    goal = await new_goal(ada)
    project = (await ada.make("/projects", name="Marathon"))["id"]
    await link(ada, goal, project)
    await new_task(ada, project_id=project)
    await complete(ada, await new_task(ada, project_id=project))
    assert await kept(ada, goal) == 50
    await remove(ada, f"/projects/{project}")
    assert await kept(ada, goal) is None
    await act(ada, f"/projects/{project}/restore")
    assert await kept(ada, goal) == 50
