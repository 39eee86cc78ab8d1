"""Telling a person's open windows what has changed, as server-sent events read from the audit log.

The audit is written in the transaction of each change, so an event is never early and none is lost. Ids are
made before their transaction is committed: a stretch of the last seconds is read each time, less what was
told already, so that a slow transaction is not passed over.
"""

import asyncio
from collections.abc import AsyncIterator, Iterable
from contextlib import suppress
from uuid import UUID

import asyncpg

from cairn.governance.queries import AUDIT_SINCE
from cairn.kit.actor import Actor
from cairn.kit.db.sql import Row
from cairn.kit.db.work import Database
from cairn.kit.http.problems import Problem, TooManyRequests
from cairn.kit.ids import new_id
from cairn.kit.json import encode_json

MAX_WINDOWS = 12
"""Streams of one person that one process keeps open; a browser shares few connections among its windows."""
OVERLAP_MS = 10_000
LOOK_SECONDS = 2.0
"""How long what another process has changed may take to be seen."""
HEARTBEAT_SECONDS = 20.0
"""Silence after which a comment is sent: proxies close what is silent for longer."""
STAY_SECONDS = 600.0
"""A stream ends then, and the client comes back with a fresh proof of identity."""
READY = b"retry: 3000\nevent: ready\ndata: {}\n\n"
STILL_HERE = b": still here\n\n"


def require_room(database: Database, actor: Actor) -> None:
    """Raise TooManyRequests where the person has as many streams open as one may."""
    if database.changes.count(actor.user_id) >= MAX_WINDOWS:
        raise TooManyRequests(f"At most {MAX_WINDOWS} windows are told of changes at once.")


async def watch(database: Database, actor: Actor, *, follow: bool) -> AsyncIterator[bytes]:
    """Yield `ready`, then an event for each change; ends when the session does, or the process.

    Without `follow` it ends at once.
    """
    loop = asyncio.get_running_loop()
    ends = loop.time() + STAY_SECONDS
    # A stream that breaks off is opened again by the client, which is told there what is wrong.
    with (
        database.changes.waiting(actor.user_id) as changed,
        suppress(Problem, asyncpg.PostgresError, asyncpg.InterfaceError, OSError, TimeoutError),
    ):
        told = {row.id for row in await _recent(database, actor)}
        yield READY
        spoke = loop.time()
        while follow and not database.changes.is_over and loop.time() < ends:
            with suppress(TimeoutError):
                await asyncio.wait_for(changed.wait(), LOOK_SECONDS)
            changed.clear()
            recent = await _recent(database, actor)
            fresh = [row for row in recent if row.id not in told]
            told = {row.id for row in recent}
            if fresh:
                yield _event(fresh)
                spoke = loop.time()
            elif loop.time() - spoke >= HEARTBEAT_SECONDS:
                yield STILL_HERE
                spoke = loop.time()


async def _recent(database: Database, actor: Actor) -> list[Row]:
    async with database.read(actor.user_id, actor=actor) as work:
        return await work.db.rows(AUDIT_SINCE, since=_since())


def _since() -> UUID:
    """Return the least id of some seconds ago; the time of a UUIDv7 is in its upper 48 bits."""
    return UUID(int=((new_id().int >> 80) - OVERLAP_MS) << 80)


def _event(rows: Iterable[Row]) -> bytes:
    kinds = sorted({row.entity_kind for row in rows})
    requests = sorted({row.request_id for row in rows if row.request_id})
    return b"event: changed\ndata: " + encode_json({"kinds": kinds, "requests": requests}) + b"\n\n"
