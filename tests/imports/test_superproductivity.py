"""Super Productivity: a backup built from its public data model."""

import json
from datetime import UTC, date, datetime
from typing import Any

import pytest

from cairn.imports.formats import superproductivity
from cairn.imports.formats.base import Unreadable
from tests.imports.reading import DATA, Read

BACKUP = DATA / "superproductivity" / "backup.json"


def test_the_backup() -> None:
    read = Read(superproductivity.FORMAT, BACKUP.read_bytes())
    assert [r.external_id for r in read.records] == ["t1", "t2", "t3", "t5", "o1", "r1"]
    fence = read["Paint the fence"]
    assert (fence.project, fence.tags, fence.estimate_minutes) == (("Home",), ("outdoors",), 240)
    assert (fence.scheduled_for, fence.description) == (date(2026, 11, 28), "Forest green")
    brushes = read["Buy brushes"]
    assert (brushes.status, brushes.parent) == ("done", "t1")
    assert brushes.completed_at == datetime(2026, 11, 20, 16, tzinfo=UTC)
    sweep = read["Call the chimney sweep"]
    assert (sweep.project, sweep.estimate_minutes) == ((), 15)
    assert sweep.due_at == sweep.scheduled_at == datetime(2026, 11, 23, 9, 30, tzinfo=UTC)


def test_a_repetition_is_one_task_with_its_history() -> None:
    read = Read(superproductivity.FORMAT, BACKUP.read_bytes())
    past, plants = (r for r in read.records if r.title == "Water the plants")
    assert (past.status, past.series) == ("done", "r1")
    assert (plants.recurrence_rule, plants.passes) == ("FREQ=WEEKLY;BYDAY=MO,TH", True)
    assert (plants.due_date, plants.estimate_minutes) == (date(2026, 10, 5), 10)
    assert {f.field for f in read.findings} == {"attachments", "issueId", "isPaused"}


@pytest.mark.parametrize("data", [b"{}", b'{"data": {"task": []}}', b'{"task": 1}'])
def test_another_object_is_refused(data: bytes) -> None:
    with pytest.raises(Unreadable):
        Read(superproductivity.FORMAT, data)


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"title": ""}, "title"),
        ({"created": "long ago"}, "created"),
        ({"dueDay": "2026-13-01"}, "dueDay"),
        ({"timeEstimate": -1}, "timeEstimate"),
        ({"tagIds": "a"}, "tagIds"),
    ],
)
def test_odd_fields_are_reported(change: dict[str, Any], field: str) -> None:
    task = {"title": "a", **change}
    whole = {"task": {"entities": {"t": task, "u": 1}}}
    read = Read(superproductivity.FORMAT, json.dumps(whole).encode())
    assert {f.field for f in read.findings} == {field, ""}
