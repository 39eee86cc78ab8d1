"""Checks of the database: it answers, has the extension and the schema, and keeps people apart."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from typing import TYPE_CHECKING, Any

import asyncpg

from cairn.cli.checks_server import check_skew
from cairn.cli.errors import CliError
from cairn.cli.findings import Finding, fail, ok, warn
from cairn.cli.local import local_database
from cairn.kit.clock import SystemClock
from cairn.kit.db import inspection, migrate
from cairn.kit.db.work import Scope
from cairn.kit.json import decode_json
from cairn.models import GLOBAL_TABLES, Base
from cairn.statistics.queries import COUNTS

if TYPE_CHECKING:
    from cairn.settings import Settings

OLDEST_SERVER = 16
OLDEST_VECTOR = (0, 8)
RESTORE = "Restore a backup, or run `cairn db status` and see the documentation of upgrades."
UPGRADE = "`cairn db upgrade`, or the next `cairn serve`, applies them."


def check_database(settings: "Settings") -> Iterator[Finding]:
    """Look at the embedded database (started for this, unless it runs), or at the configured one."""
    if settings.database_url is None and not (settings.data_dir / "postgres").exists():
        yield warn("database", "There is no database yet.", "`cairn serve` makes it.")
        return
    try:
        with local_database(settings, make=False) as url:
            yield from asyncio.run(_look(url))
    except CliError as error:
        yield fail("database", error.detail, error.hint or "The log in the data directory may say more.")
    except (OSError, asyncpg.PostgresError, asyncpg.InterfaceError) as error:
        yield fail("database", f"The database cannot be used: {error}", "Check CAIRN_DATABASE_URL.")


async def _look(url: str) -> list[Finding]:
    connection = await asyncpg.connect(url, timeout=10)
    try:
        found = [f async for f in _server(connection)]
        found += [f async for f in _schema(connection)]
    finally:
        await connection.close()
    return found


async def _server(connection: Any) -> AsyncIterator[Finding]:
    clock = SystemClock()
    before = clock.now()
    server = await inspection.basics(connection)
    if server.major < OLDEST_SERVER:
        mend = f"Use PostgreSQL {OLDEST_SERVER} or newer."
        yield fail("database", f"PostgreSQL {server.major} is too old.", mend)
    else:
        yield ok("database", f"PostgreSQL {server.major} answers")
    yield check_skew("database", before, server.now, clock.now())
    mend = "Install pgvector 0.8 or newer where the database runs."
    if server.vector is None:
        yield fail("vector", "The extension pgvector is missing.", mend)
    elif server.vector < OLDEST_VECTOR:
        yield fail("vector", f"pgvector {'.'.join(map(str, server.vector))} is too old.", mend)
    else:
        yield ok("vector", f"pgvector {'.'.join(map(str, server.vector))}")


async def _schema(connection: Any) -> AsyncIterator[Finding]:
    found = await migrate.status(connection)
    try:
        migrate.require_usable(found)
    except migrate.MigrationError as error:
        yield fail("migrations", str(error), RESTORE)
        return
    if found.pending:
        yield warn("migrations", f"{len(found.pending)} migrations are pending.", UPGRADE)
        return
    yield ok("migrations", f"The schema is at {found.head}, and every applied file is unchanged")
    tables = set(Base.metadata.tables) - GLOBAL_TABLES
    if bare := await inspection.unprotected(connection, tables):
        told = f"The database does not keep people's rows apart in: {', '.join(bare)}."
        yield fail("row_security", told, RESTORE)
    else:
        yield ok("row_security", f"Row-level security is forced on {len(tables)} tables")
    roles = [scope.value for scope in Scope]
    if free := await inspection.unbound(connection, roles):
        told = f"Row-level security does not bind: {', '.join(free)}."
        yield fail("roles", told, "ALTER ROLE … NOSUPERUSER NOBYPASSRLS, and give its tables to the owner.")
    else:
        yield ok("roles", f"{' and '.join(roles)} are bound by row-level security")
    yield await _integrity(connection)


async def _integrity(connection: Any) -> Finding:
    """Tell what the last nightly looks at people's data found, in numbers alone."""
    counts = decode_json(await inspection.over_all(connection, COUNTS.text))
    if not counts["counts"]:
        return ok("integrity", f"The data of {counts['people_checked']} people agree, as last looked at")
    kinds = ", ".join(f"{one['count']} {one['kind'].replace('_', ' ')}" for one in counts["counts"])
    mend = "`cairn integrity` shows each person their own; please report what you did not change by hand."
    return warn("integrity", f"Some data do not agree: {kinds}.", mend)
