"""`cairn doctor` on installations that are well, and on others."""

import asyncio
import shutil
import stat
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import asyncpg
import pytest

from cairn.cli.checks_here import check_packages, check_python
from cairn.cli.checks_server import check_skew
from tests.cli.conftest import Outcome, Shell


def run_sql(url: str, statement: str) -> None:
    async def run() -> None:
        connection = await asyncpg.connect(url)
        try:
            await connection.execute(statement)
        finally:
            await connection.close()

    asyncio.run(run())


def levels(outcome: Outcome) -> dict[str, str]:
    return {check["check"]: check["level"] for check in outcome.json["checks"]}


def found(outcome: Outcome, check: str) -> Any:
    return next(item for item in outcome.json["checks"] if item["check"] == check)


@pytest.fixture
def sick(new_database: Callable[[], str], shell: Shell) -> Callable[[str], Outcome]:
    """Return a function that damages a database and lets the doctor look at it."""

    def look(statement: str) -> Outcome:
        url = new_database()
        run_sql(url, statement)
        return Shell({**shell.variables, "CAIRN_DATABASE_URL": url})("doctor", "--json")

    return look


def test_all_is_well(ada: Shell) -> None:
    outcome = ada("doctor", "--json")
    assert outcome.code == 0
    assert outcome.json["healthy"] is True
    assert set(levels(outcome)) == {
        "python", "packages", "settings", "data_dir", "free_space", "backups", "database", "database_clock",
        "vector", "migrations", "row_security", "roles", "integrity", "server", "server_clock", "sign_in",
    }  # fmt: skip
    assert set(levels(outcome).values()) - {"ok"} <= {"warn"}
    assert {
        levels(outcome)[name] for name in ("database", "migrations", "row_security", "roles", "server")
    } == {"ok"}


def test_before_the_first_start(shell: Shell, tmp_path: Path) -> None:
    lonely = {
        **shell.variables,
        "CAIRN_SERVER": "http://127.0.0.1:1",
        "CAIRN_DATA_DIR": str(tmp_path / "new"),
    }
    outcome = Shell(lonely)("doctor")
    assert outcome.code == 0
    assert "`cairn serve` makes it." in outcome.out
    assert "Is it running?" in outcome.out
    assert not (tmp_path / "new").exists()


@pytest.mark.parametrize(
    ("statement", "check", "named"),
    [
        ("ALTER TABLE task NO FORCE ROW LEVEL SECURITY", "row_security", "task"),
        ("ALTER TABLE goal DISABLE ROW LEVEL SECURITY", "row_security", "goal"),
        ("DROP POLICY owner ON area; DROP POLICY system ON area", "row_security", "area"),
        ("ALTER TABLE task OWNER TO cairn_app", "roles", "cairn_app"),
        ("UPDATE schema_migration SET checksum = 'other'", "migrations", "foundation.py"),
        ("UPDATE alembic_version SET version_num = '999'", "migrations", "newer version"),
    ],
)
def test_what_must_be_mended(sick: Callable[[str], Outcome], statement: str, check: str, named: str) -> None:
    outcome = sick(statement)
    assert outcome.code == 7
    finding = found(outcome, check)
    assert finding["level"] == "fail"
    assert named in finding["told"]
    assert finding["mend"]


def test_an_unreachable_database(shell: Shell) -> None:
    url = "postgresql://cairn:quiet-sentence@127.0.0.1:1/cairn"
    outcome = Shell({**shell.variables, "CAIRN_DATABASE_URL": url})("doctor")
    assert outcome.code == 7
    assert "The database cannot be used" in outcome.out
    assert "quiet-sentence" not in outcome.out


def test_a_wrong_setting(shell: Shell) -> None:
    outcome = Shell({**shell.variables, "CAIRN_HTTP__PORT": "many"})("doctor", "--json")
    assert outcome.code == 7
    assert "CAIRN_HTTP__PORT" in found(outcome, "settings")["told"]


def test_a_folder_that_others_may_write_to(shell: Shell, tmp_path: Path) -> None:
    folder = tmp_path / "open"
    folder.mkdir()
    folder.chmod(0o777)
    outcome = Shell({**shell.variables, "CAIRN_DATA_DIR": str(folder)})("doctor", "--json")
    assert found(outcome, "data_dir")["level"] == "fail"
    folder.chmod(0o700)
    outcome = Shell({**shell.variables, "CAIRN_DATA_DIR": str(folder)})("doctor", "--json")
    assert found(outcome, "data_dir")["level"] == "ok"


def test_tokens_that_others_may_read(ada: Shell) -> None:
    ada.credentials.chmod(0o644)
    outcome = ada("doctor", "--json")
    assert outcome.code == 7
    assert found(outcome, "sign_in")["mend"] == f"chmod 600 '{ada.credentials}'"
    assert stat.S_IMODE(ada.credentials.stat().st_mode) == 0o644


def test_a_sign_in_that_has_ended(ada: Shell, tmp_path: Path) -> None:
    kept = tmp_path / "kept.json"
    shutil.copy(ada.credentials, kept)
    ada("logout")
    shutil.copy(kept, ada.credentials)
    finding = found(ada("doctor", "--json"), "sign_in")
    assert finding["level"] == "warn"
    assert "cairn login" in finding["mend"]


def test_python_and_packages(tmp_path: Path) -> None:
    assert check_python((3, 11)).level == "ok"
    assert check_python((3, 10)).level == "fail"
    lock = tmp_path / "uv.lock"
    assert check_packages(lock).level == "ok"
    lock.write_text('[[package]]\nname = "uvicorn"\nversion = "0.0.1"\n')
    finding = check_packages(lock)
    assert finding.level == "warn"
    assert "(locked: 0.0.1)" in finding.told


@pytest.mark.parametrize(("seconds", "level"), [(0, "ok"), (4, "ok"), (-4, "ok"), (7, "warn"), (-7, "warn")])
def test_clocks_that_differ(seconds: int, level: str) -> None:
    before = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
    after = before + timedelta(milliseconds=200)
    theirs = (before if seconds < 0 else after) + timedelta(seconds=seconds)
    assert check_skew("server", before, theirs, after).level == level
