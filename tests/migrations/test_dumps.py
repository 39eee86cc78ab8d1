"""Databases as earlier versions left them, brought up to date: nothing is lost, and people go on working."""

import asyncio
import gzip
import subprocess
from pathlib import Path
from typing import Any

import asyncpg
import pytest
from asgi_lifespan import LifespanManager

from cairn.app import create_app
from cairn.kit.clock import FixedClock
from cairn.kit.db import migrate
from cairn.kit.db._pghost import server_account, server_programs
from cairn.kit.db.embedded import EmbeddedPostgres
from tests.fixtures.application import anonymous
from tools.dump import DUMPS, EMAIL, NOW, PASSWORD, dump_settings

REWRITTEN = {"import_run": frozenset({"counts", "preview"})}
"""Columns that a migration changes on purpose, by table; here: imports tell how many entries they held."""
OWN = ("alembic_version", "schema_migration", "procrastinate")
"""Tables that are no person's: their upkeep is the migrations' own affair."""

Rows = dict[str, list[dict[str, Any]]]


def restored(cluster: EmbeddedPostgres, dump: Path) -> str:
    """Return the URL of a new database with the dump's content."""
    name = f"dump_{dump.name.partition('.')[0]}"
    cluster.ensure_database(name)
    psql = server_programs(server_account(cluster.data_dir / "postgres")) / "psql"
    command = [
        str(psql),
        "--quiet",
        "--no-psqlrc",
        "--set=ON_ERROR_STOP=1",
        "--output=/dev/null",
        cluster.url(name),
    ]
    subprocess.run(command, input=gzip.decompress(dump.read_bytes()), check=True)  # noqa: S603 - PostgreSQL's own
    return cluster.url(name)


async def content(url: str) -> Rows:
    """Return every row of every table of people's data, in an order of their own."""
    connection = await asyncpg.connect(url)
    try:
        tables = await connection.fetch("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
        names = [row["tablename"] for row in tables if not row["tablename"].startswith(OWN)]
        return {
            name: [dict(row) for row in await connection.fetch(f'SELECT * FROM "{name}"')]  # noqa: S608
            for name in names
        }
    finally:
        await connection.close()


def comparable(rows: list[dict[str, Any]], columns: set[str]) -> list[str]:
    """Return the rows, reduced to some columns, in one order."""
    return sorted(repr([row[column] for column in sorted(columns)]) for row in rows)


def test_there_is_a_dump_of_the_first_schema() -> None:
    assert (DUMPS / "202611220205.sql.gz").exists()


@pytest.mark.parametrize("dump", sorted(DUMPS.glob("*.sql.gz")), ids=lambda dump: dump.name)
def test_an_earlier_database_comes_up_to_date_with_its_rows(
    dump: Path, cluster: EmbeddedPostgres, template: str, tmp_path: Path
) -> None:
    url = restored(cluster, dump)
    before = asyncio.run(content(url))
    assert len(before["task"]) > 1_400
    asyncio.run(migrate.ensure_head(url))
    after = asyncio.run(content(url))
    for table, rows in before.items():
        if rows:
            assert after[table], f"{table} has lost its rows"
            columns = set(rows[0]) & set(after[table][0]) - REWRITTEN.get(table, frozenset())
            assert comparable(after[table], columns) == comparable(rows, columns), table
    asyncio.run(_go_on(url, tmp_path, tasks=len(before["task"])))


async def _go_on(url: str, folder: Path, *, tasks: int) -> None:
    """Sign in as the dump's person, read what was there and add to it."""
    clock = FixedClock(NOW)
    app = create_app(dump_settings(folder), url, clock=clock)
    async with LifespanManager(app), anonymous(app) as http:
        answer = await http.post("/api/v1/auth/login", json={"email": EMAIL, "password": PASSWORD})
        assert answer.status_code == 200, answer.text
        http.headers["Authorization"] = f"Bearer {answer.json()['access_token']}"
        found = (await http.get("/api/v1/tasks", params={"page_size": 1})).json()
        assert found["total"] == tasks
        repeated = await http.post(
            "/api/v1/tasks", json={"title": "Überraschung für Zoë 🎉"}, headers={"Idempotency-Key": "k-1"}
        )
        assert repeated.headers.get("Idempotency-Replayed") == "true"
        assert repeated.json()["title"] == "Überraschung für Zoë 🎉"
        open_task = (await http.get("/api/v1/tasks", params={"status": "todo"})).json()["items"][0]
        assert (await http.post(f"/api/v1/tasks/{open_task['id']}/complete")).status_code == 200
        assert len((await http.get("/api/v1/today")).json()["items"]) > 5
        assert (await http.get("/api/v1/goals")).json()["total"] > 3
