"""The neutral form: every documented field, and what is refused or reported."""

import json
from datetime import UTC, date, datetime
from typing import Any

import pytest

from cairn.imports.formats import jsonl
from cairn.imports.formats.base import Note, Unreadable
from tests.imports.reading import Read

WHOLE = {
    "id": 7,
    "title": "Paint the fence",
    "description": "Forest green",
    "status": "in_progress",
    "priority": 1,
    "project": ["Home", "Garden"],
    "area": "Health",
    "tags": ["outdoors"],
    "due": "2026-11-28T17:00:00+01:00",
    "scheduled": "2026-11-27",
    "wait": "2026-11-20",
    "completed_at": None,
    "created_at": "2026-10-05T06:30:00Z",
    "modified_at": "2026-10-06",
    "estimate_minutes": 240,
    "recurrence_rule": "FREQ=YEARLY",
    "recurrence_mode": "after_completion",
    "depends_on": ["8"],
    "parent": "9",
    "notes": ["plain", {"text": "dated", "at": "2026-10-06T09:15:00Z"}],
}


def line(**fields: Any) -> Read:
    return Read(jsonl.FORMAT, json.dumps({"title": "a", **fields}).encode())


def test_every_field() -> None:
    assert set(WHOLE) == jsonl.FIELDS
    read = Read(jsonl.FORMAT, json.dumps(WHOLE).encode())
    (record,) = read.records
    assert read.findings == []
    assert (record.external_id, record.title, record.status) == ("7", "Paint the fence", "in_progress")
    assert (record.priority, record.project, record.area) == (1, ("Home", "Garden"), "Health")
    assert (record.due_at, record.due_date) == (datetime(2026, 11, 28, 16, tzinfo=UTC), None)
    assert record.scheduled_for == date(2026, 11, 27)
    assert record.wait_until == datetime(2026, 11, 20, 11, tzinfo=UTC)
    assert (record.recurrence_rule, record.recurrence_mode) == ("FREQ=YEARLY", "after_completion")
    assert (record.depends_on, record.parent, record.estimate_minutes) == (("8",), "9", 240)
    assert record.notes == (Note(None, "plain"), Note(datetime(2026, 10, 6, 9, 15, tzinfo=UTC), "dated"))


@pytest.mark.parametrize(
    "field",
    [
        {"status": "soon"},
        {"priority": 9},
        {"priority": [1]},
        {"due": "tomorrow"},
        {"wait": 5},
        {"tags": "a"},
        {"estimate_minutes": -3},
        {"recurrence_rule": "FREQ=HOURLY"},
        {"notes": [5]},
        {"colour": "red"},
    ],
)
def test_odd_fields_are_reported(field: dict[str, Any]) -> None:
    read = line(**field)
    assert [record.title for record in read.records] == ["a"]
    assert [finding.field for finding in read.findings] == list(field)
    assert read.findings[0].place == f"line 1, field {next(iter(field))}"


def test_without_an_identifier_the_same_task_is_the_same() -> None:
    assert line(status="done").records[0].external_id == line(priority=2).records[0].external_id


@pytest.mark.parametrize(
    ("data", "place"),
    [
        (b'{"title": "a"}\n{"title": ', "line 2, column 10"),
        (b'{"title": "a"}\n{"title": "\xff"}', "line 2, column 12"),
        (b'{"title": "' + b"a" * 1_000_001 + b'"}', "line 1"),
        (b'{"title": ' + b"[" * 900_000, "line 1"),
        (b'{"title": [' + b"1," * 400_000 + b"1" * 5_000 + b"]}", "line 1"),
    ],
)
def test_a_broken_line_is_refused_with_its_place(data: bytes, place: str) -> None:
    with pytest.raises(Unreadable) as refused:
        Read(jsonl.FORMAT, data)
    assert refused.value.place.startswith(place)
