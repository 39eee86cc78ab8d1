"""Calendar feeds, read by the library `icalendar` as a client reads them."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import httpx
import icalendar
import pytest
from dateutil.rrule import rrulestr

from cairn.kit.clock import FixedClock
from tests.fixtures.application import Person

FEEDS = "/calendar-feeds"


async def subscribe(person: Person, **fields: Any) -> str:
    """Make a feed and return the path of its address."""
    made = await person.make(FEEDS, name="Tasks", **fields)
    assert made["url"] == f"http://cairn.test/api/v1/calendars/{made['token']}"
    return f"/api/v1/calendars/{made['token']}"


async def read(client: httpx.AsyncClient, path: str) -> dict[str, Any]:
    """The entries of a calendar by their summary, read without signing in."""
    answer = await client.get(path)
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-type"] == "text/calendar; charset=utf-8"
    assert all(len(line) <= 75 for line in answer.content.split(b"\r\n"))
    calendar = icalendar.Calendar.from_ical(answer.content)
    assert calendar.errors == []
    found: list[Any] = [*calendar.walk("VTODO"), *calendar.walk("VEVENT")]
    assert len({entry["UID"] for entry in found}) == len(found)
    return {str(entry["SUMMARY"]): entry for entry in found}


async def test_to_dos(ada: Person, client: httpx.AsyncClient) -> None:
    area = (await ada.get("/areas"))["items"][0]["id"]
    task = await ada.make(
        "/tasks",
        title="Paint; the fence, \\ üñí 買牛奶 " + "long " * 30,
        description="one\ntwo",
        due_at="2026-11-28T17:00:00+01:00",
        scheduled_for="2026-11-26",
        priority=1,
        tags=["outdoors", "a,b"],
        area_id=area,
    )
    part = await ada.make("/tasks", title="Brushes", due_date="2026-11-27", parent_id=task["id"])
    await ada.make("/tasks", title="Planned", scheduled_for="2026-11-25")
    await ada.make("/tasks", title="Without a date")
    done = await ada.make("/tasks", title="Done", due_date="2026-11-20")
    await ada.http.post(f"/api/v1/tasks/{done['id']}/complete")
    found = await read(client, await subscribe(ada))
    assert set(found) == {task["title"].strip(), "Brushes", "Planned"}
    fence = found[task["title"].strip()]
    assert fence["DUE"].dt == datetime(2026, 11, 28, 16, tzinfo=UTC)
    assert fence["DTSTART"].dt == datetime(2026, 11, 25, 23, tzinfo=UTC)
    assert (fence["PRIORITY"], fence["STATUS"], fence["DESCRIPTION"]) == (1, "NEEDS-ACTION", "one\ntwo")
    assert [str(c) for c in fence["CATEGORIES"].cats] == ["outdoors", "a,b"]
    assert fence["UID"] == f"{task['id']}@cairn"
    assert found["Brushes"]["RELATED-TO"] == fence["UID"]
    assert found["Brushes"]["DUE"].dt == date(2026, 11, 27)
    assert found["Planned"]["DTSTART"].dt == date(2026, 11, 25)
    assert part["id"] in found["Brushes"]["UID"]
    with_done = await read(client, await subscribe(ada, with_done=True))
    assert with_done["Done"]["STATUS"] == "COMPLETED"


async def test_events(ada: Person, client: httpx.AsyncClient) -> None:
    await ada.make("/tasks", title="Dentist", due_at="2026-11-26T13:00:00Z", estimate_minutes=90)
    await ada.make("/tasks", title="Fence", due_date="2026-11-28", scheduled_for="2026-11-27")
    path = await subscribe(ada, entries="events")
    answer = await client.get(path)
    events: list[Any] = icalendar.Calendar.from_ical(answer.content).walk("VEVENT")
    spans = {(str(e["SUMMARY"]), e["DTSTART"].dt, e["DURATION"].dt) for e in events}
    assert spans == {
        ("Dentist", datetime(2026, 11, 26, 13, tzinfo=UTC), timedelta(minutes=90)),
        ("Fence", date(2026, 11, 28), timedelta(days=1)),
        ("Fence", date(2026, 11, 27), timedelta(days=1)),
    }


@pytest.mark.parametrize("entries", ["todos", "events"])
async def test_a_series_has_the_dates_that_its_tasks_will_have(
    ada: Person, client: httpx.AsyncClient, entries: str
) -> None:
    series = {
        "days": {"due_date": "2026-11-25", "recurrence_rule": "FREQ=DAILY;INTERVAL=3;COUNT=4"},
        "until": {"due_date": "2026-11-25", "recurrence_rule": "FREQ=WEEKLY;UNTIL=20261216"},
        "times": {
            "due_at": "2027-03-14T08:00:00Z",
            "timezone": "Europe/Berlin",
            "recurrence_rule": "FREQ=WEEKLY;UNTIL=20270411",
        },
    }
    for name, fields in series.items():
        task = await ada.make("/tasks", title=name, recurrence_mode="schedule", **fields)
        await ada.http.post(f"/api/v1/tasks/{task['id']}/complete")
    after = {"due_date": "2026-11-25", "recurrence_rule": "FREQ=DAILY", "recurrence_mode": "after_completion"}
    await ada.make("/tasks", title="after", **after)
    found = await read(client, await subscribe(ada, entries=entries))
    assert "RRULE" not in found["after"]
    assert dates(found["days"]) == ["2026-11-28", "2026-12-01", "2026-12-04"], "one of four is done"
    assert dates(found["until"]) == ["2026-12-02", "2026-12-09", "2026-12-16"]
    times = dates(found["times"])
    assert times[0] == "2027-03-21 09:00:00+01:00"
    assert times[1] == "2027-03-28 09:00:00+02:00", "nine o'clock when the clocks have changed"
    assert len(times) == 4


def dates(entry: Any) -> list[str]:
    """The dates of an entry as a client expands them."""
    start = entry["DTSTART"].dt
    timed = isinstance(start, datetime)
    first = start if timed else datetime.combine(start, datetime.min.time())
    rule = rrulestr(entry["RRULE"].to_ical().decode(), dtstart=first)
    return [str(at if timed else at.date()) for at in rule]


async def test_an_occurrence_that_was_moved_is_no_series(ada: Person, client: httpx.AsyncClient) -> None:
    task = await ada.make("/tasks", title="a", due_date="2026-11-25", recurrence_rule="FREQ=WEEKLY")
    path = await subscribe(ada)
    assert "RRULE" in (await read(client, path))["a"]
    await ada.http.patch(f"/api/v1/tasks/{task['id']}", json={"due_date": "2026-11-26"})
    moved = (await read(client, path))["a"]
    assert "RRULE" not in moved
    assert moved["DUE"].dt == date(2026, 11, 26)


async def test_a_feed_is_bounded_by_its_area_or_project(ada: Person, client: httpx.AsyncClient) -> None:
    one, other = (await ada.get("/areas"))["items"][:2]
    project = await ada.make("/projects", name="Garden", area_id=one["id"])
    await ada.make("/tasks", title="own", due_date="2026-11-25", area_id=one["id"])
    await ada.make("/tasks", title="project's", due_date="2026-11-25", project_id=project["id"])
    await ada.make("/tasks", title="other", due_date="2026-11-25", area_id=other["id"])
    assert set(await read(client, await subscribe(ada, area_id=one["id"]))) == {"own", "project's"}
    assert set(await read(client, await subscribe(ada, project_id=project["id"]))) == {"project's"}


async def test_the_same_calendar_is_not_sent_twice(
    ada: Person, client: httpx.AsyncClient, clock: FixedClock
) -> None:
    task = await ada.make("/tasks", title="a", due_date="2026-11-25")
    path = await subscribe(ada)
    etag = (await client.get(path)).headers["etag"]
    clock.advance(timedelta(hours=3))
    again = await client.get(path, headers={"If-None-Match": f'"x", W/{etag}'})
    assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", etag)
    await ada.renew()
    changed = await ada.http.patch(f"/api/v1/tasks/{task['id']}", json={"title": "b"})
    assert changed.status_code == 200
    fresh = await client.get(path, headers={"If-None-Match": etag})
    assert (fresh.status_code, fresh.headers["etag"] == etag) == (200, False)


async def test_a_revoked_feed_is_not_found_and_its_address_nowhere(
    ada: Person, ben: Person, client: httpx.AsyncClient
) -> None:
    made = await ada.make(FEEDS, name="Tasks")
    path = f"/api/v1/calendars/{made['token']}"
    assert (await client.get(path)).status_code == 200
    shown = await ada.get(f"{FEEDS}/{made['id']}")
    assert not {"token", "url", "token_hash"} & set(shown)
    assert made["token"] not in (await ada.http.get("/api/v1/audit/events")).text
    assert (await ben.http.delete(f"/api/v1{FEEDS}/{made['id']}")).status_code == 404
    assert (await ada.http.delete(f"/api/v1{FEEDS}/{made['id']}")).status_code == 204
    gone = await client.get(path)
    assert gone.status_code == 404
    unknown = await client.get(f"{path[:-4]}AAAA")
    assert unknown.status_code == 404
    assert gone.json()["title"] == unknown.json()["title"]
