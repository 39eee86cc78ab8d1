"""Drafts of reviews, two hours after a person's week or month has closed."""

from datetime import date, timedelta
from uuid import UUID

from cairn.identity.days import DayTurned
from cairn.identity.people import person
from cairn.kit.db.work import Database, Work
from cairn.kit.events import on
from cairn.kit.ids import UserId
from cairn.kit.jobs import enqueue, job
from cairn.reviews.schemas import Period
from cairn.reviews.service import draft

AFTER = timedelta(hours=2)
"""Time that is left for what is written down late in the night."""


@on(DayTurned)
async def order(work: Work, event: DayTurned) -> None:
    """Have the week or month that has just closed looked back at."""
    whose = await person(work)
    closed: list[Period] = []
    if whose.week_of(event.today) == event.today:
        closed.append("week")
    if event.today.day == 1:
        closed.append("month")
    for kind in closed:
        await enqueue(
            work,
            "reviews.draft",
            key=f"review:{work.owner}:{kind}:{event.today}",
            at=work.clock.now() + AFTER,
            user_id=work.owner,
            period=kind,
            day=event.closed,
        )


@job("reviews.draft")
async def draft_review(database: Database, user_id: str, period: str, day: str) -> None:
    """Draft the review of the week or month that a day belongs to; the same row however often it runs."""
    kind: Period = "week" if period == "week" else "month"
    async with database.work(UserId(UUID(user_id))) as work:
        await draft(work, kind, date.fromisoformat(day))
