"""The turn of the day: at the person's own midnight, once, and only theirs."""

from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import Any

from fastapi import FastAPI

from cairn.identity.days import turn_day, turn_days
from cairn.kit.clock import FixedClock
from cairn.kit.db.sql import Query
from cairn.kit.db.work import Database, Scope
from tests.fixtures.application import Person

WAITING = Query(
    "SELECT args FROM procrastinate_jobs"
    " WHERE task_name = 'identity.turn_day' AND args ->> 'user_id' = :person"
)


async def _waiting(database: Database, person: Person) -> list[dict[str, Any]]:
    async with database.work(scope=Scope.SYSTEM) as work:
        return [row.args for row in await work.db.rows(WAITING, person=str(person.id))]


async def test_each_day_ends_at_the_persons_own_midnight(
    app: FastAPI, clock: FixedClock, new_person: Callable[..., Awaitable[Person]]
) -> None:
    database: Database = app.state.database
    berlin = await new_person(timezone="Europe/Berlin")
    auckland = await new_person(timezone="Pacific/Auckland", day_start_hour=3)
    await turn_days(database)  # Monday 09:00 UTC: learns which day it is for whom
    assert await _waiting(database, berlin) == []

    clock.advance(timedelta(hours=5, minutes=1))  # Tuesday 03:01 in Auckland, Monday 15:01 in Berlin
    await turn_days(database)
    await turn_days(database)
    assert [job["today"] for job in await _waiting(database, auckland)] == ["2026-11-24"]
    assert await _waiting(database, berlin) == []

    clock.advance(timedelta(hours=9))  # Tuesday 00:01 in Berlin
    await turn_days(database)
    assert [job["today"] for job in await _waiting(database, berlin)] == ["2026-11-24"]
    assert len(await _waiting(database, auckland)) == 1


async def test_what_was_planned_for_yesterday_is_carried_over_once(
    app: FastAPI, clock: FixedClock, ada: Person
) -> None:
    database: Database = app.state.database
    task = await ada.make("/tasks", title="Water the plants", scheduled_for="2026-11-23")
    goal = await ada.make("/goals", title="A green house")
    clock.advance(timedelta(days=1))
    for _ in range(2):
        await turn_day(database, str(ada.id), "2026-11-24")
    await ada.renew()
    moved = await ada.get(f"/tasks/{task['id']}")
    assert (moved["scheduled_for"], moved["rollover_count"]) == ("2026-11-24", 1)
    snapshots = (await ada.get(f"/goals/{goal['id']}/snapshots"))["items"]
    assert len(snapshots) == 1


async def test_a_new_zone_is_looked_at_anew(app: FastAPI, clock: FixedClock, ada: Person) -> None:
    database: Database = app.state.database
    await turn_days(database)
    clock.advance(timedelta(hours=2))  # 12:00 in Berlin, already Tuesday 00:00 in Auckland
    await ada.renew()
    answer = await ada.http.patch("/api/v1/auth/me", json={"timezone": "Pacific/Auckland"})
    assert answer.status_code == 200
    await turn_days(database)
    assert [job["today"] for job in await _waiting(database, ada)] == ["2026-11-24"]


async def test_the_trash_is_emptied_after_thirty_days(app: FastAPI, clock: FixedClock, ada: Person) -> None:
    database: Database = app.state.database
    task = await ada.make("/tasks", title="Forget me")
    await ada.http.delete(f"/api/v1/tasks/{task['id']}")
    for days, left in ((29, 1), (2, 0)):
        clock.advance(timedelta(days=days))
        await turn_day(database, str(ada.id), clock.now().date().isoformat())
        async with database.work(ada.id) as work:
            found = await work.db.rows(Query("SELECT id FROM task WHERE user_id = :owner"))
            registered = await work.db.rows(
                Query("SELECT id FROM entity WHERE user_id = :owner AND kind = 'task'")
            )
        assert (len(found), len(registered)) == (left, left)
