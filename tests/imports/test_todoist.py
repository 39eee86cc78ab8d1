"""Todoist: a table, a backup of tables, and the answer of its Sync API, built from what is documented."""

import io
import json
import zipfile
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from cairn.imports.formats import todoist_csv, todoist_json
from cairn.imports.formats.base import Note
from cairn.imports.problems import UnreadableImport
from cairn.imports.service.reading import read as read_whole
from tests.imports.reading import BERLIN, DATA, Read

TABLE = DATA / "todoist" / "Home [2203306141].csv"
BACKUP = DATA / "todoist" / "backup.json"


def table() -> Read:
    return Read(todoist_csv.FORMAT, TABLE.read_bytes(), file_name=TABLE.name)


def archive(*members: tuple[str, bytes]) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in members:
            made.writestr(name, content)
    return packed.getvalue()


def test_the_table() -> None:
    read = table()
    fence = read["Paint the garden fence"]
    assert (fence.project, fence.tags, fence.priority) == (("Home",), ("outdoors", "weekend"), 2)
    assert (fence.description, fence.estimate_minutes) == ('Two litres of "forest green"', 240)
    assert fence.due_date == date(2026, 11, 28)
    brushes = read["Buy brushes"]
    assert (brushes.parent, brushes.notes) == (fence.external_id, (Note(None, "The flat ones"),))
    assert brushes.due_at == datetime(2026, 11, 21, 16, 30, tzinfo=UTC)
    assert read["Buy paint, ask Zoë"].parent == fence.external_id
    plants = read["Water the plants"]
    assert (plants.recurrence_rule, plants.recurrence_mode) == ("FREQ=DAILY;INTERVAL=3", "schedule")
    assert read["Weekly review"].recurrence_rule == "FREQ=WEEKLY;BYDAY=FR"
    assert read["Weekly review"].estimate_minutes == 45
    tyres = read["Order winter tyres"]
    assert (tyres.project, tyres.parent) == (("Home", "Garage"), None)
    assert (tyres.due_date, tyres.scheduled_for) == (date(2026, 12, 1), date(2026, 11, 24))
    assert read["Sizes"].notes == (Note(None, "205/55 R16"),)


def test_what_was_not_understood_has_its_place() -> None:
    assert {(f.place, f.value) for f in table().findings} == {
        ("line 8, column DATE", "every fri at 16:00"),
        ("line 9, column DATE", "tomorrow"),
        ("line 14, column DATE", "jeden Montag"),
        ("column RESPONSIBLE", "1 times"),
    }


def test_a_backup_is_an_archive_of_tables() -> None:
    packed = archive(
        ("Home [22].csv", TABLE.read_bytes()),
        ("Inbox [1].csv", b"TYPE,CONTENT\ntask,a\n"),
        ("notes.txt", b"x"),
    )
    read = Read(todoist_csv.FORMAT, packed, file_name="todoist.zip")
    assert read["a"].project == ()
    assert read["Paint the garden fence"].project == ("Home",)
    assert read["a"].place == "Inbox [1].csv, line 2"
    same = table()["Paint the garden fence"]
    assert read["Paint the garden fence"].external_id == same.external_id, (
        "the table alone is the same project"
    )


@pytest.mark.parametrize(
    ("data", "place"),
    [
        (b"TYPE,WHAT\ntask,a\n", "line 1"),
        (archive(("a.csv", b"title\nb\n")), "a.csv, line 1"),
        (archive(("a.csv", b"TYPE,CONTENT\ntask,a\n"))[:-10], "file"),
        (archive(("a.csv", b"TYPE,CONTENT\n" + b"task,a\n" * 9_000_000)), "file"),
    ],
    ids=["header", "member", "damaged", "bomb"],
)
def test_a_broken_file_is_refused_with_its_place(data: bytes, place: str) -> None:
    with pytest.raises(UnreadableImport) as refused:
        read_whole(todoist_csv.FORMAT, data, replace(BERLIN, max_bytes=len(data)))
    assert refused.value.extensions["place"] == place


def test_the_backup_of_the_api() -> None:
    read = Read(todoist_json.FORMAT, BACKUP.read_bytes())
    assert [r.external_id for r in read.records] == ["100", "101", "102", "103", "104", "105"]
    fence = read["Paint the fence"]
    assert (fence.project, fence.priority, fence.tags) == (("Home", "Garden", "Autumn"), 2, ("outdoors",))
    assert (fence.estimate_minutes, fence.description) == (240, "Forest green")
    assert fence.notes == (Note(datetime(2026, 10, 6, 9, 15, tzinfo=UTC), "Ask Zoë for the ladder"),)
    brushes = read["Buy brushes"]
    assert (brushes.parent, brushes.status) == ("100", "done")
    assert brushes.completed_at == datetime(2026, 11, 20, 16, tzinfo=UTC)
    rent = read["Pay the rent"]
    assert (rent.recurrence_rule, rent.priority, rent.due_date) == ("FREQ=MONTHLY", 1, date(2026, 12, 1))
    review = read["Weekly review"]
    assert (review.recurrence_rule, review.recurrence_mode) == ("FREQ=WEEKLY;BYDAY=FR", "after_completion")
    assert (review.project, review.due_at) == ((), datetime(2026, 11, 27, 15, tzinfo=UTC))
    train = read["Book the train"]
    assert train.due_date == date(2026, 12, 4)
    assert train.scheduled_at == datetime(2026, 11, 30, 8, 30, tzinfo=UTC)
    assert {f.place for f in read.findings} == {
        "item 4, field deadline, field date",
        "item 5, field responsible_uid",
        "item 6, field due, field string",
    }


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"priority": 9}, "priority"),
        ({"priority": True}, "priority"),
        ({"labels": [1]}, "labels"),
        ({"due": "tomorrow"}, "due"),
        ({"due": {"date": "someday"}}, "date"),
        ({"duration": {"amount": -1}}, "amount"),
        ({"added_at": "yesterday"}, "added_at"),
        ({"content": 7}, "content"),
    ],
)
def test_odd_fields_are_reported(change: dict[str, object], field: str) -> None:
    item = {"id": "1", "content": "a", **change}
    read = Read(todoist_json.FORMAT, json.dumps({"items": [item, 5]}).encode())
    assert field in {f.field for f in read.findings}
    assert read.findings[-1].place == "item 2"
