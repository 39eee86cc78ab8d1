"""The journal: written, found, looked back at, connected."""

from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import Any

import pytest

from cairn.kit.clock import FixedClock
from cairn.kit.db.sql import Query
from cairn.kit.db.work import Database
from tests.fixtures.application import Person


async def _write(person: Person, content: str, **more: Any) -> dict[str, Any]:
    return await person.make("/journal", content=content, **more)


async def _contents(person: Person, **query: Any) -> list[str]:
    return [entry["content"] for entry in (await person.get("/journal", **query))["items"]]


async def test_what_was_written_belongs_to_the_day_of_the_person(
    new_person: Callable[..., Awaitable[Person]],
) -> None:
    auckland = await new_person(timezone="Pacific/Auckland", day_start_hour=3)
    late = await _write(auckland, "Past midnight.", occurred_at="2026-11-22T12:30:00Z")
    assert (late["local_date"], late["timezone"]) == ("2026-11-22", "Pacific/Auckland")
    now = await _write(auckland, "Now.")
    assert (now["local_date"], now["occurred_at"][:16]) == ("2026-11-23", "2026-11-23T09:00")
    answer = await auckland.http.patch(
        f"/api/v1/journal/{now['id']}", json={"occurred_at": "2026-11-20T00:00:00Z"}
    )
    assert answer.json()["local_date"] == "2026-11-20"


async def test_future_is_refused(ada: Person) -> None:
    answer = await ada.http.post(
        "/api/v1/journal", json={"content": "Tomorrow.", "occurred_at": "2026-11-24T00:00:00Z"}
    )
    assert answer.status_code == 422
    assert [e["pointer"] for e in answer.json()["errors"]] == ["/occurred_at"]
    answer = await ada.http.post("/api/v1/journal", json={"content": "x", "template": "no-such-template"})
    assert [e["pointer"] for e in answer.json()["errors"]] == ["/template"]


async def test_the_latest_is_first_and_filters_narrow(ada: Person) -> None:
    await _write(ada, "old", occurred_at="2026-11-01T08:00:00Z", tags=["Garden", "rain"], mood=2)
    await _write(ada, "new", tags=["garden"], mood_label="happy", template="win")
    await _write(ada, "between", occurred_at="2026-11-10T08:00:00Z")
    assert await _contents(ada) == ["new", "between", "old"]
    assert await _contents(ada, **{"from": "2026-11-10"}) == ["new", "between"]
    assert await _contents(ada, to="2026-11-10") == ["between", "old"]
    assert await _contents(ada, tag="GARDEN") == ["new", "old"]
    assert await _contents(ada, tag=["garden", "rain"]) == ["old"]
    assert await _contents(ada, mood=4) == ["new"]
    assert await _contents(ada, template="win") == ["new"]


async def test_removed_entry_is_hidden_everywhere_until_it_is_restored(ada: Person) -> None:
    entry = await _write(ada, "Only for me.", occurred_at="2025-11-23T08:00:00Z")
    await ada.http.delete(f"/api/v1/journal/{entry['id']}")
    assert await _contents(ada) == []
    assert (await ada.get("/journal/search", q="only for me"))["total"] == 0
    assert (await ada.get("/journal/on-this-day"))["moments"] == []
    assert (await ada.http.post(f"/api/v1/journal/{entry['id']}/restore")).status_code == 200
    assert await _contents(ada) == ["Only for me."]


async def test_words_are_found_in_their_forms(ada: Person) -> None:
    entry = await _write(ada, "We were painting the fences all day.", title="Green")
    await ada.http.put("/api/v1/days/2026-11-20", json={"gratitude": "A neighbour who paints."})
    found = await ada.get("/journal/search", q="paint")
    assert {item["kind"] for item in found["items"]} == {"journal_entry", "day_entry"}
    assert found["total"] == 2
    (first,) = (await ada.get("/journal/search", q="fence painted"))["items"]
    assert (first["id"], first["title"], first["local_date"]) == (entry["id"], "Green", "2026-11-23")
    assert "⟦painting⟧ the ⟦fences⟧" in first["excerpt"]
    assert 0 < first["rank_score"] <= 1
    for q, total in (
        ('"painting the fences"', 1),
        ("fence -neighbour", 1),
        ("fence or neighbour", 2),
        ("paint -neighbour -fence", 0),
        ("the", 0),
        ("()!&|:*'\\", 0),
    ):
        assert (await ada.get("/journal/search", q=q))["total"] == total, q
    assert (await ada.get("/journal/search", q="paint", kind="day_entry"))["total"] == 1
    assert (await ada.get("/journal/search", q="paint", **{"from": "2026-11-21"}))["total"] == 1


async def test_language_of_the_person_decides(new_person: Callable[..., Awaitable[Person]]) -> None:
    person = await new_person(locale="de")
    await _write(person, "Die Gärten standen unter Wasser.")
    assert (await person.get("/journal/search", q="Garten"))["total"] == 1


@pytest.mark.parametrize("q", ["", "   "])
async def test_searching_for_nothing_is_refused(ada: Person, q: str) -> None:
    assert (await ada.http.get("/api/v1/journal/search", params={"q": q})).status_code == 422


async def test_looking_back_shows_days_and_journal(ada: Person) -> None:
    assert (await ada.get("/journal/on-this-day")) == {"day": "2026-11-23", "moments": []}
    await _write(ada, "evening", occurred_at="2024-11-23T20:00:00Z")
    await _write(ada, "morning", occurred_at="2024-11-23T08:00:00Z")
    await _write(ada, "other", occurred_at="2024-11-24T12:00:00Z")
    await ada.http.put("/api/v1/days/2026-10-23", json={"mood": 5})
    near, far = (await ada.get("/journal/on-this-day"))["moments"]
    assert (near["day"], near["months_ago"], near["years_ago"]) == ("2026-10-23", 1, None)
    assert (near["entry"]["mood"], near["journal"]) == (5, [])
    assert (far["day"], far["years_ago"], far["entry"]) == ("2024-11-23", 2, None)
    assert [entry["content"] for entry in far["journal"]] == ["morning", "evening"]
    assert (await ada.get("/journal/on-this-day", day="2025-11-24"))["moments"][0]["years_ago"] == 1


async def test_question_of_the_day_is_the_same_until_the_day_is_over(ada: Person, clock: FixedClock) -> None:
    asked = await ada.get("/journal/prompt")
    assert asked == await ada.get("/journal/prompt", day="2026-11-23")
    clock.advance(timedelta(days=1))
    await ada.renew()
    assert (await ada.get("/journal/prompt"))["question"] != asked["question"]


async def test_anything_can_be_connected_and_is_seen_from_both_ends(ada: Person) -> None:
    entry = await _write(ada, "It went well.", title="The talk")
    goal = await ada.make("/goals", title="Speak in public")
    day = (await ada.http.put("/api/v1/days/2026-11-22", json={"mood": 4})).json()
    link = await ada.make("/links", from_id=entry["id"], to_id=goal["id"], kind="about")
    assert (link["from_kind"], link["from_title"]) == ("journal_entry", "The talk")
    assert (link["to_kind"], link["to_title"]) == ("goal", "Speak in public")
    await ada.make("/links", from_id=day["id"], to_id=entry["id"])
    shown = await ada.get(f"/journal/{entry['id']}")
    assert [(x["entity_kind"], x["title"], x["kind"]) for x in shown["links"]] == [
        ("goal", "Speak in public", "about"),
        ("day_entry", "2026-11-22", "related"),
    ]
    assert [x["title"] for x in (await ada.get("/days/2026-11-22"))["links"]] == ["The talk"]
    assert await _contents(ada, entity_id=goal["id"]) == ["It went well."]
    assert (await ada.get("/links", entity_id=entry["id"]))["total"] == 2
    await ada.http.delete(f"/api/v1/goals/{goal['id']}")
    shown = await ada.get(f"/journal/{entry['id']}")
    assert [x["title"] for x in shown["links"]] == [None, "2026-11-22"]


async def test_connection_needs_two_things_that_are_there(ada: Person) -> None:
    task, other = await ada.make("/tasks", title="One"), await ada.make("/tasks", title="Two")
    await ada.http.delete(f"/api/v1/tasks/{other['id']}")
    for body, pointer in (
        ({"from_id": task["id"], "to_id": other["id"]}, "/to_id"),
        ({"from_id": other["id"], "to_id": task["id"]}, "/from_id"),
        ({"from_id": task["id"], "to_id": task["id"]}, "/to_id"),
    ):
        answer = await ada.http.post("/api/v1/links", json=body)
        assert answer.status_code == 422
        assert [e["pointer"] for e in answer.json()["errors"]] == [pointer]
    goal = await ada.make("/goals", title="Three")
    await ada.make("/links", from_id=task["id"], to_id=goal["id"])
    again = await ada.http.post("/api/v1/links", json={"from_id": task["id"], "to_id": goal["id"]})
    assert again.status_code == 409


async def test_what_can_be_connected_is_found_by_a_part_of_its_name(ada: Person, ben: Person) -> None:
    task = await ada.make("/tasks", title="Paint the fence")
    goal = await ada.make("/goals", title="Fence of the garden")
    gone = await ada.make("/tasks", title="Fence, the old one")
    await ada.http.delete(f"/api/v1/tasks/{gone['id']}")
    day = (await ada.http.put("/api/v1/days/2026-11-22", json={"mood": 4})).json()
    await ben.make("/goals", title="Fencing")

    async def found(q: str) -> list[tuple[str, str]]:
        return [(one["kind"], one["id"]) for one in (await ada.get("/links/targets", q=q))["items"]]

    assert await found("FENCE") == [("goal", goal["id"]), ("task", task["id"])]
    assert await found("2026-11") == [("day_entry", day["id"])]
    assert await found("100%") == []


async def test_words_stand_in_one_column_and_in_no_index(ada: Person, database: Database) -> None:
    await _write(ada, "Unrepeatable zanzibarian words.", title="Zanzibar", tags=["zanzibarian"])
    indexed = Query(
        "SELECT i.indexdef FROM pg_indexes i WHERE tablename IN ('journal_entry', 'day_entry')"
        " AND indexdef ~ 'content|title|text|tags|gratitude|lexemes|tsvector'"
    )
    audit = Query("SELECT string_agg(a::text, ' ') FROM audit_event a WHERE user_id = :owner")
    jobs = Query("SELECT count(*) FROM procrastinate_jobs WHERE args::text ~* 'zanzibar'")
    async with database.read(ada.id) as work:
        assert await work.db.rows(indexed) == []
        assert "zanzibar" not in (await work.db.value(audit)).lower()
        assert await work.db.value(jobs) == 0
