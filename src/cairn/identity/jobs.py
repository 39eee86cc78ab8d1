"""Housekeeping of accounts."""

from datetime import timedelta

from cairn.identity.queries.invites import FORGET_INVITES
from cairn.identity.queries.sessions import FORGET_SESSIONS
from cairn.identity.throttle import forget_old
from cairn.kit.db.work import Database, Scope
from cairn.kit.jobs import job

KEPT_AFTER_THE_END = timedelta(days=90)
"""How long ended sessions and lapsed invitations can still be looked at by the operator."""


@job("identity.tidy", cron="17 3 * * *")
async def tidy(database: Database) -> None:
    """Remove counters of failed attempts that no longer count, long-ended sessions, lapsed invitations."""
    async with database.work(scope=Scope.SYSTEM) as work:
        before = work.clock.now() - KEPT_AFTER_THE_END
        await forget_old(work)
        await work.db.run(FORGET_SESSIONS, before=before)
        await work.db.run(FORGET_INVITES, before=before)
