"""Every parser that reads a stranger's bytes, as a function of bytes that either returns or refuses."""

import asyncio
import io
from collections.abc import Callable
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import msgspec
from pydantic import ValidationError
from starlette.datastructures import Headers

from cairn.identity.tokens import Authenticator, read_refresh_token
from cairn.imports.formats import FORMATS, detect
from cairn.imports.formats.base import HEAD_BYTES, Format, Options, Record, Unreadable
from cairn.kit.http.paging import decode_cursor
from cairn.kit.http.problems import Problem
from cairn.kit.json import decode_json
from cairn.planning.quickadd import parse as quick_add
from cairn.planning.schemas.tasks import TaskCreate

NOW = datetime(2026, 11, 23, 9, 0)  # noqa: DTZ001 - a wall time
REFUSALS = (Unreadable, Problem, ValidationError)
"""How a parser says no; whatever else it raises is a fault."""
MAX_BYTES = 2_000_000
Target = Callable[[bytes], None]


def importing(form: Format) -> Target:
    """Read a file of a format, and look at its table where it is one."""
    options = Options(zone=ZoneInfo("Europe/Berlin"), max_bytes=MAX_BYTES, file_name="strange.txt")

    def read(data: bytes) -> None:
        form.sniff(data[:HEAD_BYTES])
        detect("strange" + form.suffixes[0], data[:HEAD_BYTES])
        for item in form.parse(io.BytesIO(data), options):
            if isinstance(item, Record):
                assert item.title
                assert len(item.external_id) <= 200
        if form.inspect is not None:
            form.inspect(io.BytesIO(data), options)

    return read


def quick(data: bytes) -> None:
    """Read a line of quick add."""
    text = data.decode(errors="surrogateescape")
    quick_add(text[:2_000], now=NOW, prefer_future=True, month_first=False, areas=["A"], projects=["B"])


def cursor(data: bytes) -> None:
    """Read a place in a feed."""
    decode_cursor(data.decode("latin-1"))


def token(data: bytes) -> None:
    """Prove what a header claims to be."""
    raw = [(b"authorization", b"Bearer " + data), (b"cookie", data), (b"authorization", data)]
    scope: dict[str, Any] = {"type": "http", "method": "POST", "path": "/api/v1/tasks"}
    scope |= {"scheme": "http", "headers": raw[:1], "client": ("192.0.2.1", 1)}
    for header in raw:
        proven = asyncio.run(Authenticator()(scope, Headers(raw=[header])))
        assert proven is None or isinstance(proven, Problem)
    read_refresh_token(data.decode("latin-1"))


def body(data: bytes) -> None:
    """Read a body as JSON, and take it for a task."""
    try:
        content = decode_json(data)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return
    TaskCreate.model_validate(content)


TARGETS: dict[str, Target] = {
    **{f"import {form.name}": importing(form) for form in FORMATS},
    "quick add": quick,
    "cursor": cursor,
    "token": token,
    "body": body,
}


def attempt(target: Target, data: bytes) -> str:
    """Return `read` or `refused`; whatever else happens is raised."""
    try:
        target(data)
    except REFUSALS:
        return "refused"
    return "read"
