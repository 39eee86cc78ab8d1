"""Making a backup: every table from one snapshot, and files; beside the name, then renamed."""

import asyncio
import os
from collections.abc import Iterator
from pathlib import Path

from cairn import __version__
from cairn.backup.content import KEPT_FILES, BackupWriter, Summary, verify
from cairn.kit.clock import SystemClock
from cairn.kit.db.dump import Snapshot, Stored, snapshot


async def make_backup(url: str, data_dir: Path, target: Path, passphrase: bytes | None) -> Summary:
    """Write a backup under a name, at once and whole, and read it again; return what is in it.

    Others go on writing meanwhile. Raises OSError, SealError or a driver error; then nothing is under the
    name.
    """
    draft = target.with_name(f"{target.name}.part")
    try:
        handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_CLOEXEC, 0o600)
        with os.fdopen(handle, "wb") as file:
            async with snapshot(url) as seen:
                head = {
                    "program_version": __version__,
                    "revision": await seen.revision(),
                    "migrations": await seen.applied(),
                    "made_at": SystemClock().now().isoformat(),
                }
                writer = BackupWriter(file, passphrase, head)
                for table in seen.tables:
                    await _add_table(writer, seen, table)
                for path, name in _kept(data_dir):
                    await asyncio.to_thread(writer.add_file, path, name)
                sequences = await seen.sequences()
            await asyncio.to_thread(writer.close, sequences=sequences)
            file.flush()
            await asyncio.to_thread(os.fsync, file.fileno())
        summary = await asyncio.to_thread(verify, draft, passphrase)
        draft.replace(target)
    except BaseException:
        draft.unlink(missing_ok=True)
        raise
    await asyncio.to_thread(_sync_folder, target.parent)
    return summary


async def _add_table(writer: BackupWriter, seen: Snapshot, table: Stored) -> None:
    writer.start(kind="table", name=table.name, columns=table.columns)

    async def sink(piece: bytes) -> None:
        await asyncio.to_thread(writer.data, piece)

    rows = await seen.copy(table, sink)
    writer.end(rows=rows)


def _kept(data_dir: Path) -> Iterator[tuple[Path, str]]:
    """Yield the files that belong to the installation, with their names below the data directory."""
    for name in KEPT_FILES:
        top = data_dir / name
        for path in [top] if top.is_file() else sorted(top.rglob("*")):
            if path.is_file() and not path.is_symlink():
                yield path, path.relative_to(data_dir).as_posix()


def _sync_folder(folder: Path) -> None:
    """Bring the new name to the disk."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
