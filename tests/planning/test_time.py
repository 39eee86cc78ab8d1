"""The timer, time entries and what they add up to (A-14, A-15, AX-6; golden 23)."""

import asyncio
from collections import Counter
from datetime import timedelta
from typing import Any

import asyncpg
import httpx
import pytest

from cairn.kit.clock import FixedClock
from cairn.kit.db.sql import Query
from cairn.kit.db.work import Database
from cairn.planning.models import TimeEntry
from cairn.planning.queries.time import ENTRIES
from tests.fixtures.application import Person

_EVENTS = Query("SELECT kind, entity_id FROM work_event WHERE user_id = :owner ORDER BY id")


async def _start(person: Person, entity: dict[str, Any], **body: Any) -> httpx.Response:
    return await person.http.post("/api/v1/timer/start", json={"entity_id": entity["id"], **body})


async def _post(person: Person, path: str, body: dict[str, Any] | None = None) -> httpx.Response:
    return await person.http.post(f"/api/v1/timer/{path}", json=body)


async def _spend(person: Person, entity: dict[str, Any], began: str, ended: str, **body: Any) -> Any:
    day = "2026-11-23"
    return await person.make(
        "/time-entries",
        entity_id=entity["id"],
        started_at=f"{day}T{began}:00Z",
        ended_at=f"{day}T{ended}:00Z",
        **body,
    )


async def _events(database: Database, person: Person) -> list[str]:
    async with database.read(person.id) as work:
        return [row.kind for row in await work.db.rows(_EVENTS)]


async def test_a_timer_runs_pauses_and_stops(ada: Person, database: Database, clock: FixedClock) -> None:
    task = await ada.make("/tasks", title="Write")
    assert await ada.get("/timer") == {"state": "stopped", "entry": None}
    assert (await _post(ada, "stop")).json()["type"] == "/problems/timer-stopped"
    assert (await _post(ada, "pause")).status_code == 409
    assert (await _post(ada, "resume")).json()["type"] == "/problems/timer-not-paused"

    started = await _start(ada, task)
    entry = started.json()
    assert (started.status_code, entry["ended_at"], entry["minutes"]) == (201, None, None)
    assert started.headers["Location"] == f"/api/v1/time-entries/{entry['id']}"
    assert (entry["entity_kind"], entry["entity_name"]) == ("task", "Write")
    assert (entry["local_date"], entry["timezone"]) == ("2026-11-23", "Europe/Berlin")
    assert (await ada.get("/timer"))["state"] == "running"
    assert (await _post(ada, "resume")).json()["type"] == "/problems/timer-running"

    clock.advance(timedelta(minutes=5))
    assert (await _post(ada, "pause", {"interrupted": True})).json()["minutes"] == 5
    paused = await ada.get("/timer")
    assert (paused["state"], paused["entry"]["id"]) == ("paused", entry["id"])
    clock.advance(timedelta(minutes=3))
    resumed = await _post(ada, "resume")
    assert (resumed.status_code, resumed.json()["entity_id"]) == (201, task["id"])
    clock.advance(timedelta(minutes=2))
    stopped = (await _post(ada, "stop", {"energy": 7, "notes": "went well"})).json()
    assert (stopped["minutes"], stopped["energy"], stopped["notes"]) == (2, 7, "went well")
    assert (await ada.get("/timer"))["state"] == "stopped"
    assert await _events(database, ada) == ["start", "interrupt", "resume", "finish"]


async def test_a_pause_can_be_stopped(ada: Person, clock: FixedClock) -> None:
    task = await ada.make("/tasks", title="Write")
    entry = (await _start(ada, task)).json()
    clock.advance(timedelta(minutes=5))
    await _post(ada, "pause")
    stopped = (await _post(ada, "stop", {"productivity": 3})).json()
    assert (stopped["id"], stopped["minutes"], stopped["productivity"]) == (entry["id"], 5, 3)
    assert (await ada.get("/timer"))["state"] == "stopped"


async def test_golden_23_a_second_timer_is_refused_by_name(ada: Person, ben: Person) -> None:
    task, other = await ada.make("/tasks", title="Write"), await ada.make("/projects", name="Shed")
    entry = (await _start(ada, task)).json()
    refused = await _start(ada, other)
    assert refused.status_code == 409
    problem = refused.json()
    assert (problem["type"], problem["time_entry_id"], problem["entity_id"]) == (
        "/problems/timer-running",
        entry["id"],
        task["id"],
    )
    assert (await _start(ben, await ben.make("/tasks", title="Ben's"))).status_code == 201


async def test_switching_ends_one_and_starts_the_other(
    ada: Person, database: Database, clock: FixedClock
) -> None:
    task, other = await ada.make("/tasks", title="Write"), await ada.make("/projects", name="Shed")
    first = (await _start(ada, task)).json()
    clock.advance(timedelta(minutes=10))
    second = (await _start(ada, other, switch=True, kind="meeting", started_at="2026-11-23T09:08:00Z")).json()
    first = await ada.get(f"/time-entries/{first['id']}")
    assert (first["minutes"], first["ended_at"], second["started_at"]) == (
        8,
        "2026-11-23T09:08:00+00:00",
        "2026-11-23T09:08:00+00:00",
    )
    assert await _events(database, ada) == ["start", "finish", "switch"]


async def test_of_simultaneous_starts_one_wins(ada: Person) -> None:
    tasks = [await ada.make("/tasks", title=f"T{n}") for n in range(6)]
    answers = await asyncio.gather(*(_start(ada, task) for task in tasks))
    assert Counter(answer.status_code for answer in answers) == {201: 1, 409: 5}
    assert {a.json().get("type") for a in answers if a.status_code == 409} == {"/problems/timer-running"}
    assert len((await ada.get("/time-entries"))["items"]) == 1


async def test_simultaneous_switches_leave_one_open(ada: Person) -> None:
    tasks = [await ada.make("/tasks", title=f"T{n}") for n in range(4)]
    answers = await asyncio.gather(*(_start(ada, task, switch=True) for task in tasks))
    assert {answer.status_code for answer in answers} == {201}
    entries = (await ada.get("/time-entries"))["items"]
    assert (len(entries), sum(entry["ended_at"] is None for entry in entries)) == (4, 1)


async def test_the_database_itself_refuses_a_second_open_entry(
    ada: Person, database: Database, clock: FixedClock
) -> None:
    task = await ada.make("/tasks", title="Write")
    await _start(ada, task)
    entry = TimeEntry(
        entity_id=task["id"],
        started_at=clock.now(),
        local_date=clock.now().date(),
        timezone="UTC",
    )
    with pytest.raises(asyncpg.UniqueViolationError):
        async with database.work(ada.id) as work:
            await ENTRIES.add(work, entry)


async def test_time_goes_to_what_is_ones_own_and_there(ada: Person, ben: Person, clock: FixedClock) -> None:
    bens = await ben.make("/tasks", title="Ben's")
    goal_like = await ada.make("/tasks", title="gone")
    await ada.http.delete(f"/api/v1/tasks/{goal_like['id']}")
    entry = await _spend(ada, await ada.make("/pillars", name="P"), "07:00", "08:00")
    assert entry["entity_kind"] == "pillar"
    for target in (bens, goal_like, entry, {"id": "00000000-0000-7000-8000-000000000000"}):
        refused = await _start(ada, target)
        assert (refused.status_code, refused.json()["errors"][0]["pointer"]) == (422, "/entity_id")
    for answer in (
        await ben.http.get(f"/api/v1/time-entries/{entry['id']}"),
        await ben.http.patch(f"/api/v1/time-entries/{entry['id']}", json={"kind": "meeting"}),
        await ben.http.delete(f"/api/v1/time-entries/{entry['id']}"),
    ):
        assert answer.status_code == 404
    assert (await ben.get("/time-entries"))["items"] == []


@pytest.mark.parametrize(
    ("began", "ended", "status"),
    [
        ("2026-11-23T08:00:00Z", "2026-11-23T08:00:00Z", 201),
        ("2026-11-23T08:00:00Z", "2026-11-23T07:59:59Z", 422),
        ("2026-11-23T08:00:00Z", "2026-11-23T09:04:00Z", 201),
        ("2026-11-23T08:00:00Z", "2026-11-23T09:06:00Z", 422),
        ("2026-11-23T08:00:00", "2026-11-23T08:30:00", 422),
    ],
)
async def test_golden_23_an_entry_ends_after_its_beginning_and_not_in_the_future(
    ada: Person, began: str, ended: str, status: int
) -> None:
    task = await ada.make("/tasks", title="Write")
    body = {"entity_id": task["id"], "started_at": began, "ended_at": ended}
    assert (await ada.http.post("/api/v1/time-entries", json=body)).status_code == status


async def test_an_entry_is_changed_within_the_same_bounds(ada: Person) -> None:
    task = await ada.make("/tasks", title="Write")
    entry = await _spend(ada, task, "07:00", "08:00")
    path = f"/api/v1/time-entries/{entry['id']}"
    backwards = await ada.http.patch(path, json={"started_at": "2026-11-23T08:30:00Z"})
    assert backwards.json()["errors"][0]["code"] == "before_start"
    assert (await ada.http.patch(path, json={"ended_at": "2026-11-23T12:00:00Z"})).status_code == 422
    moved = await ada.http.patch(path, json={"started_at": "2026-11-22T22:30:00Z"})
    assert (moved.json()["local_date"], moved.json()["minutes"]) == ("2026-11-22", 570)
    stale = await ada.http.patch(path, json={"energy": 3}, headers={"If-Match": '"1"'})
    assert stale.status_code == 412

    running = (await _start(ada, task)).json()
    open_path = f"/api/v1/time-entries/{running['id']}"
    refused = await ada.http.patch(open_path, json={"ended_at": "2026-11-23T09:00:00Z"})
    assert refused.json()["type"] == "/problems/timer-running"
    assert (await ada.http.delete(open_path)).status_code == 204
    assert (await ada.get("/timer"))["state"] == "stopped"
    assert (await _start(ada, task)).status_code == 201
    assert (await ada.http.post(f"{open_path}/restore")).status_code == 409


async def test_the_day_of_an_entry_is_fixed_where_it_was_spent(new_person: Any, clock: FixedClock) -> None:
    owl = await new_person(timezone="Pacific/Auckland")
    await owl.http.patch("/api/v1/auth/me", json={"day_start_hour": 4})
    task = await owl.make("/tasks", title="Write")
    # 02:30 of the 23rd in Auckland, before the day begins at four.
    entry = await owl.make(
        "/time-entries",
        entity_id=task["id"],
        started_at="2026-11-22T13:30:00Z",
        ended_at="2026-11-22T14:00:00Z",
    )
    assert (entry["local_date"], entry["timezone"]) == ("2026-11-22", "Pacific/Auckland")
    await owl.http.patch("/api/v1/auth/me", json={"timezone": "America/New_York"})
    moved = await owl.http.patch(
        f"/api/v1/time-entries/{entry['id']}", json={"started_at": "2026-11-22T13:00:00Z"}
    )
    assert (moved.json()["local_date"], moved.json()["timezone"]) == ("2026-11-22", "Pacific/Auckland")


async def test_minutes_pass_over_a_change_of_clocks(ada: Person, clock: FixedClock) -> None:
    task = await ada.make("/tasks", title="Write")
    # Berlin turned its clocks back at 01:00 UTC on 25 October 2026.
    entry = await ada.make(
        "/time-entries",
        entity_id=task["id"],
        started_at="2026-10-25T02:30:00+02:00",
        ended_at="2026-10-25T02:30:00+01:00",
    )
    assert (entry["minutes"], entry["local_date"]) == (60, "2026-10-25")


async def test_entries_are_a_feed_with_filters(ada: Person) -> None:
    task, other = await ada.make("/tasks", title="Write"), await ada.make("/tasks", title="Read")
    made = [await _spend(ada, task, f"0{n}:00", f"0{n}:30") for n in range(1, 6)]
    await _spend(ada, other, "06:00", "06:10", kind="meeting")
    first = await ada.get("/time-entries", limit=2, entity_id=task["id"])
    second = await ada.get("/time-entries", limit=3, entity_id=task["id"], cursor=first["next_cursor"])
    seen = [entry["id"] for entry in (*first["items"], *second["items"])]
    assert seen == [entry["id"] for entry in reversed(made)]
    assert second["next_cursor"] is None
    assert len((await ada.get("/time-entries", kind="meeting"))["items"]) == 1
    assert len((await ada.get("/time-entries", **{"from": "2026-11-23", "to": "2026-11-23"}))["items"]) == 6
    assert (await ada.get("/time-entries", **{"from": "2026-11-24"}))["items"] == []


async def _summary(person: Person) -> Any:
    return await person.get("/time-entries/summary", **{"from": "2026-11-16", "to": "2026-11-23"})


async def test_without_entries_the_behaviour_is_unknown(ada: Person) -> None:
    summary = await _summary(ada)
    assert (summary["minutes"], summary["by_day"]) == (0, [])
    behaviour = summary["behaviour"]
    numbers = ("focus_minutes", "work_minutes", "context_switches", "interruptions", "breaks")
    assert {behaviour[n] for n in (*numbers, "estimation_accuracy")} == {None}
    assert (behaviour["entries"], behaviour["estimated_tasks"]) == (0, 0)


async def test_a_summary_adds_up(ada: Person, clock: FixedClock) -> None:
    pillar = await ada.make("/pillars", name="Vitality")
    area = await ada.make("/areas", name="Body", pillar_id=pillar["id"])
    project = await ada.make("/projects", name="Marathon", area_id=area["id"])
    task = await ada.make("/tasks", title="run", project_id=project["id"], estimate_minutes=100)
    loose = await ada.make("/tasks", title="loose")
    await _spend(ada, task, "05:00", "05:30")
    await _spend(ada, task, "05:35", "05:43")  # interrupted for 5 minutes; too short for focus
    await _spend(ada, loose, "05:45", "06:00", kind="meeting")  # a switch
    await _spend(ada, loose, "06:00", "06:20", kind="break")
    await _spend(ada, project, "06:20", "06:32")  # a break of 20 minutes before it
    await ada.http.post(f"/api/v1/tasks/{task['id']}/complete")
    await _start(ada, area, started_at="2026-11-23T08:50:00Z", kind="planning")

    summary = await _summary(ada)
    assert summary["minutes"] == pytest.approx(30 + 8 + 15 + 12 + 10)
    assert {row["kind"]: row["minutes"] for row in summary["by_kind"]} == {
        "focused": 50,
        "meeting": 15,
        "break": 20,
        "planning": 10,
    }
    assert [(row["name"], row["minutes"]) for row in summary["by_project"]] == [("Marathon", 50), (None, 25)]
    assert [(row["name"], row["minutes"]) for row in summary["by_area"]] == [("Body", 60), (None, 15)]
    assert [(row["name"], row["minutes"]) for row in summary["by_pillar"]] == [("Vitality", 60), (None, 15)]
    assert summary["by_day"] == [{"day": "2026-11-23", "minutes": 75}]
    behaviour = summary["behaviour"]
    assert behaviour["focus_minutes"] == 42
    assert behaviour["work_minutes"] == 75
    assert (behaviour["context_switches"], behaviour["interruptions"], behaviour["breaks"]) == (1, 1, 2)
    assert behaviour["estimation_accuracy"] == pytest.approx(0.38)
    assert behaviour["estimated_tasks"] == 1


@pytest.mark.parametrize(
    ("first", "last", "status"),
    [("2026-11-23", "2026-11-22", 422), ("2026-01-01", "2027-01-01", 200), ("2026-01-01", "2027-01-02", 422)],
)
async def test_a_summary_covers_a_year_at_most(ada: Person, first: str, last: str, status: int) -> None:
    answer = await ada.http.get("/api/v1/time-entries/summary", params={"from": first, "to": last})
    assert answer.status_code == status
