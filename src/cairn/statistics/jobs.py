"""What statistics do at night: keep the numbers of the day that ended, and look whether all agrees."""

from datetime import date, timedelta
from uuid import UUID

from cairn.identity.days import DayTurned
from cairn.kit.db.work import Database, Work
from cairn.kit.events import on
from cairn.kit.ids import UserId
from cairn.kit.jobs import enqueue, job
from cairn.statistics.integrity import check
from cairn.statistics.service import NIGHTLY_DAYS, keep


@on(DayTurned)
async def order(work: Work, event: DayTurned) -> None:
    """Have the night's numbers computed once all that the turn of the day changes is committed."""
    key = f"statistics:{work.owner}:{event.today}"
    await enqueue(work, "statistics.keep", key=key, user_id=work.owner, today=event.today)


@job("statistics.keep")
async def keep_night(database: Database, user_id: str, today: str) -> None:
    """Keep the numbers of the last 40 days, on the first of a month of all days; then check the data."""
    owner, day = UserId(UUID(user_id)), date.fromisoformat(today)
    async with database.work(owner) as work:
        await keep(work, None if day.day == 1 else day - timedelta(days=NIGHTLY_DAYS))
    async with database.work(owner) as work:
        await check(work)
