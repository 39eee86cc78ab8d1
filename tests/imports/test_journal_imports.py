"""Journals of other programs: Day One and Daylio, read and imported over HTTP."""

import io
import zipfile
from datetime import UTC, datetime
from typing import Any

import pytest

from cairn.imports.formats import daylio, dayone
from cairn.imports.formats.base import Finding, Format, JournalRecord, Unreadable
from tests.factories.imports import RowCounts, commit, preview, upload
from tests.fixtures.application import Person
from tests.imports.reading import BERLIN, DATA

DAYONE, DAYLIO = DATA / "dayone" / "Journal.json", DATA / "daylio" / "daylio_export.csv"


def read(kind: Format, data: bytes) -> tuple[list[JournalRecord], list[Finding]]:
    items = list(kind.parse(io.BytesIO(data), BERLIN))
    entries = [item for item in items if isinstance(item, JournalRecord)]
    return entries, [item for item in items if isinstance(item, Finding)]


def archive(**members: bytes) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in members.items():
            made.writestr(name.replace("__", "/").replace("_", "."), content)
    return packed.getvalue()


def test_day_one() -> None:
    (walk, line), findings = read(dayone.FORMAT, DAYONE.read_bytes())
    assert (walk.title, walk.tags) == ("A walk", ("outdoors", "autumn"))
    assert walk.content == "Up the hill. 買牛奶, then down!\n\nWhere: Grunewald"
    assert walk.at == datetime(2026, 10, 5, 6, 30, tzinfo=UTC)
    assert (line.title, line.content) == ("", "Just a line")
    assert line.at.replace(second=0) == datetime(2026, 10, 5, 22, tzinfo=UTC), "midnight in Berlin"
    assert {(f.place, f.field) for f in findings} == {
        ("entry 3, field text", "text"),
        ("entry 4, field creationDate", "creationDate"),
        ("file", "photos"),
    }


def test_an_archive_of_day_one() -> None:
    packed = archive(Journal_json=DAYONE.read_bytes(), photos__a_jpeg=b"x" * 1000)
    assert dayone.FORMAT.sniff(packed[:8192])
    entries, findings = read(dayone.FORMAT, packed)
    assert len(entries) == 2
    assert findings[0].place == "Journal.json, entry 3, field text"


def test_daylio() -> None:
    (evening, morning, bad, zen), findings = read(daylio.FORMAT, DAYLIO.read_bytes())
    assert (evening.title, evening.mood, evening.mood_label) == ("An evening", 5, "rad")
    assert evening.content == 'With Zoë and "the others"\nuntil late'
    assert evening.tags == ("friends", "good meal")
    assert evening.at == datetime(2026, 11, 20, 21, 15, tzinfo=UTC)
    assert (morning.content, morning.mood) == ("meh", 3)
    assert (bad.content, bad.mood) == ("Too much", 1)
    assert (zen.mood, zen.tags) == (None, ("yoga", "reading", "Zen"))
    assert [(f.place, f.value) for f in findings] == [
        ("line 5, column mood", "Zen"),
        ("line 6, column full_date", "someday"),
    ]


@pytest.mark.parametrize(
    ("kind", "data"),
    [
        (dayone.FORMAT, b"{}"),
        (dayone.FORMAT, b'{"entries": [\xff]}'),
        (dayone.FORMAT, archive(Journal_json=b'{"entries": 1}')),
        (daylio.FORMAT, b"full_date,what\n2026-11-20,x\n"),
        (daylio.FORMAT, b'full_date,mood\n2026-11-20,"x\n'),
    ],
)
def test_broken_files_are_refused(kind: Format, data: bytes) -> None:
    with pytest.raises(Unreadable):
        read(kind, data)


async def journal(person: Person) -> list[dict[str, Any]]:
    items: list[dict[str, Any]] = (await person.get("/journal"))["items"]
    return items


@pytest.mark.parametrize("path", [DAYONE, DAYLIO], ids=["dayone", "daylio"])
async def test_importing_twice_changes_nothing(ada: Person, row_counts: RowCounts, path: Any) -> None:
    seen = await preview(ada, path.read_bytes(), path.name)
    assert seen["counts"]["tasks"] == 0
    assert seen["counts"]["entries_new"] == len(seen["preview"]["entries"]) > 0
    assert await journal(ada) == []
    done = await commit(ada, seen)
    assert done["counts"] == seen["counts"]
    entries = await journal(ada)
    assert len(entries) == seen["counts"]["entries_new"]
    again = await preview(ada, path.read_bytes(), path.name)
    assert (again["counts"]["entries_new"], again["counts"]["entries_known"]) == (0, len(entries))
    before = await row_counts()
    await commit(ada, again)
    after = await row_counts()
    assert {n for n in after if after[n] != before[n]} == {"audit_event"}
    assert await journal(ada) == entries


async def test_entries_keep_their_day_and_mood(ada: Person) -> None:
    await commit(ada, await preview(ada, DAYLIO.read_bytes(), "daylio.csv"))
    latest = (await journal(ada))[0]
    assert (latest["title"], latest["local_date"], latest["mood"]) == ("An evening", "2026-11-20", 5)
    assert (latest["mood_label"], latest["occurred_at"][:16]) == ("rad", "2026-11-20T21:15")


async def test_what_has_not_happened_is_left_out(ada: Person) -> None:
    seen = await preview(ada, b"full_date,date,weekday,mood\n2027-01-01,,,good\n", "daylio.csv")
    assert seen["counts"]["entries_new"] == 0
    assert seen["findings"]["items"][0]["message"] == "Left out: this has not happened yet."


async def test_a_damaged_file_changes_nothing(ada: Person, row_counts: RowCounts) -> None:
    before = await row_counts()
    answer = await upload(ada, DAYONE.read_bytes()[:-200], "Journal.json")
    assert answer.status_code == 422
    assert await row_counts() == before
