"""What the night leaves undone (job "rollover")."""

from datetime import UTC, datetime, timedelta
from typing import Any

from cairn.identity.people import person
from cairn.kit.clock import FixedClock
from cairn.kit.db.sql import Query
from cairn.kit.db.work import Database
from cairn.planning.service.rollover import roll_over
from tests.fixtures.application import Person

_PLAN = Query(
    "SELECT title, CAST(scheduled_for AS text), rollover_count FROM task WHERE user_id = :owner"
    " ORDER BY title"
)
_AUDIT = Query("SELECT changes FROM audit_event WHERE user_id = :owner AND action = 'roll_over' ORDER BY id")


async def _roll(database: Database, who: Person) -> int:
    async with database.work(who.id) as work:
        return await roll_over(work, await person(work))


async def _plan(database: Database, who: Person) -> dict[str, tuple[str | None, int]]:
    async with database.read(who.id) as work:
        rows = await work.db.rows(_PLAN)
    return {row.title: (row.scheduled_for, row.rollover_count) for row in rows}


async def test_open_tasks_of_past_days_move_to_today_once(
    ada: Person, ben: Person, database: Database, clock: FixedClock
) -> None:
    await ada.make("/tasks", title="yesterday", scheduled_for="2026-11-22")
    await ada.make("/tasks", title="long ago", scheduled_for="2026-11-01")
    await ada.make("/tasks", title="today", scheduled_for="2026-11-23")
    await ada.make("/tasks", title="due only", due_date="2026-11-01")
    done = await ada.make("/tasks", title="done", scheduled_for="2026-11-22")
    await ada.http.post(f"/api/v1/tasks/{done['id']}/complete")
    gone = await ada.make("/tasks", title="gone", scheduled_for="2026-11-22")
    await ada.http.delete(f"/api/v1/tasks/{gone['id']}")
    await ben.make("/tasks", title="Ben's", scheduled_for="2026-11-22")

    assert await _roll(database, ada) == 2
    expected = {
        "yesterday": ("2026-11-23", 1),
        "long ago": ("2026-11-23", 1),
        "today": ("2026-11-23", 0),
        "due only": (None, 0),
        "done": ("2026-11-22", 0),
        "gone": ("2026-11-22", 0),
    }
    assert await _plan(database, ada) == expected
    assert await _roll(database, ada) == 0
    assert await _plan(database, ada) == expected
    assert await _plan(database, ben) == {"Ben's": ("2026-11-22", 0)}

    clock.advance(timedelta(days=1))
    assert await _roll(database, ada) == 3
    assert (await _plan(database, ada))["yesterday"] == ("2026-11-24", 2)


async def test_a_rollover_is_audited_and_is_a_new_version(ada: Person, database: Database) -> None:
    task = await ada.make("/tasks", title="yesterday", scheduled_for="2026-11-22")
    await _roll(database, ada)
    async with database.read(ada.id) as work:
        events = [row.changes for row in await work.db.rows(_AUDIT)]
    assert events == [{"scheduled_for": ["2026-11-22", "2026-11-23"], "rollover_count": [0, 1]}]
    assert (await ada.get(f"/tasks/{task['id']}"))["version"] == 2


async def test_the_day_ends_by_the_persons_own_clock(
    new_person: Any, database: Database, clock: FixedClock
) -> None:
    owl = await new_person(timezone="Pacific/Auckland")
    await owl.http.patch("/api/v1/auth/me", json={"day_start_hour": 4})
    await owl.make("/tasks", title="plan", scheduled_for="2026-11-23")
    clock.advance(datetime(2026, 11, 23, 14, 59, tzinfo=UTC) - clock.now())  # 03:59 of the 24th there
    assert await _roll(database, owl) == 0
    clock.advance(timedelta(minutes=1))
    assert await _roll(database, owl) == 1
