"""Upkeep of the kernel's own tables."""

from datetime import timedelta

from cairn.kit.db.sql import Query
from cairn.kit.db.work import Database, Scope
from cairn.kit.jobs import job

KEYS_KEPT = timedelta(hours=24)

DEAD_KEPT = timedelta(days=30)
"""How long dead letters can be looked at and run again."""

_FORGET_KEYS = Query("DELETE FROM idempotency_key WHERE created_at < :before")


@job("kit.forget_keys", cron="11 * * * *")
async def forget_keys(database: Database) -> None:
    """Forget answers that were kept for repeated requests for a day."""
    async with database.work(scope=Scope.SYSTEM) as work:
        await work.db.run(_FORGET_KEYS, before=work.clock.now() - KEYS_KEPT)


_FORGET_DEAD = Query(
    "DELETE FROM procrastinate_jobs j WHERE status IN ('failed', 'aborted', 'cancelled')"
    " AND NOT EXISTS (SELECT FROM procrastinate_events e WHERE e.job_id = j.id AND e.at >= :before)"
)


@job("kit.forget_dead", cron="41 4 * * *")
async def forget_dead(database: Database) -> None:
    """Forget jobs that failed for good, or were aborted, a month ago."""
    async with database.work(scope=Scope.SYSTEM) as work:
        await work.db.run(_FORGET_DEAD, before=work.clock.now() - DEAD_KEPT)
