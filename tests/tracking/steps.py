"""What people do in the tests of tracking."""

from datetime import date, timedelta
from typing import Any

from cairn.identity.days import DayTurned
from cairn.kit.db.work import Database
from cairn.kit.events import publish
from tests.fixtures.application import Person

TODAY = date(2026, 11, 23)
"""A Monday: the day of the tests' clock."""


def day(back: int) -> str:
    """The day so many days before the day of the tests' clock."""
    return (TODAY - timedelta(days=back)).isoformat()


async def new_habit(person: Person, **fields: Any) -> dict[str, Any]:
    values = {"name": "Stretch", "start_date": "2026-01-01", **fields}
    return await person.make("/habits", **values)


async def done(person: Person, habit: dict[str, Any], back: int = 0, **fields: Any) -> dict[str, Any]:
    """Log a habit so many days before today."""
    return await person.make(f"/habits/{habit['id']}/logs", local_date=day(back), **fields)


async def remove(person: Person, path: str) -> None:
    answer = await person.http.delete(f"/api/v1{path}")
    assert answer.status_code == 204, answer.text


async def change(person: Person, path: str, status: int = 200, **fields: Any) -> Any:
    answer = await person.http.patch(f"/api/v1{path}", json=fields)
    assert answer.status_code == status, answer.text
    return answer.json()


async def points(person: Person) -> int:
    wallet = await person.get("/wallet")
    balance: int = wallet["points"]["balance"]
    return balance


async def turn_day(database: Database, person: Person, closed: date) -> None:
    """Do what happens when a day of a person's has ended."""
    async with database.work(person.id) as work:
        await publish(work, DayTurned(closed=closed, today=closed + timedelta(days=1)))
