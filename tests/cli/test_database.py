"""`cairn db` on databases of its own."""

import asyncio
import itertools
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import asyncpg
import pytest

from cairn.kit.db import migrate
from cairn.kit.db.embedded import EmbeddedPostgres
from tests.cli.conftest import Shell

_numbers = itertools.count()
FAILING = """
from alembic import op

revision = "999912312359"
down_revision = "{head}"


def upgrade() -> None:
    op.execute("CREATE TABLE half_done (id integer)")
    op.execute("SELECT 1 / 0")


def downgrade() -> None:
    op.execute("DROP TABLE half_done")
"""


@pytest.fixture
def empty(cluster: EmbeddedPostgres) -> str:
    """Return the URL of an empty database."""
    name = f"cli_{next(_numbers)}"
    cluster.ensure_database(name)
    return cluster.url(name)


@pytest.fixture
def db(empty: str) -> Callable[..., Any]:
    """Return a function that runs `cairn db …` on the empty database."""
    shell = Shell({"CAIRN_DATABASE_URL": empty})
    return lambda *arguments: shell("db", *arguments)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a copy of the migrations that a test may change."""
    copy = tmp_path / "migrations"
    shutil.copytree(migrate.MIGRATIONS, copy, ignore=shutil.ignore_patterns("__pycache__"))
    return copy


def tables(url: str) -> set[str]:
    async def look() -> set[str]:
        connection = await asyncpg.connect(url)
        try:
            rows = await connection.fetch("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
        finally:
            await connection.close()
        return {row["tablename"] for row in rows}

    return asyncio.run(look())


FILES = [m.path.name for m in migrate.migrations()]
HEAD = migrate.migrations()[-1].revision


def test_up_status_verify_down(db: Callable[..., Any], empty: str) -> None:
    before = db("status", "--json").json
    assert before == {"current": None, "head": HEAD, "pending": FILES, "changed": [], "unknown": False}
    assert db("upgrade", "--json").json["applied"] == FILES
    assert "task" in tables(empty)
    verified = db("verify")
    assert (verified.code, verified.out.strip()) == (0, "Up to date, and every applied file is unchanged.")
    first = migrate.migrations()[0]
    assert db("downgrade", first.revision, "--yes", "--json").json["undone"] == FILES[:0:-1]
    assert db("status", "--json").json["current"] == first.revision
    assert db("downgrade", "base", "--yes", "--json").json["current"] is None
    assert "task" not in tables(empty)


def test_downgrade_asks_first(db: Callable[..., Any]) -> None:
    db("upgrade")
    refused = db("downgrade", "base")
    assert refused.code == 2
    assert "--yes" in refused.err
    assert db("status", "--json").json["current"] == HEAD


def test_an_unknown_revision_to_go_back_to(db: Callable[..., Any]) -> None:
    db("upgrade")
    refused = db("downgrade", "1999", "--yes", "--json")
    assert refused.code == 6
    assert HEAD in refused.problem["hint"]


def test_a_changed_file_is_refused_by_name(db: Callable[..., Any], folder: Path) -> None:
    db("upgrade")
    changed = folder / "versions" / FILES[0]
    changed.write_text(changed.read_text() + "# one more line\n")
    option = f"--folder={folder}"
    assert db("status", option, "--json").json["changed"] == [FILES[0]]
    for command in ("verify", "upgrade"):
        refused = db(command, option)
        assert refused.code == 1
        assert FILES[0] in refused.err
    assert db("verify").code == 0


def test_a_failed_migration_leaves_the_database_as_it_was(
    db: Callable[..., Any], empty: str, folder: Path
) -> None:
    db("upgrade")
    before = tables(empty)
    (folder / "versions" / "9999-12-31-2359_broken.py").write_text(FAILING.format(head=HEAD))
    failed = db("upgrade", f"--folder={folder}", "--json")
    assert failed.code == 1
    assert "9999-12-31-2359_broken.py failed" in failed.problem["detail"]
    assert "division by zero" in failed.problem["detail"]
    assert tables(empty) == before
    assert db("status", "--json").json == {
        "current": HEAD, "head": HEAD, "pending": [], "changed": [], "unknown": False,
    }  # fmt: skip


def test_a_database_of_a_newer_version(db: Callable[..., Any], empty: str, folder: Path) -> None:
    newer = FAILING.format(head=HEAD).replace('op.execute("SELECT 1 / 0")', "pass")
    (folder / "versions" / "9999-12-31-2359_newer.py").write_text(newer)
    assert db("upgrade", f"--folder={folder}").code == 0
    assert db("status", "--json").json["unknown"] is True
    refused = db("upgrade")
    assert refused.code == 1
    assert "made by a newer version" in refused.err


def test_the_running_servers_database_is_used(shell: Shell) -> None:
    assert shell("db", "status", "--json").json["current"] == HEAD


def test_without_a_database(tmp_path: Path) -> None:
    missing = Shell({"CAIRN_DATA_DIR": str(tmp_path / "none")})("db", "status")
    assert missing.code == 1
    assert "`cairn serve` makes it" in missing.err
    assert not (tmp_path / "none").exists()


def test_an_unreachable_database() -> None:
    url = "postgresql://cairn:quiet-sentence@127.0.0.1:1/cairn"
    failed = Shell({"CAIRN_DATABASE_URL": url})("db", "status")
    assert failed.code == 1
    assert "The database cannot be used" in failed.err
    assert "quiet-sentence" not in failed.err
