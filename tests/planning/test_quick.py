"""Quick add over HTTP: a line of text in the person's zone, with their own names."""

from datetime import UTC, datetime
from typing import Any

import pytest

from cairn.kit.clock import FixedClock
from tests.fixtures.application import Person


async def _quick(person: Person, text: str, **body: Any) -> Any:
    answer = await person.http.post("/api/v1/tasks/quick", json={"text": text, **body})
    assert answer.status_code == (200 if body.get("dry_run") else 201), answer.text
    return answer.json()


async def test_a_line_becomes_a_task(ada: Person) -> None:
    project = await ada.make("/projects", name="Garden shed")
    areas = {area["slug"]: area["id"] for area in (await ada.get("/areas"))["items"]}
    text = "Call Eva tomorrow 3pm #love #phone @Garden shed !2 30min"
    answer = await _quick(ada, text)
    task = answer["task"]
    assert {name: task[name] for name in ("title", "priority", "estimate_minutes", "tags")} == {
        "title": "Call Eva",
        "priority": 2,
        "estimate_minutes": 30,
        "tags": ["phone"],
    }
    assert (task["area_id"], task["project_id"]) == (areas["love"], project["id"])
    assert (task["due_date"], task["due_at"]) == ("2026-11-24", "2026-11-24T14:00:00+00:00")
    assert answer["unresolved"] == []
    kinds = {span["kind"] for span in answer["understood"]}
    assert {"area", "tag", "project", "priority", "estimate"} <= kinds
    for span in answer["understood"]:
        assert text[span["start"] : span["end"]] == span["text"]
    assert (await ada.get(f"/tasks/{task['id']}"))["title"] == "Call Eva"


async def test_what_was_said_earlier_counts_from_then(ada: Person) -> None:
    answer = await _quick(ada, "Buy bulbs tomorrow", said_at="2026-11-20T20:00:00Z")
    assert answer["task"]["due_date"] == "2026-11-21"


@pytest.mark.parametrize("said_at", ["2026-10-01T00:00:00Z", "2026-11-24T00:00:00Z"])
async def test_what_was_said_long_ago_or_later_is_refused(ada: Person, said_at: str) -> None:
    answer = await ada.http.post("/api/v1/tasks/quick", json={"text": "Buy bulbs", "said_at": said_at})
    assert answer.status_code == 422
    assert answer.json()["errors"][0]["pointer"] == "/said_at"


async def test_an_area_is_named_by_its_slug_too(ada: Person) -> None:
    areas = {area["slug"]: area["id"] for area in (await ada.get("/areas"))["items"]}
    assert (await _quick(ada, "Report #day-job"))["task"]["area_id"] == areas["day-job"]


async def test_a_dry_run_writes_nothing(ada: Person) -> None:
    answer = await _quick(ada, "Water plants every monday", dry_run=True)
    assert answer["task"] is None
    assert answer["draft"]["title"] == "Water plants"
    assert answer["draft"]["recurrence_rule"] == "FREQ=WEEKLY;BYDAY=MO"
    assert (await ada.get("/tasks"))["total"] == 0


async def test_an_unknown_project_stays_in_the_title(ada: Person, ben: Person) -> None:
    await ben.make("/projects", name="Secret")
    answer = await _quick(ada, "Dig @Secret tomorrow")
    assert answer["task"]["project_id"] is None
    assert answer["task"]["title"] == "Dig @Secret"
    assert [(s["kind"], s["text"]) for s in answer["unresolved"]] == [("project", "@Secret")]
    assert "project" not in {s["kind"] for s in answer["understood"]}
    assert (await ada.get("/projects"))["total"] == 0


async def test_a_repeating_line_makes_a_series(ada: Person) -> None:
    task = (await _quick(ada, "Stretch every day at 9pm"))["task"]
    assert task["recurrence_rule"] == "FREQ=DAILY"
    assert (task["recurrence_mode"], task["due_at"]) == ("schedule", "2026-11-23T20:00:00+00:00")


async def test_a_span_of_days_is_planned_for_the_first_and_due_on_the_last(ada: Person) -> None:
    draft = (await _quick(ada, "Fair from 5 december to 7 december", dry_run=True))["draft"]
    assert (draft["scheduled_for"], draft["due_date"]) == ("2026-12-05", "2026-12-07")


async def test_a_span_of_hours_says_how_long(ada: Person) -> None:
    draft = (await _quick(ada, "Workshop tomorrow 2pm-4pm", dry_run=True))["draft"]
    assert (draft["due_at"], draft["estimate_minutes"]) == ("2026-11-24T13:00:00Z", 120)


@pytest.mark.parametrize(
    ("text", "due_date", "due_at"),
    [
        ("Sleep today", "2026-11-23", None),
        ("Rest tomorrow", "2026-11-24", None),
        ("Call in 2 hours", "2026-11-23", "2026-11-24T02:00:00Z"),
        ("Call tomorrow at 9am", "2026-11-24", "2026-11-24T08:00:00Z"),
    ],
)
async def test_after_midnight_it_is_still_the_day_before(
    new_person: Any, clock: FixedClock, text: str, due_date: str, due_at: str | None
) -> None:
    clock.advance(datetime(2026, 11, 24, 0, 0, tzinfo=UTC) - clock.now())  # one at night in Berlin
    owl = await new_person()
    await owl.http.patch("/api/v1/auth/me", json={"day_start_hour": 4})
    draft = (await _quick(owl, text, dry_run=True))["draft"]
    assert (draft["due_date"], draft["due_at"]) == (due_date, due_at)


async def test_a_time_that_the_clocks_skip_is_the_first_after_it(ada: Person, clock: FixedClock) -> None:
    draft = (await _quick(ada, "Wake up 28 march 2027 at 2:30am", dry_run=True))["draft"]
    assert draft["due_at"] == "2027-03-28T01:00:00Z"


@pytest.mark.parametrize(
    ("locale", "due"), [("en", "2027-03-04"), ("de", "2027-04-03"), ("en-GB", "2027-04-03")]
)
async def test_the_locale_orders_day_and_month(ada: Person, locale: str, due: str) -> None:
    changed = await ada.http.patch("/api/v1/auth/me", json={"locale": locale})
    assert changed.status_code == 200, changed.text
    assert (await _quick(ada, "Pay 3/4/2027", dry_run=True))["draft"]["due_date"] == due


@pytest.mark.parametrize("text", ["", "   ", "x" * 501, "a\x00b", f"do #{'t' * 61}"])
async def test_what_no_task_can_be_is_refused(ada: Person, text: str) -> None:
    answer = await ada.http.post("/api/v1/tasks/quick", json={"text": text})
    assert answer.status_code == 422
    assert answer.json()["errors"][0]["pointer"] == "/text"
    assert (await ada.get("/tasks"))["total"] == 0


async def test_offsets_are_those_of_the_text_as_sent(ada: Person) -> None:
    text = "   Call 🐦 Eva   !1 "
    answer = await _quick(ada, text, dry_run=True)
    (span,) = answer["understood"]
    assert text[span["start"] : span["end"]] == "!1"
    assert answer["draft"]["title"] == "Call 🐦 Eva"


async def test_a_line_is_nobody_elses(ada: Person, ben: Person) -> None:
    task = (await _quick(ada, "Call Eva"))["task"]
    assert (await ben.http.get(f"/api/v1/tasks/{task['id']}")).status_code == 404
