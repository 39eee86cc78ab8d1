"""Tasks as a resource: adding, changing, finding (P-07, A-05, A-20)."""

from collections.abc import Awaitable, Callable
from typing import Any

import pytest

from cairn.kit.db.work import Database
from tests.fixtures.application import Person
from tests.planning.steps import complete, new_project, patch, post, titles


async def refused(person: Person, /, **body: Any) -> dict[str, str]:
    """Try to add a task and return pointer and code of what was wrong."""
    answer = await person.http.post("/api/v1/tasks", json=body)
    assert answer.status_code == 422, answer.text
    return {error["pointer"]: error["code"] for error in answer.json()["errors"]}


async def test_a_task_comes_back_as_it_was_given(ada: Person) -> None:
    body = {
        "title": "Write the plan",
        "description": "With *numbers*",
        "priority": 1,
        "status": "backlog",
        "sub_category": "Career",
        "story_points": 8,
        "estimate_minutes": 90,
        "scheduled_for": "2026-11-24",
        "due_date": "2026-11-27",
        "energy_needed": 7,
        "tags": ["deep work", "Q4"],
        "position": 3,
    }
    answer = await ada.http.post("/api/v1/tasks", json=body)
    assert answer.status_code == 201
    task = answer.json()
    assert {name: task[name] for name in body} == body
    assert answer.headers["Location"] == f"/api/v1/tasks/{task['id']}"
    assert answer.headers["ETag"] == '"1"'
    assert await ada.get(f"/tasks/{task['id']}") == task
    assert (await ada.get("/tasks"))["items"] == [task]


async def test_tags_are_trimmed_and_unique_whatever_their_case(ada: Person) -> None:
    task = await ada.make("/tasks", title="Tags", tags=[" Home ", "home", "garden", "HOME"])
    assert task["tags"] == ["Home", "garden"]
    assert await titles(ada, tag=["hOmE", "GARDEN"]) == ["Tags"]
    assert await titles(ada, tag=["home", "office"]) == []
    assert await refused(ada, title="Empty", tags=["  "]) == {"/tags/0": "string_too_short"}
    assert await refused(ada, title="Long", tags=["x" * 61]) == {"/tags/0": "string_too_long"}
    assert await refused(ada, title="Many", tags=[str(n) for n in range(51)]) == {"/tags": "too_long"}


@pytest.mark.parametrize("status", ["done", "cancelled", "finished"])
async def test_a_new_task_is_open(ada: Person, status: str) -> None:
    assert await refused(ada, title="Done", status=status) == {"/status": "literal_error"}


@pytest.mark.parametrize("text", ["a\x00b", "\ud800"])
async def test_what_cannot_be_stored_is_refused(ada: Person, text: str) -> None:
    import json

    for body in ({"title": text}, {"title": "x", "tags": [text]}, {"title": "x", text: 1}):
        answer = await ada.http.post(
            "/api/v1/tasks", content=json.dumps(body), headers={"Content-Type": "application/json"}
        )
        assert answer.status_code == 422, answer.text
    answer = await ada.http.get("/api/v1/tasks", params={"q": "a\x00b"})
    assert answer.status_code == 422


async def test_a_reason_stands_beside_a_block(ada: Person) -> None:
    assert await refused(ada, title="x", blocked_reason="why") == {"/blocked_reason": "not_blocked"}
    task = await ada.make("/tasks", title="x", status="blocked", blocked_reason="No key")
    assert task["is_ready"] is True, "blocked by hand, but by no other task"
    task = await patch(ada, task, status="in_progress")
    assert task["blocked_reason"] is None
    await patch(ada, task, 422, blocked_reason="again")


# --- when it is due --------------------------------------------------------------------------------------


async def test_a_moment_gives_its_local_day(new_person: Callable[..., Awaitable[Person]]) -> None:
    night_owl = await new_person(timezone="Europe/Berlin", day_start_hour=4)
    late = await night_owl.make("/tasks", title="Late", due_at="2026-11-25T02:30:00+01:00")
    assert (late["due_date"], late["timezone"]) == ("2026-11-24", "Europe/Berlin")
    agreed = await night_owl.make(
        "/tasks", title="Agreed", due_at="2026-11-25T02:30:00+01:00", due_date="2026-11-24"
    )
    assert agreed["due_date"] == "2026-11-24"
    assert await refused(night_owl, title="x", due_at="2026-11-25T02:30:00+01:00", due_date="2026-11-25") == {
        "/due_date": "disagrees"
    }


async def test_day_and_moment_move_together(ada: Person) -> None:
    task = await ada.make("/tasks", title="Dentist", due_at="2027-03-26T10:00:00+01:00")

    moved = await patch(ada, task, due_date="2027-03-29")
    assert moved["due_at"] == "2027-03-29T08:00:00+00:00", "ten o'clock in summer time"

    moved = await patch(ada, task, due_at="2027-03-30T23:30:00+02:00")
    assert moved["due_date"] == "2027-03-30"

    moved = await patch(ada, task, due_at=None)
    assert (moved["due_date"], moved["due_at"]) == ("2027-03-30", None)

    await patch(ada, task, due_at="2027-03-30T12:00:00Z")
    moved = await patch(ada, task, due_date=None)
    assert (moved["due_date"], moved["due_at"]) == (None, None)

    await patch(ada, task, 422, due_at="2027-03-30T12:00:00Z", due_date="2027-03-31")


@pytest.mark.parametrize("at", ["2027-03-30T12:00:00", "3000-01-01T00:00:00Z", "1899-12-31T00:00:00Z"])
async def test_a_moment_has_an_offset_and_a_year_of_our_time(ada: Person, at: str) -> None:
    assert list(await refused(ada, title="x", due_at=at)) == ["/due_at"]


async def test_an_unknown_zone_is_refused(ada: Person) -> None:
    assert list(await refused(ada, title="x", timezone="Europe/Atlantis")) == ["/timezone"]


# --- series ----------------------------------------------------------------------------------------------


async def test_a_rule_is_checked_and_put_in_words(ada: Person) -> None:
    task = await ada.make("/tasks", title="x", recurrence_rule="rrule:freq=weekly;byday=we,mo")
    assert task["recurrence_rule"] == "FREQ=WEEKLY;BYDAY=MO,WE"
    assert task["recurrence_mode"] == "schedule"
    assert task["recurrence_text"] == "every week on Monday and Wednesday"
    assert (task["due_date"], task["recurrence_start"]) == ("2026-11-23", "2026-11-23")
    assert await refused(ada, title="x", recurrence_rule="FREQ=HOURLY") == {"/recurrence_rule": "not_a_rule"}
    assert await refused(ada, title="x", recurrence_mode="schedule") == {"/recurrence_mode": "without_rule"}
    assert await refused(ada, title="x", recurrence_rule="FREQ=DAILY;UNTIL=20200101") == {
        "/recurrence_rule": "no_day"
    }


async def test_a_rule_without_a_day_begins_on_its_first(ada: Person) -> None:
    task = await ada.make("/tasks", title="x", recurrence_rule="FREQ=WEEKLY;BYDAY=FR")
    assert task["due_date"] == "2026-11-27"
    planned = await ada.make(
        "/tasks", title="x", recurrence_rule="FREQ=WEEKLY;BYDAY=FR", scheduled_for="2026-12-04"
    )
    assert (planned["due_date"], planned["recurrence_start"]) == (None, "2026-12-04")


async def test_a_series_can_begin_change_and_end(ada: Person) -> None:
    task = await ada.make("/tasks", title="x", due_date="2026-11-25")
    task = await patch(ada, task, recurrence_rule="FREQ=MONTHLY")
    assert (task["recurrence_start"], task["recurrence_text"]) == ("2026-11-25", "every month")
    task = await patch(ada, task, recurrence_mode="after_completion")
    assert task["recurrence_text"] == "1 month after completion"
    await patch(ada, task, 422, recurrence_mode=None)
    task = await patch(ada, task, recurrence_rule=None)
    assert (task["recurrence_mode"], task["recurrence_start"], task["recurrence_text"]) == (None, None, None)
    await patch(ada, task, 422, recurrence_mode="schedule")


# --- what it belongs to ----------------------------------------------------------------------------------


async def test_a_part_inherits_project_and_area_unless_told_otherwise(
    ada: Person, database: Database
) -> None:
    area = await ada.make("/areas", name="Home", slug="home")
    project = await new_project(database, ada)
    whole = await ada.make("/tasks", title="Whole", area_id=area["id"], project_id=project)

    heir = await ada.make("/tasks", title="Heir", parent_id=whole["id"])
    assert (heir["area_id"], heir["project_id"]) == (area["id"], project)
    free = await ada.make("/tasks", title="Free", parent_id=whole["id"], project_id=None)
    assert (free["area_id"], free["project_id"]) == (area["id"], None)

    assert (await ada.get(f"/tasks/{whole['id']}"))["open_subtask_count"] == 2
    await complete(ada, heir)
    assert (await ada.get(f"/tasks/{whole['id']}"))["open_subtask_count"] == 1


async def test_a_task_is_no_part_of_itself(ada: Person) -> None:
    top = await ada.make("/tasks", title="Top")
    middle = await ada.make("/tasks", title="Middle", parent_id=top["id"])
    low = await ada.make("/tasks", title="Low", parent_id=middle["id"])
    for parent in (top, middle, low):
        problem = await patch(ada, top, 409, parent_id=parent["id"])
        assert problem["type"] == "/problems/parent-cycle"
    assert (await patch(ada, low, parent_id=top["id"]))["parent_id"] == top["id"]


@pytest.mark.parametrize("field", ["area_id", "project_id", "parent_id"])
async def test_references_are_ones_own(ada: Person, ben: Person, database: Database, field: str) -> None:
    made = {
        "area_id": (await ben.make("/areas", name="His", slug="his"))["id"],
        "project_id": await new_project(database, ben),
        "parent_id": (await ben.make("/tasks", title="His"))["id"],
    }
    assert await refused(ada, title="x", **{field: made[field]}) == {f"/{field}": "not_found"}
    task = await ada.make("/tasks", title="Hers")
    problem = await patch(ada, task, 422, **{field: made[field]})
    assert problem["errors"][0]["pointer"] == f"/{field}"


# --- versions, trash, archive ----------------------------------------------------------------------------


async def test_a_change_can_be_bound_to_a_version(ada: Person) -> None:
    task = await ada.make("/tasks", title="One")
    path = f"/api/v1/tasks/{task['id']}"
    first = await ada.http.patch(path, json={"title": "Two"}, headers={"If-Match": '"1"'})
    assert (first.status_code, first.headers["ETag"]) == (200, '"2"')
    for change in ({"title": "Three"}, {"status": "done"}, {"due_date": "2026-12-01"}):
        late = await ada.http.patch(path, json=change, headers={"If-Match": '"1"'})
        assert (late.status_code, late.json()["version"]) == (412, 2)
    assert (await ada.http.delete(path, headers={"If-Match": '"1"'})).status_code == 412
    assert (await ada.http.delete(path, headers={"If-Match": '"2"'})).status_code == 204


async def test_trash_and_archive(ada: Person) -> None:
    kept = await ada.make("/tasks", title="Kept")
    hidden = await ada.make("/tasks", title="Hidden")
    gone = await ada.make("/tasks", title="Gone", story_points=1)
    earned = (await complete(ada, gone))["earned_points"]
    await post(ada, f"/tasks/{hidden['id']}/archive")
    assert (await ada.http.delete(f"/api/v1/tasks/{gone['id']}")).status_code == 204

    assert await titles(ada) == ["Kept"]
    assert await titles(ada, archived=True) == ["Hidden"]
    [trashed] = (await ada.get("/tasks", deleted=True))["items"]
    assert (trashed["title"], trashed["deleted_at"]) == ("Gone", "2026-11-23T09:00:00+00:00")
    assert (await ada.http.get(f"/api/v1/tasks/{gone['id']}")).status_code == 404
    assert (await ada.get("/wallet"))["points"]["balance"] == earned, "what it earned stays"

    for task in (hidden, gone):
        assert (await post(ada, f"/tasks/{task['id']}/restore"))["archived_at"] is None
    assert sorted(await titles(ada)) == ["Gone", "Hidden", "Kept"]
    assert kept["id"]


async def test_history_shows_what_happened_but_not_what_was_written(ada: Person, ben: Person) -> None:
    task = await ada.make("/tasks", title="Secret plan")
    await patch(ada, task, title="Other plan", priority=1)
    await complete(ada, task)
    await ada.http.delete(f"/api/v1/tasks/{task['id']}")
    path = f"/tasks/{task['id']}/history"

    first = await ada.get(path, limit=3)
    rest = await ada.get(path, limit=3, cursor=first["next_cursor"])

    assert [event["action"] for event in first["items"]] == ["delete", "complete", "update"]
    assert [event["action"] for event in rest["items"]] == ["create"]
    assert rest["next_cursor"] is None
    assert first["items"][2]["changes"] == {"title": [None, None], "priority": [3, 1]}
    assert first["items"][2]["actor_id"] == str(ada.id)
    assert (await ben.http.get(f"/api/v1{path}")).status_code == 404


@pytest.mark.parametrize("cursor", ["x", "AAAA", "AAAAAAAA", "é", "A" * 199])
async def test_a_cursor_made_elsewhere_is_refused(ada: Person, cursor: str) -> None:
    answer = await ada.http.get("/api/v1/wallet/transactions", params={"cursor": cursor})
    assert (answer.status_code, answer.json()["errors"][0]["pointer"]) == (422, "query:cursor")
