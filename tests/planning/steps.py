"""Steps that the tests of tasks share."""

from datetime import datetime
from typing import Any

from cairn.kit.clock import FixedClock
from cairn.kit.db.work import Database
from cairn.planning.models import Project
from cairn.planning.queries.structure import PROJECTS
from tests.fixtures.application import PASSWORD, Person


async def new_project(database: Database, person: Person, **columns: Any) -> str:
    """Add a project and return its id."""
    async with database.work(person.id) as work:
        added = await PROJECTS.add(work, Project(**{"name": "Garden", **columns}))
    return str(added.id)


async def wait(person: Person, clock: FixedClock, until: datetime) -> None:
    """Let time pass and sign in again, since the tokens of before have expired."""
    clock.advance(until - clock.now())
    answer = await person.http.post("/api/v1/auth/login", json={"email": person.email, "password": PASSWORD})
    assert answer.status_code == 200, answer.text
    person.http.headers["Authorization"] = f"Bearer {answer.json()['access_token']}"


async def post(person: Person, path: str, status: int = 200, /, **body: Any) -> dict[str, Any]:
    """POST to a task's address and return the answer."""
    answer = await person.http.post(f"/api/v1{path}", json=body or None)
    assert answer.status_code == status, answer.text
    found: dict[str, Any] = answer.json()
    return found


async def patch(person: Person, task: dict[str, Any], status: int = 200, /, **body: Any) -> dict[str, Any]:
    """PATCH a task and return the answer."""
    answer = await person.http.patch(f"/api/v1/tasks/{task['id']}", json=body)
    assert answer.status_code == status, answer.text
    found: dict[str, Any] = answer.json()
    return found


async def complete(person: Person, task: dict[str, Any]) -> dict[str, Any]:
    """Complete a task."""
    return await post(person, f"/tasks/{task['id']}/complete")


async def reopen(person: Person, task: dict[str, Any]) -> dict[str, Any]:
    """Reopen a task."""
    return await post(person, f"/tasks/{task['id']}/reopen")


async def balance(person: Person) -> int:
    """Return the person's points."""
    wallet = await person.get("/wallet")
    points: int = wallet["points"]["balance"]
    return points


async def titles(person: Person, **query: Any) -> list[str]:
    """Return the titles of a list of tasks, in its order."""
    page = await person.get("/tasks", **query)
    assert page["total"] == len(page["items"])
    return [task["title"] for task in page["items"]]
