"""Backups that are made by themselves, and restored for a trial."""

import asyncio
import tempfile
from datetime import datetime, timedelta
from pathlib import Path

from cairn.backup.make import make_backup
from cairn.backup.passphrase import read_passphrase
from cairn.backup.restore import restore_embedded
from cairn.backup.rotation import file_name, kept, made_at
from cairn.backup.state import note, read_state
from cairn.kit.db.embedded import EmbeddedPostgres
from cairn.kit.db.work import Database
from cairn.kit.jobs import job
from cairn.kit.logs import log
from cairn.settings import BackupSettings, Settings


@job("backup.make", cron="5 * * * *")
async def make(database: Database) -> None:
    """Make the day's backup, where a folder is set and its hour has come, and remove the oldest ones."""
    settings, now = _settings(database), database.clock.now()
    folder = settings.backup.folder
    if folder is None or not _is_due(read_state(settings.data_dir).made_at, now, settings.backup.hour):
        return
    target = folder / file_name(now)
    try:
        await asyncio.to_thread(folder.mkdir, parents=True, exist_ok=True, mode=0o700)
        passphrase = read_passphrase(settings.backup.passphrase_file)
        await make_backup(url_of(settings), settings.data_dir, target, passphrase)
    except Exception as error:
        note(settings.data_dir, failed_at=now, failure=type(error).__name__)
        raise
    note(settings.data_dir, made_at=now, file=str(target), failed_at=None, failure=None)
    await asyncio.to_thread(_rotate, folder, settings.backup)


@job("backup.try_restore", cron="35 4 * * 0")
async def try_restore(database: Database) -> None:
    """Restore the last backup into a folder that is removed again, and compare every row."""
    settings = _settings(database)
    state = read_state(settings.data_dir)
    if settings.backup.folder is None or state.file is None:
        return
    try:
        passphrase = read_passphrase(settings.backup.passphrase_file)
        await asyncio.to_thread(_try, Path(state.file), passphrase)
    except Exception as error:
        note(settings.data_dir, failed_at=database.clock.now(), failure=f"restoring: {type(error).__name__}")
        raise
    note(settings.data_dir, restored_at=database.clock.now())


def url_of(settings: Settings) -> str:
    """Return the address of the installation's database, embedded (and running) or not."""
    if settings.database_url is not None:
        return settings.database_url.get_secret_value()
    return EmbeddedPostgres(settings.data_dir).url()


def _try(path: Path, passphrase: bytes | None) -> None:
    with tempfile.TemporaryDirectory(prefix="cairn-restore-") as folder:
        restore_embedded(path, Path(folder) / "data", passphrase)


def _is_due(last: datetime | None, now: datetime, hour: int) -> bool:
    """Whether the hour has come, today, since the last one was made."""
    start = now.replace(hour=hour, minute=0, second=0, microsecond=0)
    start = start if start <= now else start - timedelta(days=1)
    return last is None or last < start


def _rotate(folder: Path, settings: BackupSettings) -> None:
    found = {at: path for path in folder.iterdir() if (at := made_at(path.name)) is not None}
    stay = kept(found, daily=settings.keep_daily, weekly=settings.keep_weekly, monthly=settings.keep_monthly)
    old = [path for at, path in found.items() if at not in stay]
    for path in old:
        path.unlink()
    log.info("backups_rotated", count=len(old))


def _settings(database: Database) -> Settings:
    if database.settings is None:
        raise LookupError("a process that runs jobs has settings")
    return database.settings
