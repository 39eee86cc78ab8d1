"""Backups that are made by themselves, and those of a database whose owner is no superuser."""

import asyncio
from datetime import timedelta
from pathlib import Path

import asyncpg
import pytest

from cairn.backup.content import verify
from cairn.backup.jobs import url_of
from cairn.backup.make import make_backup
from cairn.backup.restore import NotEmpty, restore_external
from cairn.backup.state import read_state
from cairn.kit.clock import FixedClock
from cairn.kit.db import migrate
from cairn.kit.db.embedded import EmbeddedPostgres
from cairn.kit.db.work import Database
from cairn.kit.jobs import run_job
from cairn.settings import BackupSettings
from tests.fixtures.application import MONDAY_MORNING, make_settings


async def test_one_a_day_and_the_oldest_go(database_url: str, tmp_path: Path) -> None:
    folder, home = tmp_path / "backups", tmp_path / "home"
    home.mkdir()
    (tmp_path / "passphrase").write_text("a long and quiet sentence")
    clock = FixedClock(MONDAY_MORNING)
    database = await Database.connect(database_url, size=2, clock=clock)
    backup = BackupSettings(
        folder=folder, keep_daily=2, keep_weekly=0, keep_monthly=0, passphrase_file=tmp_path / "passphrase"
    )
    database.settings = make_settings(home, database_url=database_url, backup=backup)
    try:
        await run_job(database, "backup.make", {})
        await run_job(database, "backup.make", {})
        (first,) = folder.iterdir()
        assert verify(first, b"a long and quiet sentence").tables["user_account"] >= 0
        (folder / "mine.backup").write_text("mine")
        for _ in range(3):
            clock.advance(timedelta(days=1))
            await run_job(database, "backup.make", {})
        assert [p.name[6:16] for p in sorted(folder.iterdir())[:-1]] == ["2026-11-25", "2026-11-26"]
        assert (folder / "mine.backup").read_text() == "mine"
        assert read_state(home).made_at == clock.now()
        (tmp_path / "passphrase").write_text("short")
        clock.advance(timedelta(days=1))
        with pytest.raises(Exception, match="12 characters"):
            await run_job(database, "backup.make", {})
        assert read_state(home).failure == "PassphraseUnusableError"
        assert len(list(folder.iterdir())) == 3
    finally:
        await database.close()


async def test_none_is_made_without_a_folder(database_url: str, tmp_path: Path) -> None:
    database = await Database.connect(database_url, size=2)
    database.settings = make_settings(tmp_path, database_url=database_url)
    try:
        await run_job(database, "backup.make", {})
        await run_job(database, "backup.try_restore", {})
    finally:
        await database.close()
    assert not read_state(tmp_path).file
    assert url_of(database.settings) == database_url


def test_an_owner_who_is_no_superuser(cluster: EmbeddedPostgres, template: str, tmp_path: Path) -> None:
    """Row-level security binds that role, as it binds the owner of a database of one's own."""
    statements = (
        "CREATE ROLE keeper LOGIN",
        "GRANT cairn_app, cairn_system TO keeper",
        "CREATE DATABASE kept OWNER keeper",
        "CREATE DATABASE kept_again OWNER keeper",
    )
    asyncio.run(_run(cluster.url("postgres"), *statements))
    here, there = (cluster.url(name).replace("//owner@", "//keeper@", 1) for name in ("kept", "kept_again"))
    asyncio.run(migrate.ensure_head(here))
    insert = (
        "INSERT INTO user_account (id, email, password_hash, role, is_owner, plan, status, locale, timezone,"
        " day_start_hour, week_start, created_at, updated_at, version) SELECT gen_random_uuid(),"
        " 'p' || n || '@example.org', E'\\\\t\\n', 'member', false, 'standard', 'active', 'en', 'UTC', 0, 0,"
        " now(), now(), 1 FROM generate_series(1, 300) n"
    )
    asyncio.run(_run(cluster.url("kept"), insert))
    file = tmp_path / "kept.backup"
    made = asyncio.run(make_backup(here, tmp_path, file, None))
    assert made.tables["user_account"] == 300
    restored = restore_external(file, there, tmp_path / "there", None)
    assert restored.digests == made.digests
    with pytest.raises(NotEmpty):
        restore_external(file, there, tmp_path / "elsewhere", None)
    forced = asyncio.run(
        _run(cluster.url("kept_again"), "SELECT relforcerowsecurity FROM pg_class WHERE relname = 'task'")
    )
    assert forced is True


async def _run(url: str, *statements: str) -> object:
    connection = await asyncpg.connect(url)
    try:
        found = None
        for statement in statements:
            found = await connection.fetchval(statement)
        return found
    finally:
        await connection.close()
