"""Downloads of files that can be continued: one range of bytes, and an ETag of the content (RFC 9110, 14)."""

import asyncio
import os
import re
from collections.abc import AsyncIterator, Mapping
from pathlib import Path
from typing import IO

from fastapi import Response
from fastapi.responses import StreamingResponse

from cairn.kit.http.problems import Problem

_PIECE = 256 * 1024
_RANGE = re.compile(r"bytes=(\d{1,18})?-(\d{1,18})?")


class RangeNotThere(Problem):
    """The `Range` begins behind the end of the file. `Content-Range` says how long the file is."""

    status, type, title = 416, "range-not-satisfiable", "The file ends before that"


async def download(
    path: Path, *, digest: str, name: str, media_type: str, headers: Mapping[str, str]
) -> Response:
    """Return a file, or the part of it that the request's headers name; raises RangeNotThere or OSError.

    `digest` of the content is the ETag. Of several ranges, or one that cannot be read, nothing is heeded and
    the whole file is sent, as the standard allows.
    """
    file = await asyncio.to_thread(path.open, "rb")
    try:
        size = os.fstat(file.fileno()).st_size
        tag = f'"{digest}"'
        asked = headers.get("range") if headers.get("if-range", tag) == tag else None
        found = _span(asked, size)
    except BaseException:
        file.close()
        raise
    start, end = found or (0, size)
    sent = {
        "Accept-Ranges": "bytes",
        "Content-Disposition": f'attachment; filename="{name}"',
        "Content-Length": str(end - start),
        "ETag": tag,
    }
    if found is not None:
        sent["Content-Range"] = f"bytes {start}-{end - 1}/{size}"
    status = 200 if found is None else 206
    return StreamingResponse(_read(file, start, end), status, sent, media_type)


def _span(asked: str | None, size: int) -> tuple[int, int] | None:
    """Return begin and end (not included) of the part that is asked for; None for the whole."""
    match = _RANGE.fullmatch((asked or "").strip())
    if match is None or match.groups() == (None, None):
        return None
    first, last = match.groups()
    start = size - int(last) if first is None else int(first)
    end = size if first is None or last is None else int(last) + 1
    start, end = max(start, 0), min(end, size)
    if start >= size:
        raise RangeNotThere(headers={"Content-Range": f"bytes */{size}"})
    return (start, end) if start < end else None


async def _read(file: IO[bytes], start: int, end: int) -> AsyncIterator[bytes]:
    try:
        await asyncio.to_thread(file.seek, start)
        while start < end and (piece := await asyncio.to_thread(file.read, min(_PIECE, end - start))):
            start += len(piece)
            yield piece
    finally:
        file.close()
