"""Day entries: one a day, by the person's own day; null is what is not said."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import Any

import pytest

from cairn.kit.clock import FixedClock
from cairn.kit.db.sql import Query
from cairn.kit.db.work import Database
from tests.fixtures.application import Person

DAY = "/api/v1/days/2026-11-22"


async def _say(person: Person, status: int = 200, /, day: str = "2026-11-22", **said: Any) -> Any:
    answer = await person.http.patch(f"/api/v1/days/{day}", json=said)
    assert answer.status_code == status, answer.text
    return answer.json()


async def test_first_word_makes_the_entry_and_the_rest_is_null(ada: Person) -> None:
    assert (await ada.http.get(DAY)).status_code == 404
    made = await _say(ada, 201, energy=7)
    unsaid = {
        "text", "mood", "mood_label", "sleep_hours", "sleep_quality", "completion", "productivity",
        "accomplishment", "challenges", "gratitude", "lessons", "tomorrow_focus",
    }  # fmt: skip
    assert {name for name, value in made.items() if value is None} == unsaid | {"archived_at"}
    assert (made["local_date"], made["timezone"], made["version"]) == ("2026-11-22", "Europe/Berlin", 1)
    more = await _say(ada, text="Rain, and then none.")
    assert (more["energy"], more["text"], more["version"]) == (7, "Rain, and then none.", 2)
    assert await ada.get("/days/2026-11-22") == more


async def test_put_leaves_nothing_of_before(ada: Person) -> None:
    await _say(ada, 201, energy=7, gratitude="Soup.")
    answer = await ada.http.put(DAY, json={"mood": 3})
    assert answer.status_code == 200
    said = answer.json()
    assert (said["mood"], said["energy"], said["gratitude"], said["version"]) == (3, None, None, 2)
    assert (await ada.http.put("/api/v1/days/2026-11-21", json={"mood": 3})).status_code == 201


async def test_label_brings_its_mood_and_is_kept(ada: Person) -> None:
    said = await _say(ada, 201, mood_label="Anxious")
    assert (said["mood"], said["mood_label"]) == (2, "Anxious")
    said = await _say(ada, mood_label="wistful", mood=3)
    assert (said["mood"], said["mood_label"]) == (3, "wistful")
    said = await _say(ada, mood=5)
    assert (said["mood"], said["mood_label"]) == (5, None)
    refused = await _say(ada, 422, mood_label="wistful")
    assert [e["pointer"] for e in refused["errors"]] == ["/mood_label"]


async def test_day_to_come_is_refused_by_the_clock_of_the_person(
    new_person: Callable[..., Awaitable[Person]], ada: Person, clock: FixedClock
) -> None:
    clock.advance(timedelta(hours=3))  # Monday 13:00 in Berlin, Tuesday 01:00 in Auckland
    auckland = await new_person(timezone="Pacific/Auckland")
    await ada.renew()
    refused = await _say(ada, 422, day="2026-11-24", mood=3)
    assert [e["pointer"] for e in refused["errors"]] == ["path:day"]
    assert (await _say(auckland, 201, day="2026-11-24", mood=3))["timezone"] == "Pacific/Auckland"


async def test_two_first_words_at_once_make_one_entry(ada: Person) -> None:
    answers = await asyncio.gather(
        ada.http.patch(DAY, json={"mood": 4}), ada.http.patch(DAY, json={"energy": 6})
    )
    assert sorted(a.status_code for a in answers) == [200, 201]
    said = await ada.get("/days/2026-11-22")
    assert (said["mood"], said["energy"]) == (4, 6)


async def test_version_of_before_is_refused(ada: Person) -> None:
    for tag in ('"1"', '"7"'):
        answer = await ada.http.patch(DAY, json={"mood": 4}, headers={"If-Match": tag})
        assert answer.status_code == 412
    await _say(ada, 201, mood=4)
    assert (await ada.http.put(DAY, json={}, headers={"If-Match": '"1"'})).status_code == 200
    assert (await ada.http.put(DAY, json={}, headers={"If-Match": '"1"'})).status_code == 412


async def test_removed_day_can_come_back(ada: Person) -> None:
    made = await _say(ada, 201, text="Not for the record.")
    assert (await ada.http.delete(DAY)).status_code == 204
    assert (await ada.http.get(DAY)).status_code == 404
    assert (await ada.get("/days"))["total"] == 0
    back = await ada.http.post(f"{DAY}/restore")
    assert (back.status_code, back.json()["id"]) == (200, made["id"])
    await ada.http.delete(DAY)
    other = await _say(ada, 201, text="Another.")
    assert (await ada.http.post(f"{DAY}/restore")).json()["id"] == other["id"]
    assert (await ada.http.post("/api/v1/days/2020-01-01/restore")).status_code == 404


async def test_list_and_curve_are_by_day(ada: Person) -> None:
    for day, mood in (("2026-11-20", 2), ("2026-11-18", 4), ("2026-11-22", None)):
        await _say(ada, 201, day=day, mood=mood, sleep_hours=7.25)
    listed = await ada.get("/days", **{"from": "2026-11-19"})
    assert [d["local_date"] for d in listed["items"]] == ["2026-11-22", "2026-11-20"]
    assert [d["local_date"] for d in (await ada.get("/days", mood=4))["items"]] == ["2026-11-18"]
    curve = await ada.get("/days/series", **{"from": "2026-11-18", "to": "2026-11-22"})
    assert [(d["day"], d["mood"], d["sleep_hours"]) for d in curve["days"]] == [
        ("2026-11-18", 4, 7.25),
        ("2026-11-20", 2, 7.25),
        ("2026-11-22", None, 7.25),
    ]


@pytest.mark.parametrize(("first", "last"), [("2026-11-22", "2026-11-21"), ("2010-01-01", "2026-11-21")])
async def test_curve_of_too_many_days_or_none_is_refused(ada: Person, first: str, last: str) -> None:
    answer = await ada.http.get("/api/v1/days/series", params={"from": first, "to": last})
    assert answer.status_code == 422


async def test_audit_holds_nothing_of_what_was_said(ada: Person, database: Database) -> None:
    await _say(ada, 201, mood=1, text="Secret sorrow.")
    await _say(ada, mood=2, mood_label="anxious", text="Another sorrow.")
    seen = Query("SELECT string_agg(a::text, ' ') FROM audit_event a WHERE user_id = :owner")
    async with database.read(ada.id) as work:
        audit = await work.db.value(seen)
    assert "day_entry" in audit
    assert "sorrow" not in audit
    assert "anxious" not in audit
