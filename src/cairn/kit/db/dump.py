"""All rows of a database as text, and back: for backups.

Only rows are kept: the schema is what the migrations make of an empty database up to the revision that is
named beside them. So a backup of one server can be restored by another, of another version of PostgreSQL,
embedded or not, and no program of PostgreSQL's is needed. Each table is read in the order of its key, from
one snapshot, so that reading it again after the restore gives the same bytes.
"""

# ruff: noqa: S608 - names from the catalogue, quoted; no values

from collections.abc import AsyncIterable, AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from graphlib import TopologicalSorter
from typing import Any

import asyncpg

from cairn.kit.db.work import Scope

REBUILT = frozenset({"alembic_version", "schema_migration"})
"""Tables that the migrations themselves write."""

_TABLES = """
SELECT c.relname AS name, c.relforcerowsecurity AS forced,
  (SELECT array_agg(a.attname::text ORDER BY a.attnum) FROM pg_attribute a
   WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = '') AS columns,
  (SELECT array_agg(a.attname::text ORDER BY k.place) FROM pg_index i
   CROSS JOIN unnest(i.indkey) WITH ORDINALITY AS k(number, place)
   JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = k.number
   WHERE i.indrelid = c.oid AND i.indisprimary) AS key,
  (SELECT array_agg(DISTINCT r.relname::text) FROM pg_constraint f JOIN pg_class r ON r.oid = f.confrelid
   WHERE f.conrelid = c.oid AND f.contype = 'f' AND r.oid <> c.oid) AS needs
FROM pg_class c WHERE c.relkind = 'r' AND c.relnamespace = current_schema()::regnamespace ORDER BY c.relname
"""
_UNBOUND = "SELECT rolsuper OR rolbypassrls FROM pg_roles WHERE rolname = current_user"
_SEQUENCES = (
    "SELECT sequencename::text AS name, last_value FROM pg_sequences"
    " WHERE schemaname = current_schema() AND last_value IS NOT NULL ORDER BY sequencename"
)
_APPLIED = "SELECT revision, checksum FROM schema_migration ORDER BY revision"
_REVISION = "SELECT version_num FROM alembic_version"


@dataclass(frozen=True, slots=True)
class Stored:
    """A table as the catalogue describes it."""

    name: str
    columns: tuple[str, ...]
    """Those that are not computed."""
    key: tuple[str, ...]
    forced: bool
    """Whether row-level security binds its owner, too."""

    @property
    def rows(self) -> str:
        """The statement that reads all of it, in the order of its key."""
        order = ", ".join(map(_quoted, self.key or self.columns))
        columns = ", ".join(map(_quoted, self.columns))
        return f"SELECT {columns} FROM {_quoted(self.name)} ORDER BY {order}"


class Snapshot:
    """One moment of a database."""

    def __init__(self, connection: Any, tables: list[Stored], *, bound: bool) -> None:
        """Use `snapshot`."""
        self._connection = connection
        self._bound = bound
        self.tables = tables
        """Those that others point at first."""

    async def copy(self, table: Stored, sink: Callable[[bytes], Awaitable[None]]) -> int:
        """Send a table to a function, as COPY writes text; return how many rows it has."""
        if self._bound:
            role = Scope.SYSTEM.value if table.forced else "NONE"
            await self._connection.execute(f"SET LOCAL ROLE {role}")
        status = await self._connection.copy_from_query(table.rows, output=sink, timeout=None)
        return int(str(status).rpartition(" ")[2])

    async def revision(self) -> str:
        """Return the newest migration that was applied."""
        return str(await self._connection.fetchval(_REVISION))

    async def applied(self) -> dict[str, str]:
        """Return the checksum of each migration that was applied."""
        return dict(await self._connection.fetch(_APPLIED))

    async def sequences(self) -> dict[str, int]:
        """Return the last value of every sequence; at the end, as they go on beside the snapshot."""
        return {row["name"]: row["last_value"] for row in await self._connection.fetch(_SEQUENCES)}


@asynccontextmanager
async def snapshot(url: str) -> AsyncIterator[Snapshot]:
    """Open a view of a database as it is at one moment; others go on writing."""
    connection: Any = await asyncpg.connect(url)
    try:
        async with connection.transaction(isolation="repeatable_read", readonly=True):
            bound = not await connection.fetchval(_UNBOUND)
            yield Snapshot(connection, await _tables(connection), bound=bound)
    finally:
        await connection.close()


class Loading:
    """A database that is being filled, in one transaction."""

    def __init__(self, connection: Any, tables: dict[str, Stored]) -> None:
        """Use `loading`."""
        self._connection = connection
        self.tables = tables

    async def copy(self, table: Stored, columns: list[str], source: AsyncIterable[bytes]) -> None:
        """Fill a table from what COPY wrote."""
        await self._connection.copy_to_table(table.name, columns=columns, source=source, timeout=None)

    async def set_sequences(self, values: dict[str, int]) -> None:
        """Let sequences go on where they were."""
        for name, value in values.items():
            await self._connection.execute("SELECT setval($1::regclass, $2)", _quoted(name), value)


@asynccontextmanager
async def loading(url: str) -> AsyncIterator[Loading]:
    """Empty the tables of a migrated database and let them be filled, all or nothing.

    For its owner, who need be no superuser: for as long as the transaction lasts row-level security does not
    bind the owner, and triggers, which have fired when the rows were made, do not fire again.
    """
    connection: Any = await asyncpg.connect(url)
    try:
        async with connection.transaction():
            found = await _tables(connection)
            names = ", ".join(_quoted(t.name) for t in found)
            await connection.execute(f"TRUNCATE {names}")
            for table in found:
                await _bind(connection, table, "NO FORCE", "DISABLE")
            yield Loading(connection, {t.name: t for t in found})
            for table in found:
                await _bind(connection, table, "FORCE", "ENABLE")
        await connection.execute("ANALYZE")
    finally:
        await connection.close()


async def is_empty(url: str, *, but: frozenset[str]) -> bool:
    """Whether no table but these holds a row."""
    async with snapshot(url) as seen:
        for table in seen.tables:
            if table.name not in but and await seen.copy(table, _nowhere):
                return False
    return True


async def _nowhere(_piece: bytes) -> None:
    """Take what nobody wants."""


async def _bind(connection: Any, table: Stored, force: str, triggers: str) -> None:
    name = _quoted(table.name)
    if table.forced:
        await connection.execute(f"ALTER TABLE {name} {force} ROW LEVEL SECURITY")
    await connection.execute(f"ALTER TABLE {name} {triggers} TRIGGER USER")


async def _tables(connection: Any) -> list[Stored]:
    found = {row["name"]: row for row in await connection.fetch(_TABLES) if row["name"] not in REBUILT}
    order = TopologicalSorter(
        {name: [n for n in row["needs"] or () if n in found] for name, row in found.items()}
    )
    return [
        Stored(name, tuple(found[name]["columns"]), tuple(found[name]["key"] or ()), found[name]["forced"])
        for name in order.static_order()
    ]


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'
