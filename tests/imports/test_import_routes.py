"""Imports over HTTP: previewed, carried out, and never twice."""

import asyncio
import json
from typing import Any

import pytest

from tests.factories.imports import EXPORT, RowCounts, commit, named, preview, tasks_of
from tests.fixtures.application import Person


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
