"""Making the archive of everything a person owns, in a job, from one snapshot of the database."""

import asyncio
import hashlib
from collections.abc import Awaitable, Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import Table

from cairn import __version__
from cairn.data.archive import FORMAT, FORMAT_VERSION, MANIFEST
from cairn.data.archive.text import README
from cairn.data.archive.writer import ArchiveWriter, manifest
from cairn.data.deadline import month_after
from cairn.data.ids import DataRequestId
from cairn.data.models import DataRequest
from cairn.data.problems import ExportUnderWay
from cairn.data.queries.archive import REVISION, count_of, lines_of, rows_of
from cairn.data.queries.requests import BEGIN_EXPORT, END_EXPORT, FAIL, NOTE_PROGRESS, REQUESTS, UNDER_WAY
from cairn.data.rules import Leaves, leaving, rule_of
from cairn.kit.db.audit import record
from cairn.kit.db.locks import lock
from cairn.kit.db.owned import Written
from cairn.kit.db.work import Database, ReadWork, Work
from cairn.kit.ids import UserId
from cairn.kit.jobs import enqueue

FILES_KEPT = timedelta(hours=24)
_STRETCH = 20_000
"""Rows after which the progress is told."""
_JSON_LINES: dict[str, Any] = {"format": "csv", "delimiter": "\x02", "quote": "\x01"}
"""JSON has no control characters: with these as its marks COPY writes each object as it is, on a line."""

Progress = Callable[[int, int], Awaitable[None]]


async def ask_for_export(work: Work) -> Written:
    """Enqueue an export of the owner's data; raises ExportUnderWay."""
    await lock(work, "exports")
    if await work.db.value(UNDER_WAY) is not None:
        raise ExportUnderWay
    now = work.clock.now()
    written = await REQUESTS.add(
        work, DataRequest(kind="access_export", status="pending", due_at=month_after(now))
    )
    await enqueue(work, "data.export", user_id=work.owner, request_id=written.id)
    return written


def export_file(folder: Path, request_id: object) -> Path:
    """Return where the file of a request is, below the data directory."""
    return folder / "exports" / f"{request_id}.zip"


async def carry_out_export(
    database: Database, folder: Path, owner: UserId, request_id: DataRequestId
) -> None:
    """Make the file of a request; a second time replaces what a killed worker had begun."""
    async with database.work(owner) as work:
        if await work.db.value(BEGIN_EXPORT, id=request_id, now=work.clock.now()) is None:
            return

    async def progress(done: int, total: int) -> None:
        async with database.work(owner) as work:
            await work.db.run(NOTE_PROGRESS, id=request_id, done=done, total=total, now=work.clock.now())

    path = export_file(folder, request_id)
    try:
        counts = await write_archive(database, owner, path, progress)
    except OSError:
        async with database.work(owner) as work:
            await work.db.run(FAIL, id=request_id, failure="no_room", now=work.clock.now())
        raise
    digest = await asyncio.to_thread(_digest, path)
    async with database.work(owner) as work:
        now = work.clock.now()
        await work.db.run(
            END_EXPORT,
            id=request_id,
            now=now,
            counts=counts,
            size=path.stat().st_size,
            digest=digest,
            expires=now + FILES_KEPT,
            done=sum(counts.values()),
        )
        await record(work, "export", "data_request", request_id)


async def write_archive(database: Database, owner: UserId, path: Path, progress: Progress) -> dict[str, int]:
    """Write the archive of a person under a name, at once and whole; return the rows of each table."""
    draft = path.with_suffix(".part")
    writer = ArchiveWriter(draft, database.clock.now())
    try:
        async with database.snapshot(owner) as work:
            counts = await _write(writer, work, progress)
        await writer.close()
    except BaseException:
        writer.abandon()
        draft.unlink(missing_ok=True)
        raise
    draft.replace(path)
    return counts


async def _write(writer: ArchiveWriter, work: ReadWork, progress: Progress) -> dict[str, int]:
    tables = leaving(Leaves.DATA, Leaves.FACTS)
    total = int(await work.db.raw(count_of(tables)))
    counts: dict[str, int] = {}
    await progress(0, total)
    await writer.add("README.txt", README.encode())
    for table in tables:
        done = sum(counts.values())

        async def further(rows: int, before: int = done) -> None:
            await progress(before + rows, total)

        counts[str(table.name)] = await _write_table(writer, work, table, further)
    await progress(sum(counts.values()), total)
    head = {
        "format": FORMAT,
        "format_version": FORMAT_VERSION,
        "program_version": __version__,
        "schema_revision": await work.db.value(REVISION),
        "made_at": work.clock.now(),
        "account_id": work.owner,
        "files": 0,
    }
    await writer.add(MANIFEST, manifest(head, writer.parts))
    return counts


async def _write_table(
    writer: ArchiveWriter, work: ReadWork, table: Table, progress: Callable[[int], Awaitable[None]]
) -> int:
    """Write a table twice: as JSON Lines, which lose nothing, and as a table for people."""
    role = rule_of(table).leaves.value
    lines, told = 0, 0
    async with writer.part(f"{role}/{table.name}.jsonl", table=table.name, role=role) as part:

        async def sink(piece: bytes) -> None:
            nonlocal lines, told
            await part.write(piece)
            lines += piece.count(b"\n")
            if lines - told >= _STRETCH:
                told = lines
                await progress(lines)

        part.rows = rows = await work.db.copy_out(lines_of(table), sink, **_JSON_LINES)
    async with writer.part(f"csv/{table.name}.csv", table=table.name) as part:
        part.rows = await work.db.copy_out(rows_of(table), part.write, format="csv", header=True)
    return rows


def _digest(path: Path) -> bytes:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").digest()
