"""Every format over HTTP: previewed, carried out, and a second time nothing."""

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from cairn.kit.clock import FixedClock
from tests.factories.imports import RowCounts, commit, named, preview, tasks_of, upload
from tests.fixtures.application import Person
from tests.imports.reading import DATA

LINES = (
    b'{"title": "Sweep", "id": "1", "due": "2026-12-01"}\n{"title": "Mop", "id": "2", "depends_on": ["1"]}\n'
)
FILES = {
    "todotxt": DATA / "todotxt" / "todo.txt",
    "icalendar": DATA / "icalendar" / "calcurse.ics",
    "todoist": DATA / "todoist" / "Home [2203306141].csv",
    "todoist-json": DATA / "todoist" / "backup.json",
    "superproductivity": DATA / "superproductivity" / "backup.json",
    "jsonl": None,
}


def content(path: Path | None) -> tuple[str, bytes]:
    return ("tasks.jsonl", LINES) if path is None else (path.name, path.read_bytes())


@pytest.mark.parametrize(("name", "path"), FILES.items(), ids=FILES)
async def test_importing_twice_changes_nothing(
    ada: Person, row_counts: RowCounts, name: str, path: Path | None
) -> None:
    file_name, data = content(path)
    seen = await preview(ada, data, file_name)
    assert seen["format"] == name
    assert seen["counts"]["new"] == seen["counts"]["tasks"] > 0
    assert await tasks_of(ada) == []
    done = await commit(ada, seen)
    assert done["counts"] == seen["counts"]
    assert done["findings"] == seen["findings"]
    tasks = await tasks_of(ada)
    assert len(tasks) == seen["counts"]["new"]
    again = await preview(ada, data, file_name)
    assert (again["counts"]["new"], again["counts"]["changed"]) == (0, 0)
    assert again["counts"]["known"] == seen["counts"]["tasks"]
    before = await row_counts()
    await commit(ada, again)
    after = await row_counts()
    assert {n for n in after if after[n] != before[n]} == {"audit_event"}
    assert await tasks_of(ada) == tasks


@pytest.mark.parametrize("path", [*FILES.values()], ids=FILES)
async def test_a_damaged_file_changes_nothing(ada: Person, row_counts: RowCounts, path: Path | None) -> None:
    file_name, data = content(path)
    before = await row_counts()
    answer = await upload(ada, data[: len(data) // 2] + b"\xff\x00" + data[len(data) // 2 :], file_name)
    assert answer.status_code == 422, answer.text
    assert answer.json()["place"]
    assert await row_counts() == before


async def test_appointments_pass_by_themselves(ada: Person, clock: FixedClock) -> None:
    await commit(ada, await preview(ada, (DATA / "icalendar" / "khal.ics").read_bytes(), "khal.ics"))
    assert clock.now() < datetime(2026, 11, 30, tzinfo=UTC), "the days below depend on it"
    past = await named(ada, "Gone by")
    assert (past["status"], past["completed_at"][:16]) == ("done", "2026-10-01T05:30")
    london = await named(ada, "Call London")
    assert (london["timezone"], london["recurrence_rule"]) == ("Europe/London", "FREQ=DAILY")
    assert (london["recurrence_start"], london["due_at"][11:16]) == ("2026-11-04", "08:00")
    assert clock.now() < datetime.fromisoformat(london["due_at"])
    trip = await named(ada, "Trip to Rome")
    assert (trip["status"], trip["scheduled_for"], trip["due_date"]) == ("todo", "2026-11-30", "2026-12-04")


async def test_a_series_keeps_its_count(ada: Person, clock: FixedClock) -> None:
    text = (
        b"BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:s\nSUMMARY:six times\nDTSTART;VALUE=DATE:20261121\n"
        b"RRULE:FREQ=DAILY;COUNT=6\nEND:VEVENT\n"
        b"BEGIN:VEVENT\nUID:e\nSUMMARY:over\nDTSTART;VALUE=DATE:20261001\nRRULE:FREQ=DAILY;COUNT=2\nEND:VEVENT\n"
        b"END:VCALENDAR\n"
    )
    await commit(ada, await preview(ada, text, "six.ics"))
    assert (await named(ada, "over"))["status"] == "done"
    task = await named(ada, "six times")
    days = [task["due_date"]]
    while (following := await _complete(ada, task)) is not None:
        task = following
        days.append(task["due_date"])
    assert days[-1] == str(date(2026, 11, 26)), "the sixth day, whenever it was imported"


async def _complete(person: Person, task: dict[str, Any]) -> dict[str, Any] | None:
    answer = await person.http.post(f"/api/v1/tasks/{task['id']}/complete")
    assert answer.status_code == 200, answer.text
    following = answer.json()["next_task_id"]
    return await person.get(f"/tasks/{following}") if following else None
