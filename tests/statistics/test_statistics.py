"""Numbers of days, weeks, months and a life: kept at night, computed again with the same result."""

from collections.abc import Awaitable, Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from cairn.identity.days import turn_day
from cairn.kit.clock import FixedClock
from cairn.kit.db.sql import Query
from cairn.kit.db.work import Database
from cairn.rewards.rules import default_story_points
from cairn.statistics.jobs import keep_night
from cairn.statistics.queries import effort
from cairn.statistics.service import keep
from tests.fixtures.application import Person

SPAN = {"from": "2026-10-01", "to": "2026-11-30"}


async def _done(person: Person, title: str = "Dig", **more: Any) -> None:
    task = await person.make("/tasks", title=title, **more)
    answer = await person.http.post(f"/api/v1/tasks/{task['id']}/complete")
    assert answer.status_code == 200, answer.text


async def _say(person: Person, day: str, **said: Any) -> None:
    answer = await person.http.put(f"/api/v1/days/{day}", json=said)
    assert answer.status_code in {200, 201}, answer.text


@pytest.mark.parametrize("minutes", [None, 1, 15, 16, 30, 31, 60, 61, 120, 121, 240, 241, 480, 481])
async def test_missing_story_points_are_those_of_the_rules_of_points(
    ada: Person, database: Database, minutes: int | None
) -> None:
    query = Query(
        f"SELECT {effort('t')} FROM (VALUES (CAST(NULL AS integer), CAST(:minutes AS integer)))"  # noqa: S608 - our own text
        " AS t(story_points, estimate_minutes)"
    )
    async with database.read(ada.id) as work:
        assert await work.db.value(query, minutes=minutes) == default_story_points(minutes)


async def test_dashboard_of_somebody_who_has_just_begun(ada: Person) -> None:
    """Golden test 30: counts are 0, everything else is null."""
    found = await ada.get("/statistics")
    assert (found["today"], found["lifetime"]) == ("2026-11-23", None)
    assert (found["day"]["tasks_done"], found["day"]["mood"], found["day"]["has_day_entry"]) == (
        0,
        None,
        False,
    )
    for period in ("week", "month"):
        unknown = ("daily_completion_rate", "mood_mean", "mood_slope", "energy_mean", "momentum_score",
                   "momentum_band", "alignment_score", "sleep_hours_mean")  # fmt: skip
        assert {found[period][name] for name in unknown} == {None}


async def test_the_night_keeps_day_week_and_month(ada: Person, database: Database, clock: FixedClock) -> None:
    await _done(ada, story_points=3, due_date="2026-11-23")
    await ada.make("/tasks", title="Missed", due_date="2026-11-23")
    await ada.make("/journal", content="Mud.")
    await _say(ada, "2026-11-23", mood=4, energy=6, sleep_hours=7.5)
    live = (await ada.get("/statistics"))["day"]
    for today in (date(2026, 11, 24), date(2026, 12, 1)):
        clock.advance(datetime.combine(today, datetime.min.time(), UTC) - clock.now())
        await turn_day(database, str(ada.id), today.isoformat())
        await keep_night(database, str(ada.id), today.isoformat())
    await ada.renew()
    days = (await ada.get("/statistics/days", **SPAN))["items"]
    assert [item["day"] for item in days] == [f"2026-11-{n}" for n in range(23, 31)]
    assert days[0]["metrics"] == live
    assert (live["tasks_done"], live["effort"], live["due"], live["due_done"]) == (1, 3.0, 2, 1)
    assert (live["mood"], live["energy"], live["sleep_hours"], live["journal_entries"]) == (4, 6, 7.5, 1)
    (week,) = (await ada.get("/statistics/weeks", **SPAN))["items"]
    assert (week["first_day"], week["metrics"]["tasks_done"], week["metrics"]["days"]) == ("2026-11-23", 1, 7)
    assert (week["metrics"]["daily_completion_rate"], week["metrics"]["mood_mean"]) == (0.5, 4.0)
    assert week["algorithm_version"] == "stat-1"
    (month,) = (await ada.get("/statistics/months", **SPAN))["items"]
    assert (month["first_day"], month["metrics"]["first_day"], month["metrics"]["days"]) == (
        "2026-11-01",
        "2026-11-23",
        8,
    )
    life = (await ada.get("/statistics"))["lifetime"]
    assert (life["first_day"], life["last_day"], life["tasks_done"]) == ("2026-11-23", "2026-11-30", 1)


async def test_computing_again_finds_what_came_late_and_is_the_same_twice(ada: Person) -> None:
    await _say(ada, "2026-11-10", mood=3)
    await ada.http.post("/api/v1/statistics/recompute")
    before = await ada.get("/statistics/days", **SPAN)
    await _say(ada, "2026-10-05", mood=5)
    await _say(ada, "2026-11-10", mood=1)
    answer = (await ada.http.post("/api/v1/statistics/recompute")).json()
    assert answer == {"days": 49, "weeks": 7, "months": 1}
    after = await ada.get("/statistics/days", **SPAN)
    assert len(after["items"]) == 49
    moods = {item["day"]: item["metrics"]["mood"] for item in after["items"]}
    assert (moods["2026-10-05"], moods["2026-11-10"], moods["2026-11-11"]) == (5, 1, None)
    assert before != after
    weeks, months = await ada.get("/statistics/weeks", **SPAN), await ada.get("/statistics/months", **SPAN)
    await ada.http.post("/api/v1/statistics/recompute")
    assert await ada.get("/statistics/days", **SPAN) == after
    assert await ada.get("/statistics/weeks", **SPAN) == weeks
    assert await ada.get("/statistics/months", **SPAN) == months


async def test_part_of_the_days_computed_again_gives_what_all_of_them_give(
    ada: Person, database: Database, clock: FixedClock
) -> None:
    for days_ago in range(1, 80, 3):
        day = date(2026, 11, 23) - timedelta(days=days_ago)
        await _say(ada, day.isoformat(), mood=1 + days_ago % 5)
    async with database.work(ada.id) as work:
        await keep(work)
    wide = {"from": "2026-08-01", "to": "2026-11-30"}
    whole = [await ada.get(f"/statistics/{kind}", **wide) for kind in ("days", "weeks", "months")]
    clock.advance(timedelta(minutes=1))
    async with database.work(ada.id) as work:
        await keep(work, date(2026, 11, 1))
    again = [await ada.get(f"/statistics/{kind}", **wide) for kind in ("days", "weeks", "months")]
    for one, other in zip(whole, again, strict=True):
        assert [i["metrics"] for i in one["items"]] == [i["metrics"] for i in other["items"]]


async def test_a_week_begins_when_the_person_says(
    new_person: Callable[..., Awaitable[Person]],
) -> None:
    person = await new_person()
    await person.http.patch("/api/v1/auth/me", json={"week_start": 6})
    await _say(person, "2026-11-10", mood=3)
    await person.http.post("/api/v1/statistics/recompute")
    weeks = (await person.get("/statistics/weeks", **SPAN))["items"]
    assert [week["first_day"] for week in weeks] == ["2026-11-08", "2026-11-15"]
    await person.http.patch("/api/v1/auth/me", json={"week_start": 0})
    await person.http.post("/api/v1/statistics/recompute")
    weeks = (await person.get("/statistics/weeks", **SPAN))["items"]
    assert [week["first_day"] for week in weeks] == ["2026-11-09", "2026-11-16"]


async def test_where_time_went_is_compared_with_where_it_was_to_go(ada: Person) -> None:
    await _say(ada, "2026-11-01", mood=3)
    for name, share, hours in (("Health", 0.6, 1), ("Work", 0.2, 1), ("Rest", None, 5)):
        pillar = await ada.make("/pillars", name=name, target_share=share)
        area = await ada.make("/areas", name=f"Of {name}", pillar_id=pillar["id"])
        task = await ada.make("/tasks", title=name, area_id=area["id"])
        await ada.make(
            "/time-entries",
            entity_id=task["id"],
            started_at="2026-11-23T00:00:00Z",
            ended_at=f"2026-11-23T0{hours}:00:00Z",
            kind="focused",
        )
    week = (await ada.get("/statistics"))["week"]
    assert (week["alignment_score"], week["alignment_basis"]) == (0.75, "time")
    assert [(p["actual_share"], p["target_share"]) for p in week["pillars"]] == [(0.5, 0.75), (0.5, 0.25)]
    assert (week["work_minutes"], week["focus_minutes"], week["active_days"]) == (420.0, 420.0, 1)


async def test_numbers_are_ones_own(ada: Person, ben: Person) -> None:
    await _say(ada, "2026-11-10", mood=3)
    for person in (ada, ben):
        await person.http.post("/api/v1/statistics/recompute")
    assert (await ben.get("/statistics/days", **SPAN))["items"] == []
