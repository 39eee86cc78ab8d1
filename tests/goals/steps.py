"""Steps that the tests of goals share."""

from typing import Any

from tests.fixtures.application import Person


async def new_goal(person: Person, **fields: Any) -> dict[str, Any]:
    """Add a goal."""
    return await person.make("/goals", **{"title": "Run ten kilometres", **fields})


async def new_task(person: Person, **fields: Any) -> str:
    """Add a task and return its id."""
    task = await person.make("/tasks", **{"title": "Train", **fields})
    return str(task["id"])


async def link(person: Person, goal: dict[str, Any], entity_id: str, **fields: Any) -> dict[str, Any]:
    """Let something count towards a goal."""
    return await person.make(f"/goals/{goal['id']}/links", entity_id=entity_id, **fields)


async def act(person: Person, path: str, status: int = 200, /, **body: Any) -> dict[str, Any]:
    """POST an action and return the answer."""
    answer = await person.http.post(f"/api/v1{path}", json=body or None)
    assert answer.status_code == status, answer.text
    found: dict[str, Any] = answer.json()
    return found


async def change(person: Person, path: str, status: int = 200, /, **body: Any) -> dict[str, Any]:
    """PATCH a resource and return the answer."""
    answer = await person.http.patch(f"/api/v1{path}", json=body)
    assert answer.status_code == status, answer.text
    found: dict[str, Any] = answer.json()
    return found


async def remove(person: Person, path: str) -> None:
    """DELETE a resource."""
    answer = await person.http.delete(f"/api/v1{path}")
    assert answer.status_code == 204, answer.text


async def complete(person: Person, task_id: str) -> None:
    """Complete a task."""
    await act(person, f"/tasks/{task_id}/complete")


async def kept(person: Person, goal: dict[str, Any]) -> float | None:
    """Return the progress that is kept with a goal, after it was seen to be what a fresh count gives."""
    shown = await person.get(f"/goals/{goal['id']}")
    fresh = await person.get(f"/goals/{goal['id']}/progress")
    assert shown["progress_pct"] == fresh["progress_pct"]
    pct: float | None = shown["progress_pct"]
    return pct
