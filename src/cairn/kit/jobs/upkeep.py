"""Upkeep of the kernel's own tables."""

from datetime import timedelta

from cairn.kit.db.sql import Query
from cairn.kit.db.work import Database, Scope
from cairn.kit.jobs import job

KEYS_KEPT = timedelta(hours=24)
TRASH_KEPT = timedelta(days=30)

_FORGET_KEYS = Query("DELETE FROM idempotency_key WHERE created_at < :before")


@job("kit.forget_keys", cron="11 * * * *")
async def forget_keys(database: Database) -> None:
    """Forget answers that were kept for repeated requests for a day."""
    async with database.work(scope=Scope.SYSTEM) as work:
        await work.db.run(_FORGET_KEYS, before=work.clock.now() - KEYS_KEPT)


@job("kit.purge_trash", cron="23 3 * * *")
async def purge_trash(database: Database) -> None:
    """Remove for good what has been in the trash for 30 days, table by table.

    The registry entry is deleted and takes the row along, so that no link points at nothing.
    """
    from cairn.kit.db.base import Base

    for table in Base.metadata.sorted_tables:
        if "deleted_at" not in table.columns:
            continue
        purge = Query(
            f"DELETE FROM entity e USING {table.name} t WHERE e.user_id = t.user_id AND e.id = t.id"  # noqa: S608
            " AND t.deleted_at < :before"
        )
        async with database.work(scope=Scope.SYSTEM) as work:
            await work.db.run(purge, before=work.clock.now() - TRASH_KEPT)
