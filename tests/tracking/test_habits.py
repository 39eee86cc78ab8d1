"""Habits over HTTP: logs, days of the person, points, pauses, routines, and what pages show."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from cairn.kit.clock import FixedClock
from cairn.kit.db.work import Database
from tests.fixtures.application import Person
from tests.tracking.steps import TODAY, change, day, done, new_habit, points, remove, turn_day


async def standing(person: Person, habit: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = (await person.get(f"/habits/{habit['id']}"))["standing"]
    return found


async def test_logs_make_a_streak_and_late_ones_repair_it(ada: Person) -> None:
    habit = await new_habit(ada)
    for back in (6, 5, 2, 1):
        await done(ada, habit, back)
    logged = await done(ada, habit, 0)
    assert (logged["standing"]["current"], logged["standing"]["mark"]) == (3, "success")
    late = await done(ada, habit, 3)
    assert late["standing"]["current"] == 6
    assert late["standing"]["grace_used"] == [day(4)]
    assert (await standing(ada, habit)) == late["standing"]
    await remove(ada, f"/habits/{habit['id']}/logs/{late['id']}")
    assert (await standing(ada, habit))["current"] == 3


async def test_the_day_is_the_person_s(
    new_person: Callable[..., Awaitable[Person]], clock: FixedClock
) -> None:
    kiwi = await new_person(timezone="Pacific/Auckland")
    habit = await new_habit(kiwi)
    # Half past eleven at night in Auckland, 10:30 the same day in UTC.
    late = await kiwi.make(f"/habits/{habit['id']}/logs", at="2026-11-21T10:30:00Z")
    # Ten past midnight UTC is the afternoon of the same day there.
    early = await kiwi.make(f"/habits/{habit['id']}/logs", at="2026-11-22T00:10:00Z")
    assert (late["local_date"], early["local_date"]) == ("2026-11-21", "2026-11-22")
    # Whoever travels keeps the days that were written.
    await change(kiwi, "/auth/me", timezone="America/New_York")
    logs = (await kiwi.get(f"/habits/{habit['id']}/logs"))["items"]
    assert [(log["local_date"], log["timezone"]) for log in logs] == [
        ("2026-11-22", "Pacific/Auckland"),
        ("2026-11-21", "Pacific/Auckland"),
    ]


async def test_the_future_is_refused(ada: Person) -> None:
    habit = await new_habit(ada)
    for body in ({"local_date": "2026-11-24"}, {"at": "2026-11-23T12:00:00Z"}):
        answer = await ada.http.post(f"/api/v1/habits/{habit['id']}/logs", json=body)
        assert answer.status_code == 422
        assert answer.json()["errors"][0]["pointer"] == f"/{next(iter(body))}"


async def test_a_day_is_paid_once_and_taken_back(ada: Person) -> None:
    habit = await new_habit(ada, target_amount=3, unit="km")
    first = await done(ada, habit, 0, amount=2)
    assert first["earned_points"] == 0
    second = await done(ada, habit, 0, amount=1.5)
    assert (second["earned_points"], await points(ada)) == (5, 5)
    third = await done(ada, habit, 0, amount=3)
    assert (third["earned_points"], await points(ada)) == (0, 5)
    # The day is still a success without the log that was paid: another one stands for it.
    await remove(ada, f"/habits/{habit['id']}/logs/{second['id']}")
    assert await points(ada) == 5
    await remove(ada, f"/habits/{habit['id']}/logs/{third['id']}")
    assert await points(ada) == 0
    again = await change(ada, f"/habits/{habit['id']}/logs/{first['id']}", amount=4)
    assert (again["amount"], await points(ada)) == (4, 5)
    await change(ada, f"/habits/{habit['id']}/logs/{first['id']}", amount=1)
    assert await points(ada) == 0
    entries = (await ada.get("/wallet/transactions"))["items"]
    assert {entry["type"] for entry in entries} == {"earn", "clawback"}
    assert sum(entry["amount"] for entry in entries) == 0


async def test_only_the_last_two_days_are_paid(ada: Person) -> None:
    habit = await new_habit(ada)
    assert (await done(ada, habit, 3))["earned_points"] == 0
    assert (await done(ada, habit, 2))["earned_points"] == 5


async def test_a_streak_multiplies_and_its_bonus_comes_once(ada: Person) -> None:
    habit = await new_habit(ada)
    for back in range(6, 0, -1):
        await done(ada, habit, back)
    before = await points(ada)
    seventh = await done(ada, habit, 0)
    # Five points, 1.4 times as many from seven on, and the bonus of twenty.
    assert (seventh["earned_points"], await points(ada)) == (27, before + 27)
    reached = (await ada.get("/milestones"))["items"]
    assert [(m["type"], m["threshold"], m["points"]) for m in reached] == [("habit_streak", 7, 20)]
    await remove(ada, f"/habits/{habit['id']}/logs/{seventh['id']}")
    assert await points(ada) == before
    assert (await ada.get("/milestones", revoked="true"))["items"][0]["threshold"] == 7
    assert (await done(ada, habit, 0))["earned_points"] == 27
    assert len((await ada.get("/milestones"))["items"]) == 1


async def test_pauses_rest_one_habit_or_all(ada: Person) -> None:
    stretch, run = await new_habit(ada), await new_habit(ada, name="Run")
    for habit in (stretch, run):
        for back in (9, 8, 0):
            await done(ada, habit, back)
    assert (await standing(ada, stretch))["current"] == 1
    pause = await ada.make("/habits/pauses", first=day(7), last=day(1), reason="illness")
    assert [(await standing(ada, h))["current"] for h in (stretch, run)] == [3, 3]
    await change(ada, f"/habits/pauses/{pause['id']}", last=day(4))
    assert (await standing(ada, run))["current"] == 1
    await remove(ada, f"/habits/pauses/{pause['id']}")
    mine = await ada.make("/habits/pauses", habit_id=run["id"], first=day(7), last=day(1), reason="holiday")
    assert [(await standing(ada, h))["current"] for h in (stretch, run)] == [1, 3]
    assert [p["id"] for p in (await ada.get("/habits/pauses", on=day(3)))["items"]] == [mine["id"]]
    refused = await change(ada, f"/habits/pauses/{mine['id']}", 422, last=day(8))
    assert refused["errors"][0]["pointer"] == "/last"


async def test_today_shows_what_is_due(ada: Person) -> None:
    morning = await ada.make("/routines", name="Morning", cue="After coffee")
    stretch = await new_habit(ada, routine_id=morning["id"], position=1)
    await new_habit(ada, name="Water", routine_id=morning["id"], position=0, target_amount=2)
    await new_habit(ada, name="Church", schedule={"kind": "by_rule", "rule": "FREQ=WEEKLY;BYDAY=SU"})
    gone = await new_habit(ada, name="Gone")
    await ada.http.post(f"/api/v1/habits/{gone['id']}/archive")
    await new_habit(ada, name="Later", start_date="2026-12-01")
    smoking = await new_habit(ada, name="Smoking", kind="quit", assume_success=True, start_date=day(3))
    await done(ada, stretch, 1)
    log = await done(ada, stretch, 0)

    strip = await ada.get("/habits/today")
    assert [item["name"] for item in strip["items"]] == ["Water", "Stretch", "Church", "Smoking"]
    by_name = {item["name"]: item for item in strip["items"]}
    assert by_name["Stretch"]["log_ids"] == [log["id"]]
    assert by_name["Stretch"]["standing"]["mark"] == "success"
    assert [u["mark"] for u in by_name["Stretch"]["recent"]][-2:] == ["success", "success"]
    assert (by_name["Water"]["standing"]["need"], by_name["Water"]["standing"]["got"]) == (2, 0)
    assert not by_name["Church"]["standing"]["due"]
    assert by_name["Smoking"]["standing"]["current"] == 3
    assert (strip["due_count"], strip["done_count"]) == (3, 2)
    assert strip["routines"] == [
        {"id": morning["id"], "name": "Morning", "cue": "After coffee", "position": 0, "done": 1, "due": 2}
    ]
    yesterday = await ada.get("/habits/today", date=day(1))
    assert next(i for i in yesterday["items"] if i["name"] == "Church")["standing"]["due"]
    assert (await ada.http.get("/api/v1/habits/today?date=2026-11-24")).status_code == 422
    await done(ada, smoking, 0)
    assert (await standing(ada, smoking))["current"] == 3


async def test_a_routine_is_logged_at_once(ada: Person) -> None:
    morning = await ada.make("/routines", name="Morning")
    stretch = await new_habit(ada, routine_id=morning["id"])
    steps = await new_habit(ada, name="Wash", steps=["Face", "Teeth"], routine_id=morning["id"], position=1)
    assert steps["target_amount"] == 2
    await done(ada, stretch, 0)
    answer = await ada.http.post(f"/api/v1/routines/{morning['id']}/done", json={})
    assert answer.status_code == 200, answer.text
    (log,) = answer.json()["logs"]
    assert (log["habit_id"], log["amount"], log["source"]) == (steps["id"], 2, "routine")
    assert answer.json()["earned_points"] == 5
    again = await ada.http.post(f"/api/v1/routines/{morning['id']}/done")
    assert again.json()["logs"] == []
    other = await new_habit(ada)
    refused = await ada.http.post(f"/api/v1/routines/{morning['id']}/done", json={"habit_ids": [other["id"]]})
    assert refused.json()["errors"][0]["pointer"] == "/habit_ids/0"


async def test_a_limit_is_paid_when_its_day_is_over(
    ada: Person, database: Database, clock: FixedClock
) -> None:
    habit = await new_habit(ada, name="Coffee", kind="reduce", limit_amount=2, start_date=day(0))
    await done(ada, habit, 0, amount=2)
    assert await points(ada) == 0
    clock.advance(timedelta(days=1))
    await ada.renew()
    await turn_day(database, ada, TODAY)
    await turn_day(database, ada, TODAY)
    assert await points(ada) == 5
    assert (await standing(ada, habit))["current"] == 1
    # One that was forgotten: the day was over the limit after all.
    await ada.make(f"/habits/{habit['id']}/logs", local_date=TODAY.isoformat(), amount=1)
    assert (await standing(ada, habit))["current"] == 0
    assert await points(ada) == 0


async def test_a_new_day_breaks_what_was_not_done(ada: Person, database: Database, clock: FixedClock) -> None:
    habit = await new_habit(ada, grace=0)
    for back in (2, 1, 0):
        await done(ada, habit, back)
    clock.advance(timedelta(days=2))
    await ada.renew()
    # Seen before the night's work is done: computed for the day that is asked for.
    (item,) = (await ada.get("/habits/today"))["items"]
    assert (item["standing"]["current"], item["standing"]["local_date"]) == (0, "2026-11-25")
    await turn_day(database, ada, TODAY + timedelta(days=1))
    assert (await standing(ada, habit))["longest"] == 3


async def test_the_heat_map_tells_every_day(ada: Person) -> None:
    habit = await new_habit(ada, start_date=day(3), unit="km", target_amount=2, off_weekdays=[6])
    await done(ada, habit, 3, amount=5)
    await done(ada, habit, 2, amount=1)
    found = await ada.get(f"/habits/{habit['id']}/heatmap", **{"from": day(4), "to": day(0)})
    assert [(d["amount"], d["share"], d["mark"], d["resting"]) for d in found["days"]] == [
        (0, None, None, False),
        (5, 1, "success", False),
        (1, 0.5, "miss", False),
        (0, 0, "neutral", True),
        (0, 0, "pending", False),
    ]
    assert (found["success_count"], found["miss_count"], found["total_amount"]) == (1, 1, 6)
    assert "days that went well 1, missed 1; 6 km" in found["text"]
    year = await ada.get(f"/habits/{habit['id']}/heatmap")
    assert len(year["days"]) == 365
    for query in ({"from": day(0), "to": day(1)}, {"from": "2024-01-01", "to": day(0)}):
        assert (await ada.http.get(f"/api/v1/habits/{habit['id']}/heatmap", params=query)).status_code == 422


async def test_a_streak_shows_its_history(ada: Person) -> None:
    habit = await new_habit(ada, start_date=day(5))
    for back in (5, 4, 2, 1):
        await done(ada, habit, back)
    found = await ada.get(f"/habits/{habit['id']}/streak")
    assert [(u["mark"], u["bridged"]) for u in found["units"]] == [
        *(("success", False), ("success", False), ("miss", True)),
        *(("success", False), ("success", False), ("pending", False)),
    ]
    assert found["strength_curve"][0] == pytest.approx(0.0519, abs=1e-4)
    assert found["next_due"] == day(0)
    every_third = await new_habit(ada, schedule={"kind": "after_completion", "days": 3}, start_date=day(9))
    await done(ada, every_third, 1)
    assert (await ada.get(f"/habits/{every_third['id']}/streak"))["next_due"] == "2026-11-25"


@pytest.mark.parametrize(
    ("fields", "pointer"),
    [
        ({"end_date": "2025-01-01"}, "/end_date"),
        ({"amount_per": "period"}, "/amount_per"),
        ({"kind": "quit", "schedule": {"kind": "per_period", "times": 1, "period": "week"}}, "/schedule"),
        ({"kind": "reduce", "schedule": {"kind": "after_completion", "days": 1}}, "/schedule"),
        ({"kind": "reduce", "schedule": {"kind": "per_period", "times": 1, "period": "week"}}, "/amount_per"),
        ({"schedule": {"kind": "per_period", "times": 8, "period": "week"}}, "/schedule"),
        ({"schedule": {"kind": "by_rule", "rule": "FREQ=HOURLY"}}, "/schedule/rule"),
    ],
)
async def test_what_does_not_go_together_is_refused(ada: Person, fields: Any, pointer: str) -> None:
    body = {"name": "Stretch", "start_date": "2026-01-01", **fields}
    answer = await ada.http.post("/api/v1/habits", json=body)
    assert answer.status_code == 422
    assert answer.json()["errors"][0]["pointer"] == pointer
    habit = await new_habit(ada)
    assert (await ada.http.patch(f"/api/v1/habits/{habit['id']}", json=fields)).status_code == 422


async def test_a_changed_schedule_counts_anew(ada: Person) -> None:
    habit = await new_habit(ada, start_date="2026-11-02")
    for back in (21, 19, 17, 14, 12, 10, 7, 5, 3, 0):
        await done(ada, habit, back)
    assert (await standing(ada, habit))["current"] == 1
    changed = await change(
        ada, f"/habits/{habit['id']}", schedule={"kind": "by_rule", "rule": "FREQ=WEEKLY;BYDAY=MO,WE,FR"}
    )
    assert (changed["standing"]["current"], changed["standing"]["unit"]) == (10, "day")
    weekly = await change(
        ada, f"/habits/{habit['id']}", schedule={"kind": "per_period", "times": 3, "period": "week"}
    )
    assert (weekly["standing"]["current"], weekly["standing"]["unit"]) == (3, "week")
    assert (weekly["standing"]["need"], weekly["standing"]["got"]) == (3, 1)


async def test_a_habit_is_due_once_on_the_days_of_changing_clocks(
    new_person: Callable[..., Awaitable[Person]], clock: FixedClock
) -> None:
    berlin = await new_person(timezone="Europe/Berlin")
    habit = await new_habit(berlin, start_date="2026-10-23")
    # 25 October 2026 has 25 hours there: two instants of half past two belong to it.
    for at in (
        "2026-10-24T22:30:00Z",
        "2026-10-25T00:30:00Z",
        "2026-10-25T01:30:00Z",
        "2026-10-25T22:30:00Z",
    ):
        await berlin.make(f"/habits/{habit['id']}/logs", at=at)
    found = await berlin.get(f"/habits/{habit['id']}/heatmap", **{"from": "2026-10-24", "to": "2026-10-26"})
    assert [(d["amount"], d["mark"]) for d in found["days"]] == [(0, "miss"), (4, "success"), (0, "miss")]
    assert clock.now() > datetime(2026, 10, 26, tzinfo=UTC)


async def test_two_logs_at_the_same_time_are_paid_once(ada: Person) -> None:
    habit = await new_habit(ada)
    logged = await asyncio.gather(*(done(ada, habit) for _ in range(4)))
    assert sorted(log["earned_points"] for log in logged) == [0, 0, 0, 5]
    assert await points(ada) == 5
    assert (await standing(ada, habit))["got"] == 4
