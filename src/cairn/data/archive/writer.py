"""Writing an archive: part after part into a ZIP file beside its final name, never a whole part in memory."""

import asyncio
import hashlib
import os
import zipfile
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from cairn.kit.json import encode_json

_PIECE = 256 * 1024
Sink = Callable[[bytes], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class Part:
    """One file of an archive, as its manifest lists it."""

    path: str
    table: str | None
    """The table whose rows it holds, or None."""
    role: str
    """`data` is what they made, `facts` is about this account alone, `copy` repeats another part."""
    rows: int | None
    """How many rows it holds; None where it holds none."""
    bytes: int
    """Its size, not compressed."""
    sha256: str
    """Of its content, hexadecimal."""


class ArchiveWriter:
    """A ZIP file under way. What is written goes to a thread, so that the loop stays free."""

    def __init__(self, path: Path, made_at: datetime) -> None:
        """Begin a file that only its owner can read; one of the same name is replaced."""
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_CLOEXEC, 0o600)
        self._file = os.fdopen(handle, "w+b")
        self._zip = zipfile.ZipFile(self._file, "w", zipfile.ZIP_DEFLATED, compresslevel=6)
        self._made_at = made_at
        self.parts: list[Part] = []

    @asynccontextmanager
    async def part(self, path: str, *, table: str | None = None, role: str = "copy") -> AsyncIterator["Open"]:
        """Open the next file of the archive; set `rows` of what is yielded before the end."""
        info = zipfile.ZipInfo(path, self._made_at.timetuple()[:6])
        info.compress_type = zipfile.ZIP_DEFLATED
        info.external_attr = 0o600 << 16
        opened = Open(self._zip.open(info, "w", force_zip64=True))
        yield opened
        await opened.close()
        self.parts.append(
            Part(path, table and str(table), role, opened.rows, opened.size, opened.digest.hexdigest())
        )

    async def add(self, path: str, content: bytes) -> None:
        """Add a small file whole."""
        async with self.part(path) as opened:
            await opened.write(content)

    async def close(self) -> None:
        """Write the directory of the ZIP file and bring everything to the disk."""
        await asyncio.to_thread(self._close)

    def _close(self) -> None:
        self._zip.close()
        self._file.flush()
        os.fsync(self._file.fileno())
        self._file.close()

    def abandon(self) -> None:
        """Let go of a file that is not to be finished."""
        self._file.close()


class Open:
    """A part under way."""

    def __init__(self, stream: Any) -> None:
        """Write into a file of the ZIP."""
        self._stream = stream
        self._waiting = bytearray()
        self.digest = hashlib.sha256()
        self.size = 0
        self.rows: int | None = None

    async def write(self, data: bytes) -> None:
        """Add to the part."""
        self._waiting += data
        if len(self._waiting) >= _PIECE:
            await self._flush()

    async def close(self) -> None:
        """Write what is left."""
        await self._flush()
        await asyncio.to_thread(self._stream.close)

    async def _flush(self) -> None:
        piece = bytes(self._waiting)
        self._waiting.clear()
        await asyncio.to_thread(self._write, piece)

    def _write(self, piece: bytes) -> None:
        self.digest.update(piece)
        self.size += len(piece)
        self._stream.write(piece)


def manifest(head: dict[str, Any], parts: list[Part]) -> bytes:
    """Return the table of contents."""
    counts = {part.table: part.rows for part in parts if part.table and part.role != "copy"}
    return encode_json({**head, "counts": counts, "parts": parts}) + b"\n"
