"""Background work on data requests."""

from pathlib import Path
from uuid import UUID

from cairn.data.ids import DataRequestId
from cairn.data.queries.requests import FORGET_FILES, LIVING_FILES
from cairn.data.service.export import carry_out_export
from cairn.kit.db.work import Database, Scope
from cairn.kit.ids import UserId
from cairn.kit.jobs import job


@job("data.export", attempts=3)
async def export(database: Database, user_id: str, request_id: str) -> None:
    """Make the archive of a person's data that they asked for."""
    await carry_out_export(
        database, _folder(database), UserId(UUID(user_id)), DataRequestId(UUID(request_id))
    )


@job("data.tidy", cron="23 * * * *")
async def tidy(database: Database) -> None:
    """Remove the files of exports a day after they were made, and those of requests that are gone."""
    async with database.work(scope=Scope.SYSTEM) as work:
        now = work.clock.now()
        await work.db.run(FORGET_FILES, now=now)
        living = {str(row.id) for row in await work.db.rows(LIVING_FILES, now=now)}
    for path in (_folder(database) / "exports").glob("*"):
        if path.name.partition(".")[0] not in living:
            path.unlink(missing_ok=True)


def _folder(database: Database) -> Path:
    if database.settings is None:
        raise LookupError("a process that runs jobs has settings")
    return database.settings.data_dir
