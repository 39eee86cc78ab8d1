"""Completing and reopening: everything at once, and once (P-09)."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta

import pytest

from cairn.kit import events
from cairn.kit.clock import FixedClock
from cairn.kit.db.work import Database, Work
from cairn.kit.http.problems import Conflict
from cairn.planning.events import TaskCompleted
from tests.fixtures.application import Person
from tests.planning.steps import balance, complete, new_project, patch, post, reopen, wait


async def test_points_follow_priority_area_and_size_and_undo_returns_the_balance(ada: Person) -> None:
    area = await ada.make("/areas", name="Money", slug="money", point_factor=1.2)
    task = await ada.make("/tasks", title="Tax return", priority=2, story_points=3, area_id=area["id"])
    before = await balance(ada)

    done = await complete(ada, task)

    assert done["status"] == "done"
    assert done["earned_points"] == 108
    assert await balance(ada) == before + 108

    back = await reopen(ada, task)

    assert back["status"] == "todo"
    assert back["taken_back_points"] == 108
    assert (back["completed_at"], back["completed_on"]) == (None, None)
    assert await balance(ada) == before


async def test_the_area_of_the_project_counts_where_a_task_has_none(ada: Person, database: Database) -> None:
    area = await ada.make("/areas", name="Money", slug="money", point_factor=1.2)
    project = await new_project(database, ada, area_id=area["id"])
    task = await ada.make("/tasks", title="Budget", priority=2, story_points=3, project_id=project)
    assert task["effective_area_id"] == area["id"]
    assert (await complete(ada, task))["earned_points"] == 108


async def test_ten_completions_at_once_are_one(ada: Person) -> None:
    task = await ada.make("/tasks", title="Water", recurrence_rule="FREQ=DAILY", due_date="2026-11-23")

    answers = await asyncio.gather(*(complete(ada, task) for _ in range(10)))

    assert {answer["earned_points"] for answer in answers} == {await balance(ada)}
    assert len({answer["next_task_id"] for answer in answers}) == 1
    assert {answer["version"] for answer in answers} == {2}
    listed = await ada.get("/tasks", q="water")
    assert listed["total"] == 2
    history = await ada.get(f"/tasks/{task['id']}/history")
    assert [event["action"] for event in history["items"]] == ["complete", "create"]


async def test_completions_and_reopenings_at_once_leave_a_balance_that_fits_the_status(ada: Person) -> None:
    task = await ada.make("/tasks", title="Switch", story_points=1)

    await asyncio.gather(*((complete if n % 2 else reopen)(ada, task) for n in range(12)))

    now = await ada.get(f"/tasks/{task['id']}")
    assert await balance(ada) == (24 if now["status"] == "done" else 0)


async def test_a_second_completion_after_reopening_earns_again(ada: Person) -> None:
    task = await ada.make("/tasks", title="Run", story_points=1)
    await complete(ada, task)
    await reopen(ada, task)
    done = await complete(ada, task)
    assert (done["earned_points"], done["completion_count"]) == (24, 2)
    assert await balance(ada) == 24


async def test_a_task_of_no_size_earns_nothing(ada: Person) -> None:
    task = await ada.make("/tasks", title="Breathe", story_points=0)
    assert (await complete(ada, task))["earned_points"] == 0
    assert (await ada.get("/wallet/transactions"))["items"] == []
    assert (await reopen(ada, task))["taken_back_points"] == 0


async def test_what_is_taken_back_is_what_was_earned(ada: Person) -> None:
    """Not what the task would earn by now."""
    task = await ada.make("/tasks", title="Estimate", story_points=3, priority=4)
    await complete(ada, task)
    await patch(ada, task, story_points=13, priority=1)
    assert (await reopen(ada, task))["taken_back_points"] == 60
    assert await balance(ada) == 0


async def test_status_by_patch_goes_the_same_way(ada: Person) -> None:
    task = await ada.make("/tasks", title="Letter", story_points=5, priority=4)

    done = await patch(ada, task, status="done", priority=3)
    assert (done["status"], done["priority"], done["completed_on"]) == ("done", 3, "2026-11-23")
    assert await balance(ada) == 120

    dropped = await patch(ada, task, status="cancelled", title="Letter, never sent")
    assert (dropped["status"], dropped["title"]) == ("cancelled", "Letter, never sent")
    assert await balance(ada) == 0

    again = await reopen(ada, task)
    assert (again["status"], again["taken_back_points"]) == ("todo", 0)


async def test_completion_ends_a_block_and_records_energy(ada: Person) -> None:
    task = await ada.make("/tasks", title="Call", status="blocked", blocked_reason="No number")
    done = await post(ada, f"/tasks/{task['id']}/complete", energy_end=4)
    assert (done["blocked_reason"], done["energy_end"]) == (None, 4)
    assert (await reopen(ada, task))["energy_end"] is None


@pytest.mark.parametrize(
    ("lives", "at", "day"),
    [
        (("Europe/Berlin", 0), datetime(2026, 11, 23, 22, 30, tzinfo=UTC), "2026-11-23"),
        (("Europe/Berlin", 0), datetime(2026, 11, 23, 23, 30, tzinfo=UTC), "2026-11-24"),
        (("Europe/Berlin", 4), datetime(2026, 11, 24, 2, 30, tzinfo=UTC), "2026-11-23"),
        (("Pacific/Auckland", 0), datetime(2026, 11, 23, 10, 30, tzinfo=UTC), "2026-11-23"),
        (("America/Los_Angeles", 0), datetime(2026, 11, 24, 7, 30, tzinfo=UTC), "2026-11-23"),
    ],
)
async def test_the_day_of_completion_is_the_persons(
    new_person: Callable[..., Awaitable[Person]],
    clock: FixedClock,
    lives: tuple[str, int],
    at: datetime,
    day: str,
) -> None:
    zone, day_start = lives
    person = await new_person(timezone=zone, day_start_hour=day_start)
    task = await person.make("/tasks", title="Late")
    await wait(person, clock, at)
    done = await complete(person, task)
    assert done["completed_on"] == day
    [entry] = (await person.get("/wallet/transactions"))["items"]
    assert (entry["local_date"], entry["timezone"]) == (day, zone)


async def test_somebody_else_cannot_complete(ada: Person, ben: Person) -> None:
    task = await ada.make("/tasks", title="Mine")
    for verb in ("complete", "reopen"):
        await post(ben, f"/tasks/{task['id']}/{verb}", 404)
    assert (await ada.get(f"/tasks/{task['id']}"))["status"] == "todo"
    assert await balance(ben) == 0


# --- series ----------------------------------------------------------------------------------------------


async def test_the_next_of_a_series_carries_what_belongs_to_it(ada: Person) -> None:
    area = await ada.make("/areas", name="Home", slug="home")
    whole = await ada.make("/tasks", title="Household")
    carried = {
        "title": "Bins",
        "description": "Both of them",
        "area_id": area["id"],
        "parent_id": whole["id"],
        "tags": ["outside"],
        "priority": 2,
        "estimate_minutes": 10,
        "story_points": 1,
        "energy_needed": 3,
        "sub_category": "Chores",
        "recurrence_rule": "FREQ=WEEKLY;BYDAY=TU",
        "recurrence_mode": "schedule",
    }
    task = await ada.make(
        "/tasks", due_date="2026-11-24", scheduled_for="2026-11-23", status="in_progress", **carried
    )
    assert task["recurrence_text"] == "every week on Tuesday"

    done = await complete(ada, task)
    following = await ada.get(f"/tasks/{done['next_task_id']}")

    assert {name: following[name] for name in carried} == carried
    assert (following["due_date"], following["scheduled_for"]) == ("2026-12-01", "2026-11-30")
    assert (following["status"], following["previous_id"]) == ("todo", task["id"])
    assert following["completion_count"] == 0


async def test_on_schedule_a_late_completion_leaves_no_pile(ada: Person, clock: FixedClock) -> None:
    task = await ada.make("/tasks", title="Report", recurrence_rule="FREQ=DAILY", due_date="2026-11-23")
    await wait(ada, clock, clock.now() + timedelta(days=10))
    done = await complete(ada, task)
    assert (await ada.get(f"/tasks/{done['next_task_id']}"))["due_date"] == "2026-12-04"


async def test_on_schedule_an_early_completion_keeps_the_rhythm(ada: Person) -> None:
    task = await ada.make("/tasks", title="Rent", recurrence_rule="FREQ=MONTHLY", due_date="2026-12-01")
    done = await complete(ada, task)
    assert (await ada.get(f"/tasks/{done['next_task_id']}"))["due_date"] == "2027-01-01"


async def test_after_completion_counts_from_the_day_it_was_done(ada: Person, clock: FixedClock) -> None:
    task = await ada.make(
        "/tasks",
        title="Haircut",
        recurrence_rule="FREQ=WEEKLY;INTERVAL=6",
        recurrence_mode="after_completion",
        due_date="2026-11-23",
    )
    await wait(ada, clock, clock.now() + timedelta(days=9))
    done = await complete(ada, task)
    assert (await ada.get(f"/tasks/{done['next_task_id']}"))["due_date"] == "2027-01-13"


@pytest.mark.parametrize("mode", ["schedule", "after_completion"])
async def test_count_ends_a_series(ada: Person, mode: str) -> None:
    task = await ada.make(
        "/tasks",
        title="Physio",
        recurrence_rule="FREQ=DAILY;COUNT=3",
        recurrence_mode=mode,
        due_date="2026-11-23",
    )
    second = await ada.get(f"/tasks/{(await complete(ada, task))['next_task_id']}")
    third = await ada.get(f"/tasks/{(await complete(ada, second))['next_task_id']}")
    assert (await complete(ada, third))["next_task_id"] is None


async def test_a_time_of_day_outlives_the_change_of_clocks(ada: Person, clock: FixedClock) -> None:
    """Berlin has no 02:30 on 28 March 2027; the task falls on 03:00 then and on 02:30 again the day after."""
    await wait(ada, clock, datetime(2027, 3, 26, 12, tzinfo=UTC))
    task = await ada.make(
        "/tasks",
        title="Backup",
        recurrence_rule="FREQ=DAILY",
        due_at="2027-03-27T02:30:00+01:00",
        timezone="Europe/Berlin",
    )
    due = []
    for _ in range(2):
        task = await ada.get(f"/tasks/{(await complete(ada, task))['next_task_id']}")
        due.append((task["due_date"], datetime.fromisoformat(task["due_at"]).astimezone(UTC)))
    assert due == [
        ("2027-03-28", datetime(2027, 3, 28, 1, 0, tzinfo=UTC)),
        ("2027-03-29", datetime(2027, 3, 29, 0, 30, tzinfo=UTC)),
    ]


async def test_another_time_of_day_holds_from_then_on(ada: Person) -> None:
    task = await ada.make(
        "/tasks", title="Standup", recurrence_rule="FREQ=DAILY", due_at="2026-11-23T09:00:00+01:00"
    )
    await patch(ada, task, due_at="2026-11-24T15:30:00+01:00")
    following = await ada.get(f"/tasks/{(await complete(ada, task))['next_task_id']}")
    assert following["due_at"] == "2026-11-25T14:30:00+00:00"


async def test_one_moved_occurrence_does_not_move_the_series(ada: Person) -> None:
    task = await ada.make(
        "/tasks", title="Class", recurrence_rule="FREQ=WEEKLY;BYDAY=MO", due_date="2026-11-23"
    )
    await patch(ada, task, due_date="2026-11-25")
    following = await ada.get(f"/tasks/{(await complete(ada, task))['next_task_id']}")
    assert following["due_date"] == "2026-11-30"


async def test_reopening_removes_an_untouched_next_task(ada: Person) -> None:
    task = await ada.make("/tasks", title="Plants", recurrence_rule="FREQ=DAILY", due_date="2026-11-23")
    done = await complete(ada, task)

    back = await reopen(ada, task)

    assert (back["removed_task_id"], back["kept_task_id"]) == (done["next_task_id"], None)
    assert (await ada.http.get(f"/api/v1/tasks/{done['next_task_id']}")).status_code == 404
    again = await complete(ada, task)
    assert again["next_task_id"] not in {None, done["next_task_id"]}


async def test_reopening_keeps_a_next_task_that_was_changed(ada: Person) -> None:
    task = await ada.make("/tasks", title="Plants", recurrence_rule="FREQ=DAILY", due_date="2026-11-23")
    done = await complete(ada, task)
    await patch(ada, {"id": done["next_task_id"]}, title="Plants and herbs")

    back = await reopen(ada, task)
    assert (back["removed_task_id"], back["kept_task_id"]) == (None, done["next_task_id"])

    again = await complete(ada, task)
    assert again["next_task_id"] == done["next_task_id"]
    assert await balance(ada) == again["earned_points"]


async def test_a_removed_next_task_cannot_come_back_beside_another(ada: Person) -> None:
    task = await ada.make("/tasks", title="Plants", recurrence_rule="FREQ=DAILY", due_date="2026-11-23")
    first = (await complete(ada, task))["next_task_id"]
    await reopen(ada, task)
    await complete(ada, task)
    await post(ada, f"/tasks/{first}/restore", 409)


async def test_a_step_that_fails_undoes_all_of_them(ada: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    """Status, points and next task are one transaction with what other domains make of it."""
    task = await ada.make("/tasks", title="Twice", recurrence_rule="FREQ=DAILY", due_date="2026-11-23")

    async def refuse(work: Work, event: TaskCompleted) -> None:
        raise Conflict(str(event.points))

    monkeypatch.setitem(events._handlers, TaskCompleted, [refuse])
    problem = await post(ada, f"/tasks/{task['id']}/complete", 409)

    assert problem["detail"] == "120"
    now = await ada.get(f"/tasks/{task['id']}")
    assert (now["status"], await balance(ada)) == ("todo", 0)
    assert (await ada.get("/tasks"))["total"] == 1
