"""The two shapes of a list: `Page` for bounded lists, `Cursor` for feeds that grow without end."""

import base64
import binascii
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import Annotated, Any, Generic, TypeVar
from uuid import UUID

from fastapi import Query
from pydantic import Field

from cairn.kit.db.sql import Row
from cairn.kit.http.problems import Invalid
from cairn.kit.http.schemas import Input, Output
from cairn.kit.json import encode_json

Item = TypeVar("Item", bound=Output)

MAX_PAGE_SIZE = 300
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)


class Page(Output, Generic[Item]):
    """A numbered page of a bounded list."""

    items: list[Item]
    """The rows of this page, in the order asked for; the order always ends in the id."""
    total: int
    """How many rows match on all pages together."""
    page: int
    """Number of this page, counting from 1."""
    page_size: int
    """How many rows a page holds at most."""


class Cursor(Output, Generic[Item]):
    """A stretch of a feed, newest first."""

    items: list[Item]
    """The rows of this stretch."""
    next_cursor: str | None
    """Pass it as `cursor` to get the next stretch; null at the end."""


class PageQuery(Input):
    """Which page of a list to return."""

    page: int = Field(1, ge=1, le=100_000)
    """Number of the page, from 1."""
    page_size: int = Field(50, ge=1, le=MAX_PAGE_SIZE)
    """Rows on a page, 1 to 300; more is refused, not cut."""

    def filters(self) -> dict[str, object]:
        """Return the conditions: every field but the page and the order."""
        return {n: v for n, v in self if n not in ("page", "page_size", "sort")}


class CursorQuery(Input):
    """Which stretch of a feed to return."""

    cursor: str | None = Field(None, min_length=1, max_length=200)
    """The `next_cursor` of the stretch before; absent for the first one."""
    limit: int = Field(50, ge=1, le=MAX_PAGE_SIZE)
    """Rows in a stretch, 1 to 300; more is refused, not cut."""

    def filters(self) -> dict[str, object]:
        """Return the conditions: every field but the cursor and the limit."""
        return {n: v for n, v in self if n not in ("cursor", "limit")}


CursorDep = Annotated[CursorQuery, Query()]


def page_of(items: bytes, total: int, query: PageQuery) -> bytes:
    """Return a `Page` as JSON, of items that are a JSON array already."""
    return b'{"items":%b,"total":%d,"page":%d,"page_size":%d}' % (items, total, query.page, query.page_size)


def numbered_page(rows: Sequence[Mapping[str, Any] | Row], total: int, query: PageQuery) -> bytes:
    """Return a `Page` as JSON, of rows whose columns are the fields of its items."""
    items = [dict(row) for row in rows]
    return encode_json({"items": items, "total": total, "page": query.page, "page_size": query.page_size})


def stretch(rows: Sequence[Row], limit: int) -> bytes:
    """Return a `Cursor` as JSON; `rows` has one row more than the limit where the feed goes on.

    The rows have the columns `created_at` and `id`, by which the feed is ordered.
    """
    items = [dict(row) for row in rows[:limit]]
    following = encode_cursor(items[-1]["created_at"], items[-1]["id"]) if len(rows) > limit else None
    return encode_json({"items": items, "next_cursor": following})


def encode_cursor(at: datetime, row_id: UUID) -> str:
    """Return the opaque token of a place in a feed that is ordered by (time, id)."""
    packed = ((at - _EPOCH) // _MICROSECOND).to_bytes(8, "big", signed=True) + row_id.bytes
    return base64.urlsafe_b64encode(packed).rstrip(b"=").decode()


def decode_cursor(token: str) -> tuple[datetime, UUID]:
    """Return (time, id) of a cursor; raises `Invalid` for a token not made here."""
    try:
        packed = base64.b64decode(token + "=" * (-len(token) % 4), altchars=b"-_", validate=True)
        at = _EPOCH + int.from_bytes(packed[:8], "big", signed=True) * _MICROSECOND
        return at, UUID(bytes=packed[8:])
    except (binascii.Error, ValueError, OverflowError):
        raise Invalid.field("query:cursor", "malformed", "Pass a `next_cursor` as it was given.") from None
