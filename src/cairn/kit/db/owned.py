"""The owned-resource kernel: page, show, get, add, patch, remove; always within one person's rows.

A domain declares `TASKS = Owned(Task, TaskOut, …)` in its `queries.py` and its routes call it. An absent
row and somebody else's row are the same `NotFound`. Each write is ONE statement: the registry entry, the
row and the audit event in data-modifying CTEs, because round trips cost more than rows. There are no
hooks: an entity that needs one has its own function.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property, lru_cache
from typing import Any, Generic, TypeVar, cast
from uuid import UUID

from sqlalchemy import BindParameter, ColumnElement, Table, bindparam, false, func, select, true
from sqlalchemy.orm import aliased
from sqlalchemy.sql.visitors import replacement_traverse

from cairn.kit.db import registry
from cairn.kit.db.base import OwnedRow
from cairn.kit.db.shape import Expression, Shape
from cairn.kit.db.sql import DIALECT, OWNER, Query, Row
from cairn.kit.db.work import ReadWork, Work
from cairn.kit.http.paging import PageQuery, page_of
from cairn.kit.http.problems import FieldError, Invalid, NotFound, Stale
from cairn.kit.http.schemas import Output
from cairn.kit.ids import new_id
from cairn.kit.json import decode_json, encode_json

M = TypeVar("M", bound=OwnedRow)

_ENTITY, _AUDIT = registry.Entity.__tablename__, registry.AuditEvent.__tablename__
# Of the two locks that writers exclude each other with, the one that lets others point at the row meanwhile.
_LOCK = "FOR NO KEY UPDATE"
_MANY = 500
"""Rows of one statement after which the planner is told of them."""
_KERNEL = ("user_id", "id", "created_at", "updated_at", "version", "archived_at", "deleted_at")


@dataclass(frozen=True, slots=True)
class Written:
    """A row as it stands after a write."""

    id: UUID
    version: int
    body: bytes
    """The row in its output schema, encoded as JSON."""


class Owned(Generic[M]):
    """The rows of one table as their person sees them."""

    def __init__(
        self,
        model: type[M],
        out: type[Output],
        *,
        computed: Mapping[str, Expression] | None = None,
        filters: Mapping[str, Expression] | None = None,
        sorts: Mapping[str, tuple[Expression, ...]] | None = None,
    ) -> None:
        """Describe the resource.

        `filters` map a query parameter to a condition on the row with a `bindparam` of that name; `sorts`
        map a sort key to its order, to which the id is added.
        """
        self.model = model
        self.kind = model.__tablename__
        self.shape = Shape(model, out, computed)
        self.along: dict[str, str] = {}
        self.filters = dict(filters or {})
        self.sorts = dict(sorts or {"created": (lambda r: r.id.desc(),)})
        table = model.__table__
        self._own = tuple(c.name for c in table.columns if c.name not in _KERNEL and c.computed is None)
        self._personal = frozenset(c.name for c in table.columns if c.info.get("personal"))
        self._page = lru_cache(maxsize=256)(self._page_query)
        self._patch = lru_cache(maxsize=256)(self._patch_query)

    def bring(self, name: str, sql: str) -> None:
        """Have each write of a row look up `work.known[name]` for handlers, sparing everybody a round trip.

        `sql` is a scalar subquery over rows of `:owner`; called while modules are imported.
        """
        self.along[name] = sql

    @cached_property
    def _types(self) -> dict[str, str]:
        return {c.name: c.type.compile(DIALECT) for c in self.model.__table__.columns}

    # --- reads -------------------------------------------------------------------------------------

    async def page(
        self, work: ReadWork, query: PageQuery, sort: str, filters: Mapping[str, Any], *, trash: bool = False
    ) -> bytes:
        """Return a page as JSON, of the rows or of the trash; filters whose value is None do not apply."""
        given = {name: value for name, value in filters.items() if value is not None}
        # A plan is made once for all values: an index of, say, the rows that are not archived serves it only
        # where the statement itself says that they are not.
        flags = {name: value for name, value in given.items() if isinstance(value, bool)}
        limit = query.page_size
        (row,) = await work.db.rows(
            self._page(frozenset(given), frozenset(flags.items()), sort, trash),
            limit=limit,
            offset=(query.page - 1) * limit,
            **given,
        )
        return page_of(row.body, row.total, query)

    def _page_query(
        self,
        names: frozenset[str],
        flags: frozenset[tuple[str, bool]],
        sort: str,
        trash: bool,  # noqa: FBT001
    ) -> Query:
        r, k = self.shape.row, cast("Any", aliased(self.model, name="k"))
        fixed = dict(flags)
        conditions = [_settled(self.filters[name](k), fixed) for name in sorted(names)]
        deleted = k.deleted_at.is_not(None) if trash else k.deleted_at.is_(None)
        where = (k.user_id == OWNER, deleted, *conditions)
        # Only keys go through the sort: whole rows would take twice as long.
        keys = (
            select(k.id)
            .where(*where)
            .order_by(*(order(k) for order in self.sorts[sort]), k.id.desc())
            .limit(bindparam("limit"))
            .offset(bindparam("offset"))
            .subquery("keys")
        )
        rows = (
            select(*self.shape.columns())
            .join(keys, keys.c.id == r.id)
            .where(r.user_id == OWNER)
            .order_by(*(order(r) for order in self.sorts[sort]), r.id.desc())
            .subquery("t")
        )
        total = select(func.count()).select_from(k).where(*where).scalar_subquery()
        items = select(self.shape.json_rows(rows)).select_from(rows).scalar_subquery()
        return Query(select(items.label("body"), total.label("total")))

    async def show(self, work: ReadWork, row_id: UUID) -> Written:
        """Return one row as JSON; raises NotFound."""
        row = await work.db.row(self._show, id=row_id)
        if row is None:
            raise NotFound
        return Written(row_id, row.version, row.body)

    @cached_property
    def _show(self) -> Query:
        source = f"SELECT * FROM {self.kind} WHERE user_id = :owner AND id = :id AND deleted_at IS NULL"
        return Query(f"WITH f AS ({source}) {self._answer('f')}")

    def _answer(self, relation: str) -> str:
        return self.shape.sql_from(relation).replace(
            "AS body FROM", f"AS body, (SELECT version FROM {relation}) AS version FROM", 1
        )

    async def get(self, work: ReadWork, row_id: UUID, *, lock: bool = False) -> M:
        """Return one row, typed, optionally locked until the transaction ends; raises NotFound."""
        suffix = f" {_LOCK}" if lock else ""
        row = await work.db.row(
            _text(
                f"SELECT * FROM {self.kind} WHERE user_id = :owner AND id = :id"
                f" AND deleted_at IS NULL{suffix}"
            ),
            id=row_id,
        )
        if row is None:
            raise NotFound
        return self.load(row)

    def load(self, row: Row) -> M:
        """Return the typed row of a driver row that holds every column of the table."""
        loaded = self.model(**{name: row[name] for name in self._own})
        for name in _KERNEL:
            setattr(loaded, name, row[name])
        return loaded

    # --- writes ------------------------------------------------------------------------------------

    async def add(self, work: Work, new: M, *, row_id: UUID | None = None) -> Written:
        """Insert a row; raises Invalid where it refers to a row that is not there."""
        # Without the observers of the attributes, where there is no default to be found by them.
        held = vars(new)
        values = {name: held[name] if name in held else getattr(new, name) for name in self._own}
        row_id = row_id or new_id()
        row = await work.db.row(self._insert, id=row_id, **values, **_stamp(work))
        if row is None:
            raise await self._dangling(work, values)
        return self._written(work, row_id, row)

    def _written(self, work: Work, row_id: UUID, row: Row) -> Written:
        work.known.update({name: row[name] for name in self.along})
        return Written(row_id, row.version, row.body)

    def _written_answer(self) -> str:
        brought = "".join(f", ({sql}) AS {name}" for name, sql in self.along.items())
        return self._answer("n").replace(" AS version FROM", f" AS version{brought} FROM", 1)

    @cached_property
    def _insert(self) -> Query:
        own = ", ".join(self._own)
        values = ", ".join(f"CAST(:{name} AS {self._types[name]})" for name in self._own)
        return Query(
            f"WITH e AS (INSERT INTO {_ENTITY} (user_id, id, kind, created_at)"
            f" SELECT CAST(:owner AS uuid), CAST(:id AS uuid), '{self.kind}',"
            f" CAST(:now AS timestamptz) WHERE {self._alive(self._references)} RETURNING *),"
            f" n AS (INSERT INTO {self.kind} (user_id, id, created_at, updated_at, version, {own})"
            f" SELECT user_id, id, created_at, created_at, 1, {values} FROM e RETURNING *),"
            f" a AS ({_audit('create', self.kind, 'NULL', 'n')}) {self._written_answer()}"
        )

    async def add_many(
        self,
        work: Work,
        new: Sequence[M],
        *,
        row_ids: Sequence[UUID] | None = None,
        made_at: Sequence[datetime] | None = None,
    ) -> list[UUID]:
        """Insert rows in one statement and return their ids, in the order given.

        The rows may refer to each other by the ids given. `made_at` is when each was made, for rows that
        come from elsewhere; the audit tells when they came. Raises Invalid with the index of each row that
        refers to one that is not there; then nothing is inserted.
        """
        ids = list(row_ids) if row_ids is not None else [new_id() for _ in new]
        made = made_at or [work.clock.now()] * len(ids)
        rows = [
            {"id": row_id, "event": new_id(), "made": at, **{name: getattr(row, name) for name in self._own}}
            for row_id, at, row in zip(ids, made, new, strict=True)
        ]
        dangling = await work.db.value(self._insert_many, rows=encode_json(rows), **_who(work))
        if dangling is not None:
            places = {str(row_id): index for index, row_id in enumerate(ids)}
            # In the order of the rows given: that of the database follows its plan.
            found = sorted((places[row_id], column) for row_id, column in decode_json(dangling))
            raise Invalid(
                errors=[_dangling_error(f"/{at}/{column}", self._references[column]) for at, column in found]
            )
        if len(ids) >= _MANY:
            work.db.grown |= {_ENTITY, self.kind, _AUDIT}
        return ids

    @cached_property
    def _insert_many(self) -> Query:
        own = ", ".join(self._own)
        shape = ", ".join(f"{name} {self._types[name]}" for name in self._own)
        lost = " UNION ALL ".join(
            f"SELECT x.id, '{column}' AS col FROM x WHERE x.{column} IS NOT NULL AND NOT EXISTS (SELECT"
            f" FROM {table} t WHERE t.user_id = :owner AND t.id = x.{column} AND t.deleted_at IS NULL)"
            + (f" AND x.{column} NOT IN (SELECT id FROM x)" if table == self.kind else "")
            for column, table in self._references.items()
        )
        return Query(
            f"WITH x AS (SELECT * FROM json_to_recordset(CAST(:rows AS json)) AS x(id uuid,"
            f" event uuid, made timestamptz, {shape})),"
            f" lost AS ({lost or 'SELECT id, NULL AS col FROM x WHERE false'}),"
            f" good AS (SELECT * FROM x WHERE NOT EXISTS (SELECT FROM lost)),"
            f" e AS (INSERT INTO {_ENTITY} (user_id, id, kind, created_at) SELECT CAST(:owner AS uuid), id,"
            f" '{self.kind}', made FROM good),"
            f" n AS (INSERT INTO {self.kind} (user_id, id, created_at, updated_at, version, {own})"
            f" SELECT CAST(:owner AS uuid), id, made, made, 1, {own}"
            f" FROM good),"
            f" a AS (INSERT INTO {_AUDIT} (user_id, id, created_at, actor_id, action, entity_kind, entity_id,"
            f" request_id) SELECT CAST(:owner AS uuid), event, CAST(:now AS timestamptz),"
            f" CAST(:actor AS uuid), 'create', '{self.kind}', id, CAST(:request AS text) FROM good)"
            f" SELECT json_agg(json_build_array(id, col)) FROM lost"
        )

    @cached_property
    def _references(self) -> dict[str, str]:
        """Column to table, for every foreign key to a row that can be in the trash."""
        found: dict[str, str] = {}
        for key in cast("Table", self.model.__table__).foreign_key_constraints:
            column = next(name for name in key.column_keys if name != "user_id")
            if column != "id" and "deleted_at" in key.referred_table.columns:
                found[column] = key.referred_table.name
        return dict(sorted(found.items()))

    async def patch(
        self,
        work: Work,
        row_id: UUID,
        changes: Mapping[str, Any],
        *,
        if_match: int | None = None,
        action: str = "update",
    ) -> Written:
        """Change the named columns; raises NotFound, Stale or Invalid."""
        names = tuple(sorted(changes))
        row = await work.db.row(
            self._patch(names, action), id=row_id, expected=if_match, **changes, **_stamp(work)
        )
        if row is None:
            raise await self._unpatched(work, row_id, changes, if_match)
        return self._written(work, row_id, row)

    def _patch_query(self, names: tuple[str, ...], action: str) -> Query:
        sets = "".join(f", {name} = CAST(:{name} AS {self._types[name]})" for name in names)
        references = {c: t for c, t in self._references.items() if c in names}
        pairs = ", ".join(
            f"'{name}', "
            + (
                "jsonb_build_array(NULL, NULL)"
                if name in self._personal
                else f"jsonb_build_array(old.{name}, n.{name})"
            )
            for name in names
        )
        return Query(
            f"WITH old AS (SELECT * FROM {self.kind} WHERE user_id = :owner AND id = :id"
            f" AND (deleted_at IS NULL OR '{action}' = 'restore')"
            f" AND version = coalesce(CAST(:expected AS integer), version)"
            f" AND {self._alive(references)} {_LOCK}),"
            f" n AS (UPDATE {self.kind} u SET updated_at = :now, version = u.version + 1{sets}"
            f" FROM old WHERE u.user_id = old.user_id AND u.id = old.id RETURNING u.*),"
            f" a AS ({_audit(action, self.kind, f'jsonb_build_object({pairs})', 'n, old')})"
            f" {self._written_answer()}"
        )

    async def remove(self, work: Work, row_id: UUID, *, if_match: int | None = None) -> None:
        """Put a row in the trash, where it stays 30 days; raises NotFound or Stale."""
        await self.patch(work, row_id, {"deleted_at": work.clock.now()}, if_match=if_match, action="delete")

    async def restore(self, work: Work, row_id: UUID) -> Written:
        """Take a row out of the trash and the archive; raises NotFound."""
        return await self.patch(work, row_id, {"deleted_at": None, "archived_at": None}, action="restore")

    async def archive(self, work: Work, row_id: UUID, *, if_match: int | None = None) -> Written:
        """Hide a row from lists until it is restored; raises NotFound or Stale."""
        changes = {"archived_at": work.clock.now()}
        return await self.patch(work, row_id, changes, if_match=if_match, action="archive")

    # --- refusals ----------------------------------------------------------------------------------

    def _alive(self, references: Mapping[str, str]) -> str:
        """Return the condition that every row referred to is there and not in the trash."""
        checks = [
            f"(CAST(:{column} AS uuid) IS NULL OR EXISTS (SELECT FROM {table} x WHERE x.user_id = :owner"
            f" AND x.id = :{column} AND x.deleted_at IS NULL))"
            for column, table in references.items()
        ]
        return " AND ".join(checks) or "true"

    async def _dangling(self, work: ReadWork, values: Mapping[str, Any]) -> Invalid:
        errors = []
        for column, table in self._references.items():
            target = values.get(column)
            if target is not None and not await work.db.value(
                _text(f"SELECT true FROM {table} WHERE user_id = :owner AND id = :id AND deleted_at IS NULL"),
                id=target,
            ):
                errors.append(_dangling_error(f"/{column}", table))
        return Invalid(errors=errors)

    async def _unpatched(
        self, work: ReadWork, row_id: UUID, changes: Mapping[str, Any], if_match: int | None
    ) -> Exception:
        found = await self.get(work, row_id)
        if if_match is not None and found.version != if_match:
            return Stale(f"The newest version is {found.version}.", version=found.version)
        return await self._dangling(work, changes)


def _settled(condition: ColumnElement[bool], flags: Mapping[str, bool]) -> ColumnElement[bool]:
    """Return a condition with the values of its flags written out."""

    def value(element: Any, **_: Any) -> Any:
        if isinstance(element, BindParameter) and element.key in flags:
            return true() if flags[element.key] else false()
        return None

    return replacement_traverse(condition, {}, value)


def _who(work: Work) -> dict[str, Any]:
    return {"now": work.clock.now(), "actor": work.actor_id, "request": work.request_id}


def _stamp(work: Work) -> dict[str, Any]:
    return {**_who(work), "event": new_id()}


def _audit(action: str, kind: str, changes: str, source: str) -> str:
    return (
        f"INSERT INTO {_AUDIT} (user_id, id, created_at, actor_id, action, entity_kind, entity_id, changes,"
        f" request_id) SELECT n.user_id, CAST(:event AS uuid), CAST(:now AS timestamptz),"
        f" CAST(:actor AS uuid), '{action}', '{kind}', n.id, {changes}, CAST(:request AS text) FROM {source}"
    )


def _dangling_error(pointer: str, table: str) -> FieldError:
    return FieldError(pointer, "not_found", f"There is no such {table.replace('_', ' ')}.")


@lru_cache(maxsize=512)
def _text(sql: str) -> Query:
    return Query(sql)
