"""The archive of everything: complete, its own person's alone, without secrets, and downloadable in parts."""

import csv
from datetime import timedelta
from io import StringIO
from pathlib import Path
from typing import Any

from cairn.data.rules import Leaves, leaving
from cairn.kit.clock import FixedClock
from cairn.kit.db.work import Database
from cairn.kit.jobs import run_job
from tests.data.archives import archive_of, content, rows
from tests.fixtures.application import PASSWORD, Person

ODD = 'Fünf "Rosen", \\ und\ta\u2028b <ü>\U0001f339'


async def exported(person: Person, database: Database) -> dict[str, Any]:
    made = await person.make("/data/export")
    await run_job(database, "data.export", {"user_id": str(person.id), "request_id": made["id"]})
    found: dict[str, Any] = await person.get(f"/data/requests/{made['id']}")
    return found


async def test_everything_is_in_it_and_nothing_of_others(
    ada: Person, ben: Person, database: Database
) -> None:
    task = await ada.make("/tasks", title=ODD, tags=["a", "b"])
    await ada.http.post(f"/api/v1/tasks/{task['id']}/complete")
    theirs = await ben.make("/tasks", title="Of Ben alone")
    parts = content(await archive_of(ada, database))
    tables = {f"{t}/{x.name}.jsonl" for t in ("data", "facts") for x in leaving(Leaves(t))}
    assert {name for name in parts if name.endswith(".jsonl")} == tables
    (row,) = rows(parts, "data/task.jsonl")
    assert (row["title"], row["id"], row["tags"], row["status"]) == (ODD, task["id"], ["a", "b"], "done")
    assert row["created_at"].startswith("2026-11-23T09:00:00")
    assert rows(parts, "data/ledger_entry.jsonl")
    (account,) = rows(parts, "facts/user_account.jsonl")
    assert account["email"] == ada.email
    everything = b"".join(parts.values()).decode()
    assert theirs["id"] not in everything
    assert str(ben.id) not in everything
    assert PASSWORD not in everything
    assert "$argon2" not in everything
    assert ada.tokens["refresh_token"] not in everything
    (shown,) = csv.DictReader(StringIO(parts["csv/task.csv"].decode()))
    assert shown["title"] == ODD


async def test_the_request_tells_what_came_of_it(ada: Person, database: Database) -> None:
    await ada.make("/tasks", title="Call the dentist")
    found = await exported(ada, database)
    assert found["status"] == "completed"
    assert found["counts"]["task"] == 1
    assert found["done_rows"] == found["total_rows"] == sum(found["counts"].values())
    assert found["due_at"].startswith("2026-12-23")
    events = (await ada.get("/me/audit"))["items"]
    assert ("export", "data_request") in {(e["action"], e["entity_kind"]) for e in events}


async def test_one_at_a_time(ada: Person, ben: Person, database: Database) -> None:
    made = await ada.make("/data/export")
    again = await ada.http.post("/api/v1/data/export")
    assert (again.status_code, again.json()["type"]) == (409, "/problems/export-under-way")
    early = await ada.http.get(f"/api/v1/data/requests/{made['id']}/download")
    assert (early.status_code, early.json()["type"]) == (409, "/problems/no-export-file")
    await ben.make("/data/export")
    for _ in range(2):  # as when a worker was killed: a second time does no harm
        await run_job(database, "data.export", {"user_id": str(ada.id), "request_id": made["id"]})
    await ada.make("/data/export")


async def test_a_download_goes_on_where_it_broke(ada: Person, database: Database) -> None:
    found = await exported(ada, database)
    url = f"/api/v1/data/requests/{found['id']}/download"
    whole = await ada.http.get(url)
    size = found["file_bytes"]
    assert len(whole.content) == size
    assert whole.headers["etag"] == f'"{found["file_sha256"]}"'
    rest = await ada.http.get(url, headers={"Range": "bytes=100-", "If-Range": whole.headers["etag"]})
    assert (rest.status_code, rest.headers["content-range"]) == (206, f"bytes 100-{size - 1}/{size}")
    assert rest.content == whole.content[100:]
    for asked, got in (
        ("bytes=0-9", whole.content[:10]),
        ("bytes=-7", whole.content[-7:]),
        (f"bytes=10-{size * 2}", whole.content[10:]),
    ):
        part = await ada.http.get(url, headers={"Range": asked})
        assert (part.status_code, part.content) == (206, got), asked
    for heedless in (
        {"Range": "bytes=9-1"},
        {"Range": "bytes=-"},
        {"Range": "bytes=0-1,4-5"},
        {"Range": "x"},
    ):
        answer = await ada.http.get(url, headers=heedless)
        assert (answer.status_code, answer.content) == (200, whole.content), heedless
    other = await ada.http.get(url, headers={"Range": "bytes=100-", "If-Range": '"another"'})
    assert (other.status_code, len(other.content)) == (200, size)
    behind = await ada.http.get(url, headers={"Range": f"bytes={size}-"})
    assert (behind.status_code, behind.headers["content-range"]) == (416, f"bytes */{size}")


async def test_the_file_is_gone_after_a_day(ada: Person, database: Database, clock: FixedClock) -> None:
    assert database.settings is not None
    folder = Path(database.settings.data_dir) / "exports"
    found = await exported(ada, database)
    stray = folder / "0123.part"
    stray.write_bytes(b"left by a killed worker")
    await run_job(database, "data.tidy", {})
    assert not stray.exists()
    assert (folder / f"{found['id']}.zip").stat().st_mode & 0o777 == 0o600
    clock.advance(timedelta(hours=24))
    await ada.renew()
    late = await ada.http.get(f"/api/v1/data/requests/{found['id']}/download")
    assert late.status_code == 409
    await run_job(database, "data.tidy", {})
    assert not (folder / f"{found['id']}.zip").exists()
    after = await ada.get(f"/data/requests/{found['id']}")
    assert (after["status"], after["file_bytes"], after["file_sha256"]) == ("completed", None, None)


async def test_a_full_disk_is_told(ada: Person, database: Database) -> None:
    """The folder of exports is a file, so that nothing can be written there."""
    assert database.settings is not None
    made = await ada.make("/data/export")
    folder = Path(database.settings.data_dir) / "exports"
    aside = folder.with_name("aside")
    if folder.exists():
        folder.rename(aside)
    folder.write_text("in the way")
    try:
        await run_job(database, "data.export", {"user_id": str(ada.id), "request_id": made["id"]})
    except OSError:
        pass
    finally:
        folder.unlink()
        if aside.exists():
            aside.rename(folder)
    found = await ada.get(f"/data/requests/{made['id']}")
    assert (found["status"], found["failure"]) == ("failed", "no_room")
