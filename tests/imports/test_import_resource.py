"""Imports over HTTP: tables, refusals, and the life of a preview."""

import json
from datetime import timedelta
from typing import Any

import pytest

from cairn.identity.days import DayTurned
from cairn.kit.clock import FixedClock
from cairn.kit.db.sql import Query
from cairn.kit.db.work import Database
from cairn.kit.events import publish
from tests.factories.imports import EXPORT, TABLE, RowCounts, commit, named, preview, tasks_of, upload
from tests.fixtures.application import Person

# --- tables ------------------------------------------------------------------------------------------


async def test_a_table_with_named_columns(ada: Person) -> None:
    made = await preview(ada, TABLE, "list.csv")
    table = made["preview"]["table"]
    assert table["columns"] == ["Task", "Folder", "Area", "Due", "Tags", "Done", "Wait for"]
    assert table["mapping"]["project"] == "Folder"
    assert "depends_on" not in table["mapping"]
    assert "depends_on" in table["fields"]
    assert table["sample"][0][0] == "Book the train"
    named_columns = await preview(ada, TABLE, "list.csv", options={"columns": {"depends_on": "Wait for"}})
    assert named_columns["counts"] == {
        "tasks": 4,
        "new": 4,
        "known": 0,
        "changed": 0,
        "open": 3,
        "done": 1,
        "cancelled": 0,
        "recurring": 0,
        "subtasks": 0,
        "dependencies": 1,
        "projects_new": 2,
        "projects_matched": 0,
        "areas_matched": 2,
        "entries_new": 0,
        "entries_known": 0,
    }
    done = await commit(ada, named_columns)
    messages = [f["message"] for f in done["findings"]["items"]]
    assert "There is no area of this name: its tasks have it as a tag." in messages
    assert any("1 of the done tasks" in m for m in messages)
    passports, pack = await named(ada, "Find the passports"), await named(ada, "Pack")
    assert (passports["tags"], passports["area_id"]) == (["Nowhere"], None)
    assert pack["blocked_by"] == [passports["id"]]
    assert pack["due_at"].startswith("2026-12-13T07:30:00")
    train = await named(ada, "Book the train")
    areas = {a["name"]: a["id"] for a in (await ada.get("/areas"))["items"]}
    assert (train["due_date"], train["area_id"]) == ("2026-12-04", areas["Happiness"])


async def test_a_label_keeps_two_programs_apart(ada: Person) -> None:
    await commit(ada, await preview(ada, b"id,title\n1,Sweep\n2,Mop\n", "a.csv"))
    other = b"id,title\n1,Read\n2,Write\n"
    assert (await preview(ada, other, "b.csv"))["counts"]["changed"] == 2
    labelled = await preview(ada, other, "b.csv", options={"source": "books"})
    assert labelled["options"]["source"] == "csv:books"
    assert labelled["counts"]["new"] == 2


async def test_cycles_are_broken_with_a_finding(ada: Person) -> None:
    rows = b"id,title,depends on,parent\na,A,b,c\nb,B,c,a\nc,C,a,b\nd,D,zzz,\n"
    made = await preview(ada, rows, "ring.csv")
    assert (made["counts"]["dependencies"], made["counts"]["subtasks"]) == (2, 2)
    assert sum("wait for each other" in f["message"] for f in made["findings"]["items"]) == 1
    assert sum("part of itself" in f["message"] for f in made["findings"]["items"]) == 1
    await commit(ada, made)
    tasks = {t["title"]: t for t in await tasks_of(ada)}
    assert sorted(len(t["blocked_by"]) for t in tasks.values()) == [0, 0, 1, 1]


# --- refusals ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("data", "form", "expected"),
    [
        (EXPORT.read_bytes()[:-200], {"name": "cut.json"}, ("unreadable-import", "line 1")),
        (b'[{"description":', {"name": "cut.json", "format": "taskwarrior"}, ("unreadable-import", "line 1")),
        (b"\x89PNG\r\n\x1a\n\x00\x00", {"name": "photo.png"}, ("unreadable-import", "file")),
        (b"", {"name": "empty.csv", "format": "csv"}, ("unreadable-import", "file")),
        (b'title,due\n"Sweep,\n', {"name": "quote.csv"}, ("unreadable-import", "line 2")),
        (b"when,where\n1,2\n", {"name": "no title.csv"}, ("invalid", "/options/columns")),
        (
            TABLE,
            {"name": "t.csv", "options": {"columns": {"title": "Nope"}}},
            ("invalid", "/options/columns"),
        ),
        (TABLE, {"name": "t.csv", "options": {"colour": 1}}, ("invalid", "/options/colour")),
        (TABLE, {"name": "t.csv", "format": "pdf"}, ("invalid", "/format")),
        (TABLE, {"name": "t.csv", "surprise": "x"}, ("invalid", "/surprise")),
    ],
)
async def test_what_cannot_be_read_changes_nothing(
    ada: Person,
    row_counts: RowCounts,
    data: bytes,
    form: dict[str, Any],
    expected: tuple[str, str],
) -> None:
    before = await row_counts()
    answer = await upload(ada, data, **form)
    assert answer.status_code == 422, answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    problem = answer.json()
    assert problem["type"] == f"/problems/{expected[0]}"
    place = problem.get("place") or problem["errors"][0]["pointer"]
    assert place.startswith(expected[1]), problem
    assert await row_counts() == before


async def test_a_file_that_is_too_large(ada: Person) -> None:
    limit = ada.http._transport.app.state.settings.http.max_import_bytes  # type: ignore[attr-defined]
    answer = await upload(ada, b"title\n" + b"x\n" * (limit // 2), "big.csv")
    assert answer.status_code == 413
    assert answer.json()["type"] == "/problems/too-large"


async def test_a_failed_commit_leaves_nothing(
    ada: Person, row_counts: RowCounts, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = await preview(ada, EXPORT.read_bytes())
    before = await row_counts()
    broken = Query("SELECT 1 / (CAST(:items AS jsonb) IS NULL)::int, :source, :now::timestamptz")
    monkeypatch.setattr("cairn.imports.service.commit.ADD_ITEMS", broken)
    answer = await ada.http.post(f"/api/v1/imports/{made['id']}/commit")
    assert answer.status_code >= 400
    headers = {"Accept": "application/x-ndjson"}
    told = await ada.http.post(f"/api/v1/imports/{made['id']}/commit", headers=headers)
    *progress, last = [json.loads(line) for line in told.text.splitlines()]
    assert progress[0]["done"] == 0
    assert last["problem"]["status"] >= 400
    assert await row_counts() == before
    monkeypatch.undo()
    assert (await commit(ada, made))["status"] == "committed"


# --- the resource ------------------------------------------------------------------------------------


async def test_a_preview_is_discarded_with_its_file(ada: Person, database: Database) -> None:
    made = await preview(ada, TABLE, "list.csv")
    assert (await ada.http.delete(f"/api/v1/imports/{made['id']}")).status_code == 204
    assert (await ada.http.get(f"/api/v1/imports/{made['id']}")).status_code == 404
    assert (await ada.http.post(f"/api/v1/imports/{made['id']}/commit")).status_code == 404
    kept = Query("SELECT content, preview, findings FROM import_run WHERE user_id = :owner AND id = :id")
    async with database.read(ada.id) as work:
        row = await work.db.row(kept, id=made["id"])
    assert row is not None
    assert (row.content, row.preview, row.findings) == (None, None, {"items": [], "total": 0})


async def test_a_committed_import_stays(ada: Person, imported: dict[str, Any], database: Database) -> None:
    answer = await ada.http.delete(f"/api/v1/imports/{imported['id']}")
    assert (answer.status_code, answer.json()["type"]) == (409, "/problems/import-committed")
    async with database.read(ada.id) as work:
        content = Query("SELECT content FROM import_run WHERE user_id = :owner AND id = :id")
        assert await work.db.value(content, id=imported["id"]) is None
    page = await ada.get("/imports", status="committed")
    assert [item["id"] for item in page["items"]] == [imported["id"]]
    assert "findings" not in page["items"][0]


async def test_previews_are_forgotten_after_a_week(
    ada: Person, database: Database, clock: FixedClock
) -> None:
    made = await preview(ada, TABLE, "list.csv")
    day = clock.now().date()
    for days, left in ((6, 1), (2, 0)):
        clock.advance(timedelta(days=days))
        async with database.work(ada.id) as work:
            await publish(work, DayTurned(closed=day, today=day + timedelta(days=1)))
            await publish(work, DayTurned(closed=day, today=day + timedelta(days=1)))
        async with database.read(ada.id) as work:
            count = Query("SELECT count(*) FROM import_run WHERE user_id = :owner AND content IS NOT NULL")
            assert await work.db.value(count) == left, made["id"]


async def test_a_repeated_upload_gets_the_first_answer(ada: Person) -> None:
    headers = {"Idempotency-Key": "upload-1"}
    files = {"file": ("list.csv", TABLE)}
    first = await ada.http.post("/api/v1/imports", files=files, headers=headers)
    second = await ada.http.post("/api/v1/imports", files=files, headers=headers)
    assert first.status_code == second.status_code == 201
    assert first.json()["id"] == second.json()["id"]
    other = await ada.http.post(
        "/api/v1/imports", files={"file": ("list.csv", TABLE + b"x")}, headers=headers
    )
    assert other.status_code == 409


async def test_the_formats_are_listed(ada: Person) -> None:
    formats = (await ada.get("/imports/formats"))["items"]
    assert {"taskwarrior", "icalendar", "todoist", "todotxt"} < {f["name"] for f in formats}
    assert [f["name"] for f in formats if f["is_table"]] == ["csv"]
    assert formats[-1]["name"] == "csv", "almost any text looks like a table"
