"""Background work: jobs are rows, written in the transaction of the change that wants them.

A job is an async function that takes the `Database` and ids, opens its own transactions, loads what it
needs and can run twice without harm. Procrastinate is the queue; only `worker.py` imports it, so that a
process that merely enqueues does not pay for it.
"""

import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from cairn.kit.db.sql import Query
from cairn.kit.ids import UserId

if TYPE_CHECKING:
    from cairn.kit.db.work import Database, Work

Run = Callable[..., Awaitable[None]]


@dataclass(frozen=True, slots=True)
class Job:
    """A kind of background work."""

    name: str
    run: "Callable[..., Awaitable[None]]"
    attempts: int
    """How often it is tried, the first time included, before it becomes a dead letter."""
    cron: str | None
    """When the worker starts it by itself (UTC, five fields); None for work that is enqueued."""


REGISTRY: dict[str, Job] = {}


def job(name: str, *, attempts: int = 5, cron: str | None = None) -> Callable[[Run], Run]:
    """Register the decorated function as a job; `name` is `<domain>.<verb>` and never changes."""

    def register(run: Run) -> Run:
        if name in REGISTRY:
            raise ValueError(f"two jobs are named {name}")
        REGISTRY[name] = Job(name, run, attempts, cron)
        return run

    return register


_IDS = re.compile(r"[A-Za-z0-9_.:+-]{1,64}")

# One waiting job a key: the lock makes two transactions that enqueue the same key take turns, so that the
# second sees the first one's row instead of failing on the queue's unique index.
_LOCK = Query("SELECT pg_advisory_xact_lock(hashtextextended(:key, 7))")
_DEFER = Query("""
    SELECT procrastinate_defer_jobs_v1(ARRAY[ROW(
      'default', CAST(:name AS varchar), CAST(:priority AS integer), CAST(:lock AS text),
      CAST(:key AS text), CAST(:args AS jsonb), CAST(:at AS timestamptz)
    )]::procrastinate_job_to_defer_v1[])
    WHERE CAST(:key AS text) IS NULL
       OR NOT EXISTS (SELECT FROM procrastinate_jobs WHERE queueing_lock = :key AND status = 'todo')
""")


async def enqueue(
    work: "Work",
    name: str,
    *,
    key: str | None = None,
    at: datetime | None = None,
    priority: int = 0,
    owner: UserId | None = None,
    **ids: object,
) -> None:
    """Write a job in the caller's transaction: it exists if, and only if, the change does.

    With a `key` there is at most one waiting job of it. Jobs of one owner run one at a time, so that nobody
    keeps others waiting; `owner` names whose job it is where the transaction is not in their scope. `ids`
    hold no content: they are read again when the job runs.
    """
    if name not in REGISTRY:
        raise LookupError(f"no job is named {name}")
    if key is not None:
        await work.db.value(_LOCK, key=key)
    args: Any = {k: _id(str(v)) for k, v in ids.items()}
    await work.db.value(
        _DEFER, name=name, priority=priority, lock=f"owner:{owner or work.owner}", key=key, args=args, at=at
    )


def _id(value: str) -> str:
    """Return what may be an argument: administrators see it, and backups keep it."""
    if not _IDS.fullmatch(value):
        raise ValueError("a job's arguments are ids; what it works on it reads again")
    return value


async def run_job(database: "Database", name: str, args: dict[str, str]) -> None:
    """Run one job now; unknown names raise LookupError."""
    found = REGISTRY.get(name)
    if found is None:
        raise LookupError(f"no job is named {name}")
    await found.run(database, **args)
