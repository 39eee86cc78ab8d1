"""Upkeep of the kernel's own tables."""

from datetime import timedelta

from cairn.kit.db.sql import Query
from cairn.kit.db.work import Database, Scope
from cairn.kit.jobs import job

KEYS_KEPT = timedelta(hours=24)

_FORGET_KEYS = Query("DELETE FROM idempotency_key WHERE created_at < :before")


@job("kit.forget_keys", cron="11 * * * *")
async def forget_keys(database: Database) -> None:
    """Forget answers that were kept for repeated requests for a day."""
    async with database.work(scope=Scope.SYSTEM) as work:
        await work.db.run(_FORGET_KEYS, before=work.clock.now() - KEYS_KEPT)
