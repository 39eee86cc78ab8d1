"""What a database is and how it keeps people apart, for a check of the installation."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

_BASICS = """
SELECT current_setting('server_version_num')::int / 10000 AS major, clock_timestamp() AS now,
  (SELECT coalesce(e.extversion, a.default_version) FROM pg_available_extensions a
   LEFT JOIN pg_extension e ON e.extname = a.name WHERE a.name = 'vector') AS vector
"""
_PROTECTED = """
SELECT c.relname AS name FROM pg_class c
WHERE c.relkind IN ('r', 'p') AND c.relnamespace = current_schema()::regnamespace
  AND c.relrowsecurity AND c.relforcerowsecurity
  AND EXISTS (SELECT FROM pg_policy p WHERE p.polrelid = c.oid)
"""
_ROLES = """
SELECT r.rolname AS name,
  NOT r.rolsuper AND NOT r.rolbypassrls
  AND NOT EXISTS (SELECT FROM pg_class c WHERE c.relowner = r.oid) AS is_bound
FROM pg_roles r WHERE r.rolname = ANY($1::text[])
"""


@dataclass(frozen=True, slots=True)
class Basics:
    """The server behind a connection."""

    major: int
    """Major version of PostgreSQL."""
    now: datetime
    """Its clock, at the moment of the question."""
    vector: tuple[int, ...] | None
    """Version of pgvector, installed or available; None where there is none."""


async def basics(connection: Any) -> Basics:
    """Return what the server is."""
    row = await connection.fetchrow(_BASICS)
    vector = None if row["vector"] is None else tuple(int(part) for part in row["vector"].split("."))
    return Basics(row["major"], row["now"], vector)


async def unprotected(connection: Any, tables: Collection[str]) -> list[str]:
    """Return those of the tables that are missing, or on which row-level security is not forced."""
    protected = {row["name"] for row in await connection.fetch(_PROTECTED)}
    return sorted(set(tables) - protected)


async def unbound(connection: Any, roles: Collection[str]) -> list[str]:
    """Return those of the roles that are missing, or that row-level security does not bind.

    Superusers and roles with BYPASSRLS pass by it; the owner of a table could switch it off.
    """
    bound = {row["name"] for row in await connection.fetch(_ROLES, sorted(roles)) if row["is_bound"]}
    return sorted(set(roles) - bound)


async def over_all(connection: Any, sql: str) -> Any:
    """Return the first value of a statement that counts over all people's rows."""
    async with connection.transaction(readonly=True):
        await connection.execute("SET LOCAL ROLE cairn_system")
        return await connection.fetchval(sql)
