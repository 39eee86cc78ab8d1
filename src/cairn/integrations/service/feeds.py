"""Feeds: made with a secret, read with it, until they are revoked."""

import asyncio
import hashlib
from dataclasses import dataclass
from datetime import timedelta

from cairn.identity.keyed import KeyedToken, new_token, read_token
from cairn.identity.people import person
from cairn.integrations.models import CalendarFeed
from cairn.integrations.queries import DATED_TASKS, FEEDS, OPEN_FEED
from cairn.integrations.schemas.feeds import CalendarFeedCreate
from cairn.kit.db.owned import Written
from cairn.kit.db.work import Database, Work
from cairn.kit.http.problems import NotFound
from cairn.kit.ids import new_id

PREFIX = "cf_"
_DONE_SHOWN = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Calendar:
    """A calendar as it is sent."""

    body: bytes
    etag: str
    """Names this very content."""


async def create_feed(work: Work, new: CalendarFeedCreate) -> tuple[Written, KeyedToken]:
    """Add a feed, and return it with its secret; raises Invalid."""
    row_id = new_id()
    token = new_token(PREFIX, work.owner, row_id)
    feed = CalendarFeed(**new.model_dump(), token_hash=token.digest)
    return await FEEDS.add(work, feed, row_id=row_id), token


async def read_feed(database: Database, text: str) -> Calendar:
    """Return the calendar behind a secret; raises NotFound, whatever the reason."""
    from cairn.integrations.calendar import calendar

    token = read_token(PREFIX, text)
    if token is None:
        raise NotFound
    async with database.read(token.user_id) as work:
        feed = await work.db.row(OPEN_FEED, id=token.row_id, digest=token.digest)
        if feed is None:
            raise NotFound
        whose = await person(work)
        tasks = await work.db.rows(
            DATED_TASKS,
            area_id=feed.area_id,
            project_id=feed.project_id,
            with_done=feed.with_done,
            since=work.clock.now() - _DONE_SHOWN,
        )
    # In a thread: the dates of a thousand series take a while.
    body = await asyncio.to_thread(calendar, feed.name, feed.entries, tasks, whose)
    return Calendar(body, f'"{hashlib.sha256(body).hexdigest()[:32]}"')
