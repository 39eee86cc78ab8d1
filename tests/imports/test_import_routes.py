"""Imports over HTTP: previewed, carried out, and never twice."""

import asyncio
import json
from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import asyncpg
import pytest
import pytest_asyncio
from fastapi import FastAPI

from cairn.identity.days import DayTurned
from cairn.kit.clock import FixedClock
from cairn.kit.db.sql import Query
from cairn.kit.db.work import Database
from cairn.kit.events import publish
from tests.fixtures.application import Person

EXPORT = Path(__file__).parent.parent / "data" / "taskwarrior" / "export.json"
TABLE = b"""Task;Folder;Area;Due;Tags;Done;Wait for
Book the train;Trips :: Rome;Happiness;04/12/2026;travel;no;
Find the passports;Trips :: Rome;Nowhere;01/12/2026;;no;
Pack;Trips :: Rome;;13/12/2026 08:30;travel, bags;no;Find the passports
Cancel the paper;Home;Operations;01/11/2026;;yes;
"""
_TABLES = "SELECT relname FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace"
RowCounts = Callable[[], Awaitable[dict[str, int]]]


async def upload(person: Person, data: bytes, name: str = "tasks.json", **form: Any) -> Any:
    if "options" in form:
        form["options"] = json.dumps(form["options"])
    return await person.http.post("/api/v1/imports", files={"file": (name, data)}, data=form)


async def preview(person: Person, data: bytes, name: str = "tasks.json", **form: Any) -> dict[str, Any]:
    answer = await upload(person, data, name, **form)
    assert answer.status_code == 201, answer.text
    made: dict[str, Any] = answer.json()
    return made


async def commit(person: Person, made: dict[str, Any]) -> dict[str, Any]:
    answer = await person.http.post(f"/api/v1/imports/{made['id']}/commit")
    assert answer.status_code == 200, answer.text
    done: dict[str, Any] = answer.json()
    return done


async def tasks_of(person: Person, **query: Any) -> list[dict[str, Any]]:
    page = await person.get("/tasks", page_size=300, **query)
    items: list[dict[str, Any]] = page["items"]
    return items


async def named(person: Person, title: str) -> dict[str, Any]:
    (task,) = [t for t in await tasks_of(person) if t["title"] == title]
    return task


@pytest_asyncio.fixture
async def row_counts(app: FastAPI, database_url: str) -> AsyncIterator[RowCounts]:
    """Return a function that counts the rows of every table, whoever owns them."""
    connection = await asyncpg.connect(database_url)

    async def count() -> dict[str, int]:
        names = [row[0] for row in await connection.fetch(_TABLES)]
        return {name: await connection.fetchval(f'SELECT count(*) FROM "{name}"') for name in names}

    yield count
    await connection.close()


@pytest_asyncio.fixture
async def imported(ada: Person) -> AsyncIterator[dict[str, Any]]:
    """Ada's Taskwarrior, carried out."""
    yield await commit(ada, await preview(ada, EXPORT.read_bytes()))


# --- Taskwarrior -------------------------------------------------------------------------------------


async def test_a_preview_tells_everything_and_makes_nothing(ada: Person, row_counts: RowCounts) -> None:
    before = await row_counts()
    made = await preview(ada, EXPORT.read_bytes())
    after = await row_counts()
    assert {n: after[n] - before[n] for n in after if after[n] != before[n]} == {
        "entity": 1,
        "import_run": 1,
        "audit_event": 1,
    }
    counts = made["counts"]
    assert made["status"] == "previewed"
    assert made["format"] == made["options"]["source"] == "taskwarrior"
    assert counts["tasks"] == counts["new"] == counts["open"] + counts["done"] + counts["cancelled"]
    assert (counts["known"], counts["changed"], counts["recurring"]) == (0, 0, 11)
    assert len(made["preview"]["tasks"]) == 20
    assert made["preview"]["tasks"][0]["title"] == "Paint the garden fence"
    assert made["preview"]["tasks"][0]["project"] == "Home / Garden"
    assert made["preview"]["table"] is None
    assert made["findings"]["total"] == len(made["findings"]["items"]) > 0
    assert await tasks_of(ada) == []


async def test_the_commit_does_what_the_preview_said(ada: Person) -> None:
    made = await preview(ada, EXPORT.read_bytes())
    done = await commit(ada, made)
    assert (done["status"], done["preview"]) == ("committed", None)
    assert done["counts"] == made["counts"]
    assert done["findings"] == made["findings"]
    tasks = await tasks_of(ada)
    counts = done["counts"]
    assert len(tasks) == counts["new"]
    assert sum(t["status"] == "done" for t in tasks) == counts["done"]
    assert sum(len(t["blocked_by"]) for t in tasks) <= counts["dependencies"]
    projects = await ada.get("/projects", page_size=300)
    assert len(projects["items"]) == counts["projects_new"]
    assert {"Home / Garden", "Study / Languages / Italian"} <= {p["name"] for p in projects["items"]}


@pytest.mark.usefixtures("imported")
async def test_fields_of_imported_tasks(ada: Person) -> None:
    fence, brushes = await named(ada, "Paint the garden fence"), await named(ada, "Buy brushes and paint")
    assert fence["blocked_by"] == [brushes["id"]]
    assert (fence["priority"], fence["estimate_minutes"], fence["tags"]) == (3, 240, ["outdoors"])
    assert (fence["due_date"], fence["due_at"]) == ("2026-11-28", None)
    assert fence["created_at"].startswith("2026-10-05T06:30:00")
    assert brushes["description"].startswith('- 2026-10-05: Two litres of "forest green"')
    sweep = await named(ada, "Call the chimney sweep")
    assert sweep["due_at"].startswith("2026-11-23T09:30:00")
    assert (sweep["due_date"], sweep["timezone"]) == ("2026-11-23", "Europe/Berlin")
    cellar = await named(ada, "Clear out the cellar")
    assert cellar["scheduled_for"] == "2027-01-10", "hidden until then"
    report = await named(ada, "Draft the annual report")
    assert report["scheduled_for"] == "2026-11-24"


@pytest.mark.usefixtures("imported")
async def test_history_is_done_without_points_and_leads_to_the_open_task(ada: Person) -> None:
    tasks = await tasks_of(ada)
    done = [t for t in tasks if t["status"] == "done"]
    assert all(t["completed_at"] and t["completed_on"] for t in done)
    assert (await ada.get("/wallet"))["points"]["balance"] == 0
    by_id = {t["id"]: t for t in tasks}
    followers = [t for t in tasks if t["previous_id"]]
    assert followers
    for task in followers:
        assert by_id[task["previous_id"]]["title"] == task["title"]
        assert by_id[task["previous_id"]]["status"] in {"done", "cancelled"}
    repeating = [t for t in tasks if t["recurrence_rule"]]
    assert len(repeating) == 11
    assert all(t["recurrence_start"] == t["due_date"] or t["due_at"] for t in repeating)


async def test_importing_twice_changes_nothing(
    ada: Person, imported: dict[str, Any], row_counts: RowCounts
) -> None:
    before = await row_counts()
    again = await preview(ada, EXPORT.read_bytes(), "another name.json")
    assert again["counts"]["new"] == 0
    assert again["counts"]["known"] == imported["counts"]["tasks"]
    assert {t["standing"] for t in again["preview"]["tasks"]} == {"known"}
    done = await commit(ada, again)
    assert done["status"] == "committed"
    after = await row_counts()
    assert {n for n in after if after[n] != before[n]} == {"entity", "import_run", "audit_event"}


async def test_what_changed_since_is_reported_and_left(ada: Person, imported: dict[str, Any]) -> None:
    tasks = json.loads(EXPORT.read_bytes())
    tasks[0]["description"] = "Paint the fence green"
    fresh = {"uuid": "11111111-2222-3333-4444-555555555555", "description": "Varnish it", "status": "pending"}
    tasks.append(fresh | {"entry": "20261122T080000Z", "depends": [tasks[0]["uuid"]]})
    made = await preview(ada, json.dumps(tasks).encode())
    assert (made["counts"]["new"], made["counts"]["changed"]) == (1, 1)
    assert made["counts"]["known"] == imported["counts"]["tasks"] - 1
    assert any("Changed since" in f["message"] for f in made["findings"]["items"])
    await commit(ada, made)
    fence = await named(ada, "Paint the garden fence")
    assert (await named(ada, "Varnish it"))["blocked_by"] == [fence["id"]]


async def test_a_task_in_the_trash_is_not_made_again(ada: Person, imported: dict[str, Any]) -> None:
    brushes = await named(ada, "Buy brushes and paint")
    await ada.http.delete(f"/api/v1/tasks/{brushes['id']}")
    made = await preview(ada, EXPORT.read_bytes())
    assert made["counts"]["known"] == imported["counts"]["tasks"]


async def test_another_person_sees_nothing_of_it(ben: Person, imported: dict[str, Any]) -> None:
    assert await tasks_of(ben) == []
    for method, path in (("GET", ""), ("DELETE", ""), ("POST", "/commit")):
        answer = await ben.http.request(method, f"/api/v1/imports/{imported['id']}{path}")
        assert answer.status_code == 404
    answer = await ben.http.post(
        f"/api/v1/imports/{imported['id']}/commit", headers={"Accept": "application/x-ndjson"}
    )
    assert answer.status_code == 404
    own = await preview(ben, EXPORT.read_bytes())
    assert own["counts"]["new"] == imported["counts"]["tasks"]


async def test_two_commits_at_once_import_once(ada: Person) -> None:
    made = await preview(ada, EXPORT.read_bytes())
    twin = await preview(ada, EXPORT.read_bytes())
    first, second, third = await asyncio.gather(commit(ada, made), commit(ada, made), commit(ada, twin))
    assert first == second
    assert {first["counts"]["new"], third["counts"]["new"]} == {0, made["counts"]["new"]}
    assert len(await tasks_of(ada)) == made["counts"]["new"]


async def test_the_commit_tells_how_far_it_is(ada: Person) -> None:
    made = await preview(ada, EXPORT.read_bytes())
    answer = await ada.http.post(
        f"/api/v1/imports/{made['id']}/commit", headers={"Accept": "application/x-ndjson"}
    )
    assert answer.headers["content-type"].startswith("application/x-ndjson")
    *progress, last = [json.loads(line) for line in answer.text.splitlines()]
    total = made["counts"]["new"]
    assert progress[0] == {"done": 0, "total": total}
    assert progress[-1] == {"done": total, "total": total}
    assert last["result"] == await ada.get(f"/imports/{made['id']}")
    assert last["result"]["status"] == "committed"


async def test_a_goal_follows_the_tasks_that_join_its_project(ada: Person) -> None:
    project = await ada.make("/projects", name="home / GARDEN")
    await ada.make("/tasks", title="Rake", project_id=project["id"])
    goal = await ada.make("/goals", title="A garden")
    await ada.make(f"/goals/{goal['id']}/links", entity_id=project["id"])
    task = (await tasks_of(ada))[0]
    await ada.http.post(f"/api/v1/tasks/{task['id']}/complete")
    assert (await ada.get(f"/goals/{goal['id']}"))["progress_pct"] == 100
    done = await commit(ada, await preview(ada, EXPORT.read_bytes()))
    assert done["counts"]["projects_matched"] == 1
    assert (await ada.get(f"/goals/{goal['id']}"))["progress_pct"] < 100


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
    ("data", "name", "form", "expected"),
    [
        (EXPORT.read_bytes()[:-200], "cut.json", {}, ("unreadable-import", "line 1")),
        (b'[{"description":', "cut.json", {"format": "taskwarrior"}, ("unreadable-import", "line 1")),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "photo.png", {}, ("unreadable-import", "file")),
        (b"", "empty.csv", {"format": "csv"}, ("unreadable-import", "file")),
        (b'title,due\n"Sweep,\n', "quote.csv", {}, ("unreadable-import", "line 2")),
        (b"when,where\n1,2\n", "no title.csv", {}, ("invalid", "/options/columns")),
        (TABLE, "t.csv", {"options": {"columns": {"title": "Nope"}}}, ("invalid", "/options/columns")),
        (TABLE, "t.csv", {"options": {"colour": 1}}, ("invalid", "/options/colour")),
        (TABLE, "t.csv", {"format": "pdf"}, ("invalid", "/format")),
        (TABLE, "t.csv", {"surprise": "x"}, ("invalid", "/surprise")),
    ],
)
async def test_what_cannot_be_read_changes_nothing(
    ada: Person,
    row_counts: RowCounts,
    data: bytes,
    name: str,
    form: dict[str, Any],
    expected: tuple[str, str],
) -> None:
    before = await row_counts()
    answer = await upload(ada, data, name, **form)
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
    assert [(f["name"], f["is_table"]) for f in formats] == [("taskwarrior", False), ("csv", True)]
