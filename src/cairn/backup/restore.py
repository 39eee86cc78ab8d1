"""Restoring a backup into an empty place, and comparing every row with what was read from it."""

import asyncio
import hashlib
import os
import shutil
import tempfile
from collections.abc import AsyncIterator, Callable
from pathlib import Path
from typing import IO

from cairn.backup.content import BackupReader, Part, Summary, safe_name, verify
from cairn.kit.db import migrate
from cairn.kit.db.dump import REBUILT, Loading, is_empty, loading, snapshot
from cairn.kit.db.embedded import EmbeddedPostgres
from cairn.kit.sealed import Damaged

_NOT_A_PERSONS = REBUILT | {"signing_key", "procrastinate_periodic_defers", "procrastinate_workers"}


class NotEmpty(Exception):  # noqa: N818 - it says what the place is
    """There is something already where the backup should go."""


class Differs(Exception):  # noqa: N818 - it says what the database does
    """What was restored is not what the backup holds."""


def restore_embedded(path: Path, data_dir: Path, passphrase: bytes | None) -> Summary:
    """Make a data directory of a backup: beside its place, and renamed when every row was compared.

    Raises SealError before anything is touched, NotEmpty, MigrationError, Differs, OSError or a driver error.
    """
    summary = check(path, passphrase)
    if data_dir.exists() and any(data_dir.iterdir()):
        raise NotEmpty(f"{data_dir} is not empty.")
    data_dir.parent.mkdir(parents=True, exist_ok=True)
    draft = Path(tempfile.mkdtemp(prefix=f".{data_dir.name}.restoring-", dir=data_dir.parent))
    try:
        server = EmbeddedPostgres(draft)
        server.start()
        try:
            server.ensure_database()
            asyncio.run(_restore(path, server.url(), draft, passphrase, summary))
        finally:
            server.stop()
        if data_dir.exists():
            data_dir.rmdir()
        draft.rename(data_dir)
    except BaseException:
        shutil.rmtree(draft, ignore_errors=True)
        raise
    return summary


def restore_external(path: Path, url: str, data_dir: Path, passphrase: bytes | None) -> Summary:
    """Fill an empty database of one's own from a backup, and the data directory with the files of it."""
    summary = check(path, passphrase)
    if data_dir.exists() and any((data_dir / name).exists() for name in ("secret.key", "files")):
        raise NotEmpty(f"{data_dir} holds the files of an installation.")
    asyncio.run(_refuse_filled(url))
    data_dir.mkdir(parents=True, exist_ok=True, mode=0o700)
    asyncio.run(_restore(path, url, data_dir, passphrase, summary))
    return summary


def check(path: Path, passphrase: bytes | None) -> Summary:
    """Read a backup to its end; raises SealError, or MigrationError where this program cannot restore it."""
    summary = verify(path, passphrase)
    known = {m.revision: m.checksum for m in migrate.migrations()}
    if summary.head["revision"] not in known:
        raise migrate.MigrationError(
            f"The backup is of revision {summary.head['revision']}, which this version of Cairn does not"
            f" know. Cairn {summary.head['program_version']} made it: restore it with that or a newer one."
        )
    if any(known.get(revision) != checksum for revision, checksum in summary.head["migrations"].items()):
        raise migrate.MigrationError(
            "Migrations that the backup was made after have changed since. Restore the original files."
        )
    return summary


async def _refuse_filled(url: str) -> None:
    import asyncpg

    try:
        empty = await is_empty(url, but=frozenset(_NOT_A_PERSONS))
    except asyncpg.UndefinedTableError:
        return
    if not empty:
        raise NotEmpty("The database holds rows already.")


async def _restore(path: Path, url: str, folder: Path, passphrase: bytes | None, summary: Summary) -> None:
    await asyncio.to_thread(migrate.upgrade, url, str(summary.head["revision"]))
    with path.open("rb") as file:
        await _load(file, url, folder, passphrase, summary)
    await _compare(url, summary)
    await migrate.ensure_head(url)


async def _load(file: IO[bytes], url: str, folder: Path, passphrase: bytes | None, summary: Summary) -> None:
    reader = BackupReader(file, passphrase)
    async with loading(url) as database:
        for part in reader:
            if part.table is None:
                await asyncio.to_thread(_write_file, part, folder)
            else:
                await _fill(database, part)
        await database.set_sequences(summary.sequences)


async def _fill(database: Loading, part: Part) -> None:
    table = database.tables.get(str(part.table))
    columns = [str(name) for name in part.told["columns"]]
    if table is None or set(columns) != set(table.columns):
        raise Damaged(f"{part.table} is not as its migrations make it.")
    await database.copy(table, columns, _awaited(part))


async def _awaited(part: Part) -> AsyncIterator[bytes]:
    while piece := await asyncio.to_thread(next, part.pieces, b""):
        yield piece


def _write_file(part: Part, folder: Path) -> None:
    target = folder / safe_name(part.told)
    target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    mode = int(part.told["mode"]) & 0o777
    handle = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, mode)
    with os.fdopen(handle, "wb") as out:
        for piece in part.pieces:
            out.write(piece)
        out.flush()
        os.fsync(out.fileno())


async def _compare(url: str, summary: Summary) -> None:
    """Read every table again, in the same order; raises Differs where one byte is another."""
    async with snapshot(url) as seen:
        for table in seen.tables:
            digest = hashlib.sha256()

            async def sink(piece: bytes, update: Callable[[bytes], None] = digest.update) -> None:
                update(piece)

            await seen.copy(table, sink)
            if digest.hexdigest() != summary.digests.get(table.name):
                raise Differs(f"{table.name} is not what the backup holds.")
