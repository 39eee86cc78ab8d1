"""Reviews: drafted once for each period that has closed, from what there is; then planned, then completed."""

from collections.abc import Awaitable, Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any

from cairn.identity.days import turn_day, turn_days
from cairn.identity.people import Person as Calendar
from cairn.kit.clock import FixedClock, zone
from cairn.kit.db.sql import Query
from cairn.kit.db.work import Database, Scope
from cairn.reviews.jobs import draft_review
from cairn.reviews.service import span_of
from cairn.tracking.ids import MetricId
from cairn.tracking.schemas.metrics import MetricCreate, MetricLogCreate
from cairn.tracking.service.metrics import add_log, create_metric
from tests.fixtures.application import Person
from tests.planning.steps import complete

WAITING = Query(
    "SELECT args ->> 'period' AS period, args ->> 'day' AS day, scheduled_at FROM procrastinate_jobs"
    " WHERE task_name = 'reviews.draft' AND args ->> 'user_id' = :person ORDER BY 1"
)


async def _draft(person: Person, kind: str = "week", day: str | None = None) -> dict[str, Any]:
    answer = await person.http.post("/api/v1/reviews", json={"period_type": kind, "day": day})
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    return found


async def test_periods_by_the_calendar_of_the_person(ada: Person) -> None:
    day = date(2026, 11, 23)
    sunday = Calendar(ada.id, zone("UTC"), 0, 6)
    monday = Calendar(ada.id, zone("UTC"), 0, 0)
    assert [str(d) for d in (span_of("week", day, monday).first, span_of("week", day, monday).last)] == [
        "2026-11-23",
        "2026-11-29",
    ]
    assert str(span_of("week", day, sunday).first) == "2026-11-22"
    for month, last in ((1, 31), (2, 28), (4, 30), (12, 31)):
        span = span_of("month", date(2026, month, 15), monday)
        assert (span.first.day, span.last.day) == (1, last)


async def test_numbers_come_before_words_and_nothing_is_made_up(ada: Person) -> None:
    """Golden test 30: what nobody said is null, what there is not is an empty list."""
    numbers = (await _draft(ada))["numbers"]
    assert numbers["metrics"]["tasks_done"] == 0
    assert [numbers["metrics"][name] for name in ("mood_mean", "momentum_score", "alignment_score")] == [
        None
    ] * 3
    assert (numbers["before"], numbers["habits"], numbers["metric_moves"], numbers["goals"]) == (
        None,
        [],
        [],
        [],
    )
    assert (numbers["goals_by_health"], numbers["put_off"]) == ({}, [])


async def test_week_with_everything_in_it(ada: Person, database: Database) -> None:
    for day, mood in (("2026-11-10", 2), ("2026-11-17", 3), ("2026-11-22", 5)):
        await ada.http.put(f"/api/v1/days/{day}", json={"mood": mood})
    goal = await ada.make("/goals", title="Run")
    habit = await ada.make(
        "/habits",
        name="Stretch",
        start_date="2026-11-16",
    )
    for day in ("2026-11-16", "2026-11-17", "2026-11-20"):
        await ada.make(f"/habits/{habit['id']}/logs", local_date=day)
    async with database.work(ada.id) as work:
        metric = await create_metric(work, MetricCreate(name="Weight", unit="kg", direction="lower"))
        for number, value in ((14, 80), (18, 79), (21, 78)):
            log = MetricLogCreate(local_date=date(2026, 11, number), value=value)
            await add_log(work, MetricId(metric.id), log)
    review = await _draft(ada, day="2026-11-18")
    assert (review["period_start"], review["period_end"], review["status"]) == (
        "2026-11-16",
        "2026-11-22",
        "generated",
    )
    numbers = review["numbers"]
    assert (numbers["metrics"]["mood_mean"], numbers["before"]["mood_mean"]) == (4.0, 2.0)
    (went,) = numbers["habits"]
    assert (went["habit_id"], went["expected"], went["done"]) == (habit["id"], 7, 3.0)
    assert went["adherence"] == 0.4286
    (moved,) = numbers["metric_moves"]
    assert (moved["last_value"], moved["value_before"], moved["change"], moved["mean_value"]) == (
        78.0,
        80.0,
        -2.0,
        78.5,
    )
    assert [g["goal_id"] for g in numbers["goals"]] == [goal["id"]]
    assert sum(numbers["goals_by_health"].values()) == 1


async def test_drafting_again_is_the_same_review_until_it_is_completed(ada: Person) -> None:
    """Golden test 10."""
    first = await _draft(ada)
    await ada.http.patch(f"/api/v1/reviews/{first['id']}", json={"went_well": "Sun."})
    await ada.http.put("/api/v1/days/2026-11-22", json={"mood": 5})  # a Sunday belongs to its week
    again = await _draft(ada)
    assert (again["id"], again["went_well"]) == (first["id"], "Sun.")
    assert (first["numbers"]["metrics"]["mood_mean"], again["numbers"]["metrics"]["mood_mean"]) == (None, 5.0)
    planned = (await ada.http.post(f"/api/v1/reviews/{first['id']}/plan", json={"focus": "Sleep."})).json()
    assert (planned["status"], planned["focus"]) == ("planned", "Sleep.")
    done = (await ada.http.post(f"/api/v1/reviews/{first['id']}/complete")).json()
    assert (done["status"], done["completed_at"] is not None) == ("completed", True)
    await ada.http.put("/api/v1/days/2026-11-21", json={"mood": 1})
    assert await _draft(ada) == done
    refused = await ada.http.post(f"/api/v1/reviews/{first['id']}/plan", json={"focus": "Else."})
    assert (refused.status_code, refused.json()["type"]) == (409, "/problems/review-completed")
    assert (await ada.get("/reviews"))["total"] == 1


async def test_period_to_come_is_refused(ada: Person) -> None:
    answer = await ada.http.post("/api/v1/reviews", json={"period_type": "week", "day": "2026-11-24"})
    assert [e["pointer"] for e in answer.json()["errors"]] == ["/day"]


async def test_draft_waits_two_hours_after_the_week_of_the_person_has_closed(
    new_person: Callable[..., Awaitable[Person]], database: Database, clock: FixedClock
) -> None:
    auckland = await new_person(timezone="Pacific/Auckland")
    await turn_days(database)
    sunday_noon = datetime(2026, 11, 29, 11, 1, tzinfo=UTC)  # Monday 00:01 in Auckland
    clock.advance(sunday_noon - clock.now())
    for _ in range(2):
        await turn_day(database, str(auckland.id), "2026-11-30")
    async with database.work(scope=Scope.SYSTEM) as work:
        (waiting,) = await work.db.rows(WAITING, person=str(auckland.id))
    assert (waiting.period, waiting.day) == ("week", "2026-11-29")
    assert waiting.scheduled_at == sunday_noon + timedelta(hours=2)
    for _ in range(2):
        await draft_review(database, str(auckland.id), "week", "2026-11-29")
    await auckland.renew()
    (review,) = (await auckland.get("/reviews"))["items"]
    assert (review["period_start"], review["period_end"]) == ("2026-11-23", "2026-11-29")


async def test_month_is_looked_back_at_on_the_first(
    ada: Person, database: Database, clock: FixedClock
) -> None:
    clock.advance(timedelta(days=8))
    await turn_day(database, str(ada.id), "2026-12-01")
    async with database.work(scope=Scope.SYSTEM) as work:
        waiting = await work.db.rows(WAITING, person=str(ada.id))
    assert [(row.period, row.day) for row in waiting] == [("month", "2026-11-30")]


async def test_removed_review_makes_room_for_another(ada: Person) -> None:
    first = await _draft(ada)
    await ada.http.delete(f"/api/v1/reviews/{first['id']}")
    second = await _draft(ada)
    assert second["id"] != first["id"]
    assert (await ada.http.post(f"/api/v1/reviews/{first['id']}/restore")).status_code == 409


async def _put_off(person: Person, database: Database, title: str, times: int) -> dict[str, Any]:
    task = await person.make("/tasks", title=title, scheduled_for="2026-11-23")
    query = Query("UPDATE task SET rollover_count = :times WHERE user_id = :owner AND id = :id")
    async with database.work(person.id) as work:
        await work.db.run(query, times=times, id=task["id"])
    return task


async def test_what_is_put_off_three_times_is_decided_by_its_person(ada: Person, database: Database) -> None:
    tasks = [await _put_off(ada, database, f"Task {n}", n) for n in (2, 3, 4, 5, 9)]
    done = await _put_off(ada, database, "Done", 7)
    await complete(ada, done)
    listed = await ada.get("/quarantine")
    assert [item["rollover_count"] for item in listed["items"]] == [9, 5, 4, 3]
    assert [p["rollover_count"] for p in (await _draft(ada))["numbers"]["put_off"]] == [9, 5, 4, 3]
    decisions = [
        {"task_id": tasks[4]["id"], "decision": "drop"},
        {"task_id": tasks[3]["id"], "decision": "reschedule", "scheduled_for": "2026-12-01"},
        {"task_id": tasks[2]["id"], "decision": "keep"},
    ]
    answer = await ada.http.post("/api/v1/quarantine/decisions", json={"decisions": decisions})
    assert answer.json() == {"kept": 1, "rescheduled": 1, "dropped": 1, "left": 1}
    dropped, moved, kept = [await ada.get(f"/tasks/{d['task_id']}") for d in decisions]
    assert dropped["status"] == "cancelled"
    assert (moved["scheduled_for"], moved["rollover_count"]) == ("2026-12-01", 0)
    assert (kept["scheduled_for"], kept["rollover_count"]) == ("2026-11-23", 0)


async def test_decisions_that_cannot_be_are_refused_together(ada: Person, database: Database) -> None:
    one, two = await _put_off(ada, database, "One", 3), await _put_off(ada, database, "Two", 3)
    decisions = [
        {"task_id": one["id"], "decision": "reschedule", "scheduled_for": "2026-11-22"},
        {"task_id": two["id"], "decision": "keep", "scheduled_for": "2026-12-01"},
        {"task_id": str(ada.id), "decision": "drop"},
    ]
    answer = await ada.http.post("/api/v1/quarantine/decisions", json={"decisions": decisions})
    assert [e["pointer"] for e in answer.json()["errors"]] == [
        "/decisions/0/scheduled_for",
        "/decisions/1/scheduled_for",
        "/decisions/2/task_id",
    ]
    assert (await ada.get("/quarantine"))["total"] == 2
