"""The turn of the day: at each person's own midnight (or day start), not at the server's.

Every minute a scan claims the people whose day has ended and enqueues one job each; the job publishes
`DayTurned`, and the domains above do what they do at night. A server that was off at midnight does it when
it is on again, once for the latest day.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from cairn.identity.events import AccountCreated
from cairn.identity.queries import days
from cairn.kit.clock import day_bounds, local_day, zone
from cairn.kit.db.trash import purge
from cairn.kit.db.work import Database, Scope, Work
from cairn.kit.events import on, publish
from cairn.kit.ids import UserId
from cairn.kit.jobs import enqueue, job

TRASH_KEPT = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class DayTurned:
    """A person's day has ended. Published in a transaction on their data."""

    closed: date
    """The day that ended."""
    today: date
    """The day that has begun."""


async def reset_day_turn(work: Work) -> None:
    """Look at the owner's day anew, because their zone or day start has changed."""
    await work.db.run(days.START, now=work.clock.now())


@on(AccountCreated)
async def _begin(work: Work, _event: AccountCreated) -> None:
    await reset_day_turn(work)


@job("identity.turn_days", cron="* * * * *")
async def turn_days(database: Database) -> None:
    """Enqueue `identity.turn_day` for everybody whose day has ended."""
    while await _claim(database):
        pass


async def _claim(database: Database) -> int:
    async with database.work(scope=Scope.SYSTEM) as work:
        now = work.clock.now()
        due = await work.db.rows(days.CLAIM_DUE, now=now)
        for row in due:
            place = zone(row.timezone)
            today = local_day(now, place, row.day_start_hour)
            _, end = day_bounds(today, place, row.day_start_hour)
            await work.db.run(days.MOVE_ON, person=row.user_id, day=today, next_at=end)
            if row.day is not None and row.day < today:
                key = f"turn_day:{row.user_id}:{today}"
                ids = {"user_id": row.user_id, "today": today}
                await enqueue(work, "identity.turn_day", key=key, owner=row.user_id, **ids)
        return len(due)


@job("identity.turn_day")
async def turn_day(database: Database, user_id: str, today: str) -> None:
    """Publish `DayTurned` for one person and empty the end of their trash; twice a day does no harm."""
    day = date.fromisoformat(today)
    async with database.work(UserId(UUID(user_id))) as work:
        await publish(work, DayTurned(closed=day - timedelta(days=1), today=day))
        await purge(work, work.clock.now() - TRASH_KEPT)
