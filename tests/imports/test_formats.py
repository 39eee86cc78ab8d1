"""What holds for every format: detection, and that no file brings down the reader."""

import io
import json
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cairn.imports.formats import FORMATS, csv_table, detect, taskwarrior
from cairn.imports.formats.base import (
    HEAD_BYTES,
    TITLE_LIMIT,
    Format,
    Options,
    Record,
    Unreadable,
    fingerprint,
)
from cairn.imports.formats.csv_shape import FIELDS, inspect
from cairn.imports.formats.periods import rule_of_period
from cairn.planning.recurrence import next_occurrence, validate_rule

EXPORT = Path(__file__).parent.parent / "data" / "taskwarrior" / "export.json"
OPTIONS = Options(zone=ZoneInfo("Europe/Berlin"))


def outcome(kind: Format, data: bytes) -> list[Record] | str:
    """The records, checked for what every record promises, or the place where the file was refused."""
    try:
        items = list(kind.parse(io.BytesIO(data), OPTIONS))
    except Unreadable as refused:
        return refused.place
    records = [item for item in items if isinstance(item, Record)]
    assert len({record.external_id for record in records}) == len(records)
    for record in records:
        assert 1 <= len(record.title) <= TITLE_LIMIT
        assert record.due_date is None or record.due_at is None
        instants = (record.due_at, record.scheduled_at, record.wait_until, record.completed_at)
        assert all(at is None or at.utcoffset() is not None for at in instants)
        if record.recurrence_rule:
            validate_rule(record.recurrence_rule, OPTIONS.zone)
    # Nothing that a database would refuse.
    repr(records).encode()
    assert "\0" not in "".join(record.title + record.description for record in records)
    return records


@pytest.mark.parametrize(
    ("name", "head", "found"),
    [
        ("export.json", EXPORT.read_bytes()[:HEAD_BYTES], "taskwarrior"),
        ("tasks", EXPORT.read_bytes()[:HEAD_BYTES], "taskwarrior"),
        ("tasks.csv", EXPORT.read_bytes()[:HEAD_BYTES], "taskwarrior"),
        ("old.data", b'{"description":"a","entry":"20100101T000000Z"}\n', "taskwarrior"),
        ("empty.json", b"[\n]\n", "taskwarrior"),
        ("tasks.csv", b"Title,Due\na,b\n", "csv"),
        ("TASKS.TSV", "Title\tDue\n".encode("utf-16"), "csv"),
        ("list.txt", b"Task\nBuy milk\n", "csv"),
        ("other.json", b'{"name": "a", "items": []}', None),
        ("letter.txt", b"Dear Ann\n", None),
        ("picture.png", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", None),
        ("page.html", b"<html><body>a,b</body></html>", None),
        ("", b"", None),
    ],
)
def test_detection(name: str, head: bytes, found: str | None) -> None:
    detected = detect(name, head)
    assert (detected and detected.name) == found


def test_the_fingerprint_is_that_of_the_content() -> None:
    records = outcome(taskwarrior.FORMAT, EXPORT.read_bytes())
    assert not isinstance(records, str)
    assert len({fingerprint(record) for record in records}) == len(records)
    first = records[0]
    assert fingerprint(replace(first, place="task 99", modified_at=None)) == fingerprint(first)
    assert fingerprint(replace(first, tags=())) != fingerprint(first)


def test_names_are_unique() -> None:
    assert len({kind.name for kind in FORMATS}) == len(FORMATS)


@given(st.binary(max_size=400))
def test_random_bytes_are_read_or_refused(data: bytes) -> None:
    detect("x", data)
    for kind in FORMATS:
        outcome(kind, data)


@given(st.data())
def test_a_damaged_export_is_read_or_refused(data: st.DataObject) -> None:
    whole = EXPORT.read_bytes()[:6000]
    start = data.draw(st.integers(0, len(whole)))
    end = data.draw(st.integers(start, len(whole)))
    damaged = whole[:start] + data.draw(st.binary(max_size=8)) + whole[end:]
    for kind in FORMATS:
        outcome(kind, damaged)


DATES = st.sampled_from(
    [
        "20261122T103000Z",
        "20261025T220000Z",
        "19000101T000000Z",
        "29991231T235959Z",
        "99991230T000000Z",
        "x",
        "",
        "2026-11-22T10:30:00+02:00",
        "00010101T000000Z",
    ]
)
WORD = st.text('aB1 \n\0\ud800,"é\u2028', max_size=8)
KEYS = {
    "uuid": st.sampled_from("abcd"),
    "parent": st.sampled_from("abcd"),
    "description": WORD,
    "status": st.sampled_from(["pending", "waiting", "recurring", "completed", "deleted", "x"]),
    "recur": st.sampled_from(["daily", "3d", "weekdays", "P1M", "P9999Y", "0d", "PT8H", "9999w", "x"]),
    "depends": st.lists(st.sampled_from("abcd"), max_size=3) | st.just("a,b"),
    "annotations": st.lists(st.fixed_dictionaries({"entry": DATES, "description": WORD}), max_size=3),
    **dict.fromkeys(("due", "scheduled", "wait", "until", "entry", "end", "modified"), DATES),
}
ODD = st.none() | st.integers() | st.floats() | st.lists(st.none(), max_size=2) | WORD
TASK = st.fixed_dictionaries({}, optional={name: usual | ODD for name, usual in KEYS.items()})


@given(st.lists(TASK, max_size=6))
def test_any_mixture_of_taskwarriors_fields(tasks: list[dict[str, object]]) -> None:
    outcome(taskwarrior.FORMAT, json.dumps(tasks).encode())


CELL = WORD | DATES | st.sampled_from(["03/04/2026", "13/04/26", "1:30 pm", "P1", "x", "every 3 days", "-"])


@given(
    st.lists(st.sampled_from(FIELDS), min_size=1, unique=True),
    st.lists(st.lists(CELL, max_size=20), max_size=5),
)
def test_any_mixture_of_cells(columns: list[str], rows: list[list[str]]) -> None:
    lines = [["title", *columns], *rows]
    text = "\n".join(",".join('"' + cell.replace('"', '""') + '"' for cell in line) for line in lines)
    data = text.encode("utf-8", "replace")
    outcome(csv_table.FORMAT, data)
    try:
        inspect(io.BytesIO(data), OPTIONS)
    except Unreadable:
        assert isinstance(outcome(csv_table.FORMAT, data), str), (
            "what cannot be inspected cannot be read either"
        )


@pytest.mark.parametrize(
    ("period", "first", "rule"),
    [
        ("weekdays", date(2026, 11, 20), "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR"),
        ("biweekly", date(2026, 11, 20), "FREQ=WEEKLY;INTERVAL=2"),
        ("10d", date(2026, 11, 20), "FREQ=DAILY;INTERVAL=10"),
        ("2 Weeks", date(2026, 11, 20), "FREQ=WEEKLY;INTERVAL=2"),
        ("P1Y6M", date(2026, 11, 20), "FREQ=MONTHLY;INTERVAL=18"),
        ("2q", date(2026, 11, 29), "FREQ=MONTHLY;INTERVAL=6;BYMONTHDAY=28,29;BYSETPOS=-1"),
        ("monthly", date(2026, 10, 31), "FREQ=MONTHLY;BYMONTHDAY=-1"),
        ("annual", date(2028, 2, 29), "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=-1"),
        ("biannual", date(2026, 11, 20), "FREQ=YEARLY;INTERVAL=2"),
        ("PT8H", date(2026, 11, 20), None),
        ("0d", date(2026, 11, 20), None),
        ("P", date(2026, 11, 20), None),
        ("3 moons", date(2026, 11, 20), None),
        ("9999w", date(2026, 11, 20), None),
        ("9999y", date(2026, 11, 20), None),
    ],
)
def test_periods(period: str, first: date, rule: str | None) -> None:
    assert rule_of_period(period, first) == rule


@given(st.sampled_from(["m", "q", "y"]), st.integers(1, 12), st.dates(date(2000, 1, 1), date(2100, 1, 1)))
def test_months_are_never_skipped(unit: str, count: int, first: date) -> None:
    rule = rule_of_period(f"{count}{unit}", first)
    assert rule is not None
    following = next_occurrence(rule, start=first, after=first)
    assert following is not None
    assert not isinstance(following, datetime)
    months = (following.year - first.year) * 12 + following.month - first.month
    assert months == count * {"m": 1, "q": 3, "y": 12}[unit]
    assert abs(following.day - first.day) <= 3
