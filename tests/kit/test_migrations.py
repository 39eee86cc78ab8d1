"""Migrations: up, down and up again; models and database agree; nothing half-done."""

import asyncio
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import asyncpg
import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import create_engine

from cairn.kit.db import migrate
from cairn.kit.db.embedded import EmbeddedPostgres
from cairn.migrations.env_filter import include_object
from cairn.models import APPEND_ONLY, GLOBAL_TABLES, Base

FAILING = '''"""broken."""

from alembic import op

revision = "999912312359"
down_revision = "{head}"


def upgrade() -> None:
    op.execute("CREATE TABLE half_done (id integer)")
    op.execute("SELECT 1 / 0")


def downgrade() -> None:
    op.execute("DROP TABLE half_done")
'''


FEW = {
    ("goal_link", "goal_id"): "a person has some dozens of goals, and an index of the live ones",
    ("habit", "area_id"): "some dozens of habits",
    ("invite", "created_by"): "invitations are few",
    ("invite", "used_by"): "invitations are few",
    ("link", "from_id"): "an index of the live ones; links that a person makes by hand",
    ("metric", "area_id"): "some dozens of metrics",
    ("milestone", "log_id"): "some hundreds in a life",
    ("personal_token", "session_id"): "a handful",
}
"""References without an index, by table and column, and why looking through the rows is cheap there."""

UNINDEXED = """
SELECT t.relname AS name, a.attname AS column FROM pg_constraint c
JOIN pg_class t ON t.oid = c.conrelid
JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = c.conkey[array_length(c.conkey, 1)]
WHERE c.contype = 'f' AND t.relname NOT LIKE 'procrastinate%' AND NOT EXISTS (
  SELECT FROM pg_index i WHERE i.indrelid = c.conrelid
    AND (i.indkey::int2[])[0:array_length(c.conkey, 1) - 1] = c.conkey
    AND (i.indpred IS NULL OR pg_get_expr(i.indpred, i.indrelid) = format('(%I IS NOT NULL)', a.attname)))
"""


async def _query(url: str, sql: str) -> list[asyncpg.Record]:
    connection = await asyncpg.connect(url)
    try:
        found: list[asyncpg.Record] = await connection.fetch(sql)
        return found
    finally:
        await connection.close()


async def _tables(url: str) -> set[str]:
    rows = await _query(url, "SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
    return {row["tablename"] for row in rows}


@pytest.fixture
def empty(cluster: EmbeddedPostgres) -> str:
    cluster.ensure_database("migrating")
    url = cluster.url("migrating")
    migrate.downgrade(url, "base") if "alembic_version" in asyncio.run(_tables(url)) else None
    return url


def test_up_down_up(empty: str) -> None:
    migrate.upgrade(empty)
    whole = asyncio.run(_tables(empty))
    migrate.downgrade(empty, "base")
    assert asyncio.run(_tables(empty)) == {"alembic_version", "schema_migration"}
    migrate.upgrade(empty)
    assert asyncio.run(_tables(empty)) == whole


def test_models_and_database_agree(new_database: Callable[[], str]) -> None:
    engine = create_engine(new_database().replace("postgresql://", "postgresql+psycopg://", 1))
    with engine.connect() as connection:
        context = MigrationContext.configure(
            connection, opts={"include_object": include_object, "compare_type": True}
        )
        differences = compare_metadata(context, Base.metadata)
    engine.dispose()
    assert differences == []


def test_a_failed_migration_leaves_the_database_as_it_was(empty: str, tmp_path: Path) -> None:
    migrate.upgrade(empty)
    before = asyncio.run(_tables(empty))
    folder = tmp_path / "migrations"
    shutil.copytree(migrate.MIGRATIONS, folder)
    head = migrate.migrations()[-1].revision
    (folder / "versions" / "9999-12-31-2359_broken.py").write_text(FAILING.format(head=head))
    with pytest.raises(Exception, match="division by zero"):
        migrate.upgrade(empty, folder=folder)
    assert asyncio.run(_tables(empty)) == before
    (row,) = asyncio.run(_query(empty, "SELECT version_num FROM alembic_version"))
    assert row["version_num"] == head


def test_a_changed_file_of_an_applied_migration_is_refused_by_name(empty: str, tmp_path: Path) -> None:
    migrate.upgrade(empty)
    folder = tmp_path / "migrations"
    shutil.copytree(migrate.MIGRATIONS, folder)
    changed = migrate.migrations(folder)[0].path
    changed.write_text(changed.read_text() + "\n# a later thought\n")
    migrate.migrations.cache_clear()

    async def check() -> None:
        connection = await asyncpg.connect(empty)
        try:
            migrate.require_usable(await migrate.status(connection, folder))
        finally:
            await connection.close()

    with pytest.raises(migrate.MigrationError, match=changed.name):
        asyncio.run(check())


def test_a_database_of_a_newer_version_is_left_alone(empty: str) -> None:
    migrate.upgrade(empty)
    asyncio.run(_query(empty, "UPDATE alembic_version SET version_num = '999999999999' RETURNING 1"))
    try:
        with pytest.raises(migrate.MigrationError, match="newer version"):
            asyncio.run(migrate.ensure_head(empty))
    finally:
        head = migrate.migrations()[-1].revision
        asyncio.run(_query(empty, f"UPDATE alembic_version SET version_num = '{head}' RETURNING 1"))  # noqa: S608


def test_two_processes_that_start_at_once_migrate_once(empty: str) -> None:
    program = f"import asyncio; from cairn.kit.db import migrate; asyncio.run(migrate.ensure_head({empty!r}))"
    started = [subprocess.Popen([sys.executable, "-c", program]) for _ in range(2)]  # noqa: S603 - our own
    assert [process.wait(60) for process in started] == [0, 0]
    rows = asyncio.run(_query(empty, "SELECT revision FROM schema_migration"))
    assert len(rows) == len(migrate.migrations())


def test_every_tenant_table_is_under_forced_row_level_security(database_url: str) -> None:
    rows = asyncio.run(
        _query(
            database_url,
            "SELECT relname, relrowsecurity AND relforcerowsecurity AS guarded FROM pg_class"
            " WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace",
        )
    )
    guarded = {row["relname"] for row in rows if row["guarded"]}
    assert guarded == set(Base.metadata.tables) - GLOBAL_TABLES | {"user_account"}


def test_a_row_that_goes_is_found_in_references_by_an_index(database_url: str) -> None:
    found = asyncio.run(_query(database_url, UNINDEXED))
    assert {(row["name"], row["column"]) for row in found} == set(FEW)


def test_append_only_tables_cannot_be_rewritten(database_url: str) -> None:
    rows = asyncio.run(
        _query(
            database_url,
            "SELECT table_name, privilege_type FROM information_schema.role_table_grants"
            " WHERE grantee = 'cairn_app' AND privilege_type IN ('UPDATE', 'DELETE', 'TRUNCATE')",
        )
    )
    assert not APPEND_ONLY & {row["table_name"] for row in rows}


def test_the_roles_of_the_program_have_no_powers(database_url: str) -> None:
    rows = asyncio.run(
        _query(
            database_url,
            "SELECT rolname, rolsuper OR rolbypassrls OR rolcreaterole OR rolcreatedb AS powerful,"
            " EXISTS (SELECT FROM pg_class c WHERE c.relowner = r.oid) AS owns"
            " FROM pg_roles r WHERE rolname IN ('cairn_app', 'cairn_system')",
        )
    )
    assert {row["rolname"] for row in rows} == {"cairn_app", "cairn_system"}
    assert not any(row["powerful"] or row["owns"] for row in rows)
