"""todo.txt: the files that the real todo.sh wrote, and single lines."""

from datetime import UTC, date, datetime

import pytest

from cairn.imports.formats import todotxt
from cairn.imports.formats.base import Unreadable
from tests.imports.reading import DATA, Read

OPEN, DONE = DATA / "todotxt" / "todo.txt", DATA / "todotxt" / "done.txt"


def line(text: str) -> Read:
    return Read(todotxt.FORMAT, text.encode())


def test_the_real_file() -> None:
    read = Read(todotxt.FORMAT, OPEN.read_bytes())
    assert len(read.records) == 11
    assert len({record.external_id for record in read.records}) == 11
    sweep = read["Call the chimney sweep"]
    assert (sweep.priority, sweep.project, sweep.tags) == (1, ("Home",), ("phone",))
    assert (sweep.due_date, sweep.status) == (date(2026, 11, 23), "todo")
    assert sweep.created_at == datetime(2026, 10, 5, 10, tzinfo=UTC), "a day is its noon"
    fence = read["Paint the garden fence"]
    assert (fence.priority, fence.wait_until) == (2, datetime(2026, 11, 20, 11, tzinfo=UTC))
    plants = read["Water the plants home and the fern"]
    assert (plants.recurrence_rule, plants.recurrence_mode) == ("FREQ=DAILY;INTERVAL=3", "after_completion")
    assert plants.tags == ("home",)
    rent = read["Pay the rent"]
    assert (rent.priority, rent.recurrence_mode) == (3, "schedule")
    assert rent.recurrence_rule == "FREQ=MONTHLY;BYMONTHDAY=-1"
    standup = read["Stand-up notes"]
    assert (standup.recurrence_rule, standup.project) == ("FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR", ("Work",))
    asked = read["Ask Zoë about the Report chapter 3, see https://example.org/a?b=c:d"]
    assert (asked.project, asked.tags) == (("Report",), ("Zoë",))
    assert read["Order winter tyres"].tags == ("Money",), "a second project is a label"
    assert read["Vaccination foo:bar"].due_date is None


def test_what_was_not_understood_has_its_place() -> None:
    read = Read(todotxt.FORMAT, OPEN.read_bytes())
    assert {(f.place, f.value) for f in read.findings} == {
        ("line 8", "F"),
        ("line 10, rec:", "1q"),
        ("line 10, due:", "2026-13-40"),
        ("line 11, h:", "1"),
    }


def test_what_is_done() -> None:
    read = Read(todotxt.FORMAT, DONE.read_bytes())
    milk = read["買牛奶"]
    assert (milk.status, milk.completed_at) == ("done", datetime(2026, 10, 25, 11, tzinfo=UTC))
    assert milk.created_at == datetime(2026, 10, 5, 10, tzinfo=UTC)
    assert milk.tags == ("errand",)


@pytest.mark.parametrize(
    ("text", "title", "status", "priority"),
    [
        ("(Z) last", "last", "todo", 4),
        ("(a) no priority", "(a) no priority", "todo", None),
        ("(A)no space", "(A)no space", "todo", None),
        ("x done without a day", "done without a day", "done", None),
        ("X not done", "X not done", "todo", None),
        ("xylophone", "xylophone", "todo", None),
        ("x 2026-11-02 gone pri:B", "gone", "done", 2),
        ("x 2026-11-02 2026-11-01 (C) kept", "kept", "done", 3),
        ("+Trip @home", "Trip home", "todo", None),
        ("write to ann@example.org about 3+4", "write to ann@example.org about 3+4", "todo", None),
        ("+Trip book the train @phone", "book the train", "todo", None),
    ],
)
def test_single_lines(text: str, title: str, status: str, priority: int | None) -> None:
    (record,) = line(text).records
    assert (record.title, record.status, record.priority) == (title, status, priority)


def test_the_same_line_twice_is_two_tasks_and_stays_two() -> None:
    first, again = line("a\nb\na\n"), line("b\na\na\n")
    assert len({r.external_id for r in first.records}) == 3
    assert {r.external_id for r in first.records} == {r.external_id for r in again.records}


def test_priority_and_due_day_do_not_make_another_task() -> None:
    assert line("(A) 2026-11-01 a due:2026-12-01").records[0].external_id == (
        line("x 2026-11-05 2026-11-01 a due:2026-12-09 pri:A").records[0].external_id
    )


def test_a_line_without_a_text_is_reported() -> None:
    read = line("(A) due:2026-11-22\n\nb\n")
    assert [record.title for record in read.records] == ["b"]
    assert (read.findings[0].place, read.findings[0].severity) == ("line 1", "error")


def test_other_encodings_are_refused_with_their_place() -> None:
    with pytest.raises(Unreadable) as refused:
        Read(todotxt.FORMAT, b"first\nM\xfcll\n")
    assert refused.value.place == "line 2, column 2"
