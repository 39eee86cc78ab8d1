"""Feeds: rows that grow without end, newest first, read stretch by stretch.

A stretch begins behind the last row of the one before (keyset), so that its cost does not grow with its
distance from the start, and rows that arrive meanwhile shift nothing.
"""

from collections.abc import Mapping
from functools import lru_cache
from typing import Any, Generic, TypeVar

from sqlalchemy import DateTime, Uuid, bindparam, func, literal_column, select, true, tuple_

from cairn.kit.db.base import TenantRow
from cairn.kit.db.shape import Expression, Shape
from cairn.kit.db.sql import OWNER, Query
from cairn.kit.db.work import ReadWork
from cairn.kit.http.paging import CursorQuery, decode_cursor, encode_cursor
from cairn.kit.http.schemas import Output
from cairn.kit.json import encode_json

M = TypeVar("M", bound=TenantRow)


class Feed(Generic[M]):
    """The rows of one table in the order of time."""

    def __init__(
        self,
        model: type[M],
        out: type[Output],
        *,
        at: str | None = None,
        computed: Mapping[str, Expression] | None = None,
        filters: Mapping[str, Expression] | None = None,
    ) -> None:
        """Describe the feed.

        It is ordered by the time column `at`, then the id; without `at` by the id alone, which is the order
        in which rows were made. An index that ends in these columns serves it without a sort. `filters` are
        those of `Owned`; the trash is left out where the table has one.
        """
        self.shape = Shape(model, out, computed)
        self.at = at
        self.filters = dict(filters or {})
        self._stretch = lru_cache(maxsize=64)(self._stretch_query)

    async def page(
        self, work: ReadWork, query: CursorQuery, filters: Mapping[str, Any] | None = None
    ) -> bytes:
        """Return a stretch as JSON; filters whose value is None do not apply. Raises Invalid."""
        given = {name: value for name, value in (filters or {}).items() if value is not None}
        at, row_id = decode_cursor(query.cursor) if query.cursor is not None else (None, None)
        # One row more than asked for tells whether another stretch follows.
        rows = await work.db.rows(
            self._stretch(frozenset(given), at is not None),
            limit=query.limit + 1,
            after_at=at,
            after_id=row_id,
            **given,
        )
        last = rows[query.limit - 1] if len(rows) > query.limit else None
        cursor = encode_json(encode_cursor(last.row_at, last.row_id) if last else None)
        items = b",".join(row.body for row in rows[: query.limit])
        return b'{"items":[' + items + b'],"next_cursor":' + cursor + b"}"

    def _stretch_query(self, names: frozenset[str], further: bool) -> Query:  # noqa: FBT001
        r = self.shape.row
        where = [r.user_id == OWNER, *(self.filters[name](r) for name in sorted(names))]
        if "deleted_at" in self.shape.model.__table__.columns:
            where.append(r.deleted_at.is_(None))
        after_id = bindparam("after_id", type_=Uuid())
        if self.at is None:
            order = [r.id.desc()]
            behind = r.id < after_id
        else:
            at = getattr(r, self.at)
            order = [at.desc(), r.id.desc()]
            behind = tuple_(at, r.id) < tuple_(bindparam("after_at", type_=DateTime(timezone=True)), after_id)
        if further:
            where.append(behind)
        shown = select(*self.shape.columns()).correlate(r).lateral("shown")
        return Query(
            select(
                getattr(r, self.at or "created_at").label("row_at"),
                r.id.label("row_id"),
                func.row_to_json(literal_column("shown")).label("body"),
            )
            .select_from(r)
            .join(shown, true())
            .where(*where)
            .order_by(*order)
            .limit(bindparam("limit"))
        )
