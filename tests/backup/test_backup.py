"""`cairn backup` and `cairn restore`, between real installations."""

import json
import threading
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from cairn.backup.content import verify
from tests.cli.conftest import PASSWORD, Server, Shell, start

pytestmark = pytest.mark.slow
WRITERS = 3


def shell_of(data_dir: Path, **variables: str) -> Shell:
    return Shell(
        {"CAIRN_DATA_DIR": str(data_dir), "CAIRN_CONFIG_DIR": str(data_dir) + ".config", **variables}
    )


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("backup") / "von hier"


@pytest.fixture(scope="module")
def source(home: Path) -> Iterator[Server]:
    """Start the installation that is backed up."""
    running = start("serve", "--port=0", CAIRN_DATA_DIR=str(home), CAIRN_LIMITS__ENABLED="false")
    yield running
    running.stop()


@pytest.fixture(scope="module")
def token(source: Server) -> str:
    body = {"email": "ada@example.org", "password": PASSWORD}
    answer = httpx.post(f"{source.url}/api/v1/auth/signup", json=body)
    assert answer.status_code == 201, answer.text
    return str(answer.json()["access_token"])


def writing(server: Server, token: str, ended: threading.Event, done: list[str]) -> None:
    """Add tasks, one after the other, and note those that were acknowledged."""
    headers = {"Authorization": f"Bearer {token}"}
    with httpx.Client(base_url=f"{server.url}/api/v1", headers=headers) as http:
        while not ended.is_set():
            answer = http.post("/tasks", json={"title": "Water the plants"})
            assert answer.status_code == 201, answer.text
            done.append(answer.json()["id"])


@pytest.fixture(scope="module")
def backup(source: Server, home: Path, token: str, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make an encrypted backup while others write."""
    folder = tmp_path_factory.mktemp("backups")
    (folder / "passphrase").write_text("a long and quiet sentence\nsecond line\n")
    ended, done = threading.Event(), list[str]()
    threads = [threading.Thread(target=writing, args=(source, token, ended, done)) for _ in range(WRITERS)]
    for thread in threads:
        thread.start()
    while len(done) < 20:
        ended.wait(0.01)
    made = shell_of(home)(
        "backup", str(folder / "ada.backup"), "--passphrase-file", str(folder / "passphrase"), "--json"
    )
    ended.set()
    for thread in threads:
        thread.join()
    assert made.code == 0, made.err
    assert made.json["encrypted"]
    assert made.json["files"] == 1
    assert 20 <= made.json["tables"]["task"] <= len(done)
    return folder / "ada.backup"


def test_every_row_is_there_again_and_people_stay_signed_in(backup: Path, token: str, tmp_path: Path) -> None:
    there = tmp_path / "nach dort"
    restored = shell_of(there)(
        "restore", str(backup), "--passphrase-file", str(backup.parent / "passphrase"), "--json"
    )
    assert restored.code == 0, restored.err
    again = tmp_path / "again.backup"
    second = shell_of(there)("backup", str(again), "--json")
    assert second.code == 0, second.err
    first = verify(backup, b"a long and quiet sentence")
    assert verify(again, None).digests == first.digests
    # One moment: each task has its registry entry and its audit event.
    assert first.tables["task"] > 0
    server = start("serve", "--port=0", CAIRN_DATA_DIR=str(there), CAIRN_LIMITS__ENABLED="false")
    try:
        with httpx.Client(base_url=f"{server.url}/api/v1") as http:
            http.headers["Authorization"] = f"Bearer {token}"
            assert http.get("/tasks").json()["total"] == first.tables["task"]
            made = http.post("/tasks", json={"title": "Afterwards"})
            assert made.status_code == 201, made.text
    finally:
        server.stop()


def test_nothing_is_touched_for_a_file_that_is_not_whole(backup: Path, tmp_path: Path) -> None:
    data = backup.read_bytes()
    passphrase = ("--passphrase-file", str(backup.parent / "passphrase"))
    there = tmp_path / "there"
    middle = len(data) // 2
    for wrong in (
        data[:-1],
        data[:middle],
        data[:middle] + bytes([data[middle] ^ 8]) + data[middle + 1 :],
        data + b"\0",
        b"PK\x03\x04" + data,
        b"",
    ):
        file = tmp_path / "wrong.backup"
        file.write_bytes(wrong)
        refused = shell_of(there)("restore", str(file), *passphrase, "--json")
        assert (refused.code, refused.problem["type"]) == (1, "/problems/backup"), refused.err
        assert shell_of(there)("backup", "verify", str(file), *passphrase).code == 1
        assert not there.exists()
        assert [p.name for p in tmp_path.iterdir() if p.name != "there.config"] == ["wrong.backup"]


def test_the_passphrase(backup: Path, tmp_path: Path) -> None:
    there = shell_of(tmp_path / "there")
    other = tmp_path / "other"
    other.write_text("another long sentence")
    assert "not its passphrase" in there("restore", str(backup), "--passphrase-file", str(other)).err
    assert "nobody to ask" in there("restore", str(backup)).err
    other.write_text("short")
    assert "12 characters" in there("restore", str(backup), "--passphrase-file", str(other)).err
    assert not (tmp_path / "there").exists()
    raw = backup.read_bytes()
    assert b"ada@example.org" not in raw
    assert b"task" not in raw


def test_a_place_that_is_not_empty_is_left_alone(
    source: Server, home: Path, backup: Path, tmp_path: Path
) -> None:
    passphrase = ("--passphrase-file", str(backup.parent / "passphrase"))
    for place in (home, tmp_path):
        (tmp_path / "mine.txt").write_text("mine")
        refused = shell_of(place)("restore", str(backup), *passphrase)
        assert (refused.code, "is not empty" in refused.err) == (1, True)
    assert (tmp_path / "mine.txt").read_text() == "mine"
    there = tmp_path / "taken.backup"
    there.write_text("mine")
    assert "--force" in shell_of(home)("backup", str(there)).err
    assert there.read_text() == "mine"
    assert "No such file" in shell_of(home)("backup", str(tmp_path / "no" / "x.backup")).err


def test_a_backup_of_a_newer_version_is_refused(
    home: Path, source: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "x.backup"
    assert shell_of(home)("backup", str(file)).code == 0
    from cairn.kit.db import migrate

    known = migrate.migrations()
    monkeypatch.setattr(migrate, "migrations", lambda: known[:-1])
    refused = shell_of(tmp_path / "there")("restore", str(file))
    assert (refused.code, "does not know" in refused.err) == (1, True)
    assert not (tmp_path / "there").exists()


def test_doctor_tells_of_old_and_failed_backups(home: Path, source: Server, backup: Path) -> None:
    from datetime import UTC, datetime, timedelta

    from cairn.backup.state import note, read_state
    from cairn.cli.checks_here import check_backups
    from cairn.settings import Settings

    settings = Settings(data_dir=home)
    made_at = read_state(home).made_at
    assert made_at is not None
    assert check_backups(settings).level == "ok"
    late = check_backups(settings, made_at + timedelta(days=3))
    assert (late.level, "too long ago" in late.told) == ("warn", True)
    note(home, failed_at=datetime.now(UTC), failure="OSError")
    assert "failed (OSError)" in check_backups(settings).told
    assert "failed" in json.dumps(shell_of(home)("doctor", "--json").json)
    assert "No backup" in check_backups(Settings(data_dir=home.parent)).told
