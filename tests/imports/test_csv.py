"""Tables: how they are written, which column is what, and what their cells mean."""

import csv
import io
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cairn.imports.formats.base import Finding, Options, Record, Unreadable
from cairn.imports.formats.csv_shape import inspect
from cairn.imports.formats.csv_table import parse

BERLIN = Options(zone=ZoneInfo("Europe/Berlin"))


def read(
    text: str | bytes, options: Options = BERLIN, encoding: str = "utf-8"
) -> tuple[list[Record], list[Finding]]:
    data = text if isinstance(text, bytes) else text.encode(encoding)
    items = list(parse(io.BytesIO(data), options))
    records = [item for item in items if isinstance(item, Record)]
    return records, [item for item in items if isinstance(item, Finding)]


def choose(order: str | None = None, **columns: str) -> Options:
    assert order in {None, "dmy", "mdy"}
    return Options(zone=BERLIN.zone, columns=columns, date_order=order)  # type: ignore[arg-type]


def one(header: str, cell: str, options: Options = BERLIN) -> tuple[Record, list[Finding]]:
    """The only record of a table with a title and one other column."""
    (record,), findings = read(f'Title;{header}\nx;"{cell}"\n', options)
    return record, findings


def test_every_field() -> None:
    text = (
        "ID,Task,Notes,Status,Priority,Project,Area,Labels,Due Date,Start,Hide until,Created At,"
        "Last Modified,Estimate,Repeat,Parent,Depends on\n"
        '7,Plan the trip,By train,In Progress,P1,Travel / Italy,Joy,"#summer, family",2026-12-01 17:30,'
        "2026-11-25,2026-11-20,2026-11-01T08:00:00Z,2026-11-02,1h 30m,every 2 weeks,,8\n"
        "8,Ask Zoë,,todo,low,,,,2026-12-05,,,,,,,Plan the trip,\n"
    )
    records, findings = read(text)
    assert findings == []
    assert records == [
        Record(
            place="line 2",
            external_id="7",
            title="Plan the trip",
            description="By train",
            status="in_progress",
            priority=1,
            project=("Travel", "Italy"),
            area="Joy",
            tags=("summer", "family"),
            due_at=datetime(2026, 12, 1, 16, 30, tzinfo=UTC),
            scheduled_for=date(2026, 11, 25),
            wait_until=datetime(2026, 11, 19, 23, tzinfo=UTC),
            created_at=datetime(2026, 11, 1, 8, tzinfo=UTC),
            modified_at=datetime(2026, 11, 2, 11, tzinfo=UTC),
            estimate_minutes=90,
            recurrence_rule="FREQ=WEEKLY;INTERVAL=2",
            recurrence_mode="schedule",
            depends_on=("8",),
        ),
        Record(
            place="line 3",
            external_id="8",
            title="Ask Zoë",
            priority=4,
            due_date=date(2026, 12, 5),
            parent="7",
        ),
    ]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_delimiters_encodings_and_line_ends(encoding: str, delimiter: str, newline: str) -> None:
    rows = ["Title|Notes", 'Müll; raus, ja|"first', 'second ""quoted"""', "Ω|b"]
    rows = [row.replace("|", delimiter) for row in rows]
    if delimiter in ",;":
        rows[1] = f'"Müll; raus, ja"{delimiter}"first'
    records, findings = read(newline.join(rows), encoding=encoding)
    assert [(r.title, r.place) for r in records] == [("Müll; raus, ja", "line 2"), ("Ω", "line 4")]
    assert records[0].description == f'first{newline}second "quoted"'
    assert findings == []


def test_windows_1252_is_read_with_a_warning() -> None:
    records, findings = read("Title,Notes\nMüll,5 €", encoding="cp1252")
    assert (records[0].title, records[0].description) == ("Müll", "5 €")
    assert [(f.place, f.severity) for f in findings] == [("file", "warning")]


def test_excels_line_that_names_the_delimiter() -> None:
    records, _ = read("sep=;\nTitle;Notes\na,b;c\n")
    assert [(r.title, r.place) for r in records] == [("a,b", "line 3")]


def test_single_column() -> None:
    records, findings = read("Task\nBuy milk\n\nCall Ann\n")
    assert [(r.title, r.place) for r in records] == [("Buy milk", "line 2"), ("Call Ann", "line 4")]
    assert findings == []


def test_columns_can_be_named_left_out_and_unknown() -> None:
    text = "Name,What,Deadline,Owner\nwho,the task,2026-12-01,me\n"
    (proposed,), findings = read(text)
    assert (proposed.title, proposed.due_date) == ("who", date(2026, 12, 1))
    assert [f.place for f in findings] == ["column What", "column Owner"]
    (chosen,), _ = read(text, choose(title="What", due=""))
    assert (chosen.title, chosen.due_date) == ("the task", None)
    with pytest.raises(Unreadable, match="no column 'Whatever'; there are Name, What") as caught:
        read(text, choose(title="Whatever"))
    assert caught.value.place == "header"
    with pytest.raises(Unreadable, match="no field 'titel'"):
        read(text, choose(titel="What"))


def test_without_a_title_column_nothing_is_read() -> None:
    with pytest.raises(Unreadable, match="Name one of: What, Deadline"):
        read("What,Deadline\na,b\n")


def test_inspect_shows_what_the_person_must_decide() -> None:
    data = b"Task;Due;Foo\na;03/04/2026;1\nb;05/06/2026;2\n"
    shape = inspect(io.BytesIO(data), BERLIN)
    assert (shape.delimiter, shape.encoding, shape.columns) == (";", "utf-8", ("Task", "Due", "Foo"))
    assert shape.mapping == {"title": "Task", "due": "Due"}
    assert shape.unclear_dates == ("Due",)
    assert shape.sample == (("a", "03/04/2026", "1"), ("b", "05/06/2026", "2"))
    assert inspect(io.BytesIO(data), choose("dmy")).unclear_dates == ()
    assert inspect(io.BytesIO(b"What,Foo\n"), BERLIN).mapping == {}


@pytest.mark.parametrize(
    "cell",
    [
        "soon",
        "2026-13-01",
        "2026-02-30",
        "31/02/2026",
        "0000-01-01",
        "99999-01-01",
        "2026-12-01 25:00",
        "1.1.1",
        "12",
    ],
)
def test_what_is_no_date(cell: str) -> None:
    record, findings = one("Due", cell)
    assert (record.due_date, record.due_at) == (None, None)
    assert [(f.place, f.value, f.severity) for f in findings] == [("line 2, column Due", cell, "warning")]


def test_one_number_above_twelve_decides_the_whole_column() -> None:
    days, _ = read("Task,Due\na,03/04/2026\nb,13/04/2026\n")
    assert [r.due_date for r in days] == [date(2026, 4, 3), date(2026, 4, 13)]
    months, _ = read("Task,Due\na,03/04/2026\nb,04/13/2026\n")
    assert [r.due_date for r in months] == [date(2026, 3, 4), date(2026, 4, 13)]


def test_another_column_decides_what_one_leaves_open() -> None:
    (record,), findings = read("Task,Due,Created\na,03/04/2026,20/01/2026\n")
    assert (record.due_date, findings) == (date(2026, 4, 3), [])


@pytest.mark.parametrize("further", ["", "b,13/04/2026\nc,04/13/2026\n"])
def test_unclear_dates_are_left_out_until_somebody_says_the_order(further: str) -> None:
    text = "Task,Due\na,03/04/2026\nz,05/05/2026\n" + further
    records, findings = read(text)
    assert [r.due_date for r in records[:2]] == [None, date(2026, 5, 5)]
    assert {r.due_date for r in records[2:]} <= {date(2026, 4, 13)}
    assert [(f.place, f.severity) for f in findings] == [("column Due", "error")]
    told, _ = read(text, choose("mdy"))
    assert told[0].due_date == date(2026, 3, 4)
    assert told[0].external_id == records[0].external_id, "the second import finds the task of the first"


@pytest.mark.parametrize(
    ("cell", "status"),
    [
        # P-07 and A-19: the names of both older task lists.
        ("NotStarted", "todo"),
        ("InProgress", "in_progress"),
        ("Blocked", "blocked"),
        ("OnHold", "on_hold"),
        ("Done", "done"),
        ("Cancelled", "cancelled"),
        ("Backlog", "backlog"),
        ("todo", "todo"),
        ("in_progress", "in_progress"),
        ("review", "in_review"),
        ("completed", "done"),
        ("To Do", "todo"),
        ("Not started", "todo"),
        ("canceled", "cancelled"),
        ("TRUE", "done"),
        ("no", "todo"),
        ("", "todo"),
    ],
)
def test_statuses(cell: str, status: str) -> None:
    record, findings = one("Status", cell)
    assert (record.status, findings) == (status, [])


@pytest.mark.parametrize(
    ("cell", "status", "completed_at"),
    [
        ("yes", "done", None),
        ("[x]", "done", None),
        ("✔", "done", None),
        ("0", "todo", None),
        ("", "todo", None),
        ("2026-11-20", "done", datetime(2026, 11, 20, 11, tzinfo=UTC)),
        ("2026-11-20 18:00", "done", datetime(2026, 11, 20, 17, tzinfo=UTC)),
    ],
)
def test_ticks(cell: str, status: str, completed_at: datetime | None) -> None:
    record, findings = one("Completed", cell)
    assert (record.status, record.completed_at, findings) == (status, completed_at, [])


def test_a_completion_date_alone_means_done() -> None:
    record, _ = one("Completed At", "2026-11-20T18:00Z")
    assert (record.status, record.completed_at) == ("done", datetime(2026, 11, 20, 18, tzinfo=UTC))


@pytest.mark.parametrize(
    ("cell", "priority"),
    [
        ("P1", 1),
        ("p4", 4),
        ("!2", 2),
        ("3", 3),
        ("urgent", 1),
        ("High", 2),
        ("medium priority", 3),
        ("LOW", 4),
        ("(A)", 1),
        ("none", None),
        ("0", None),
        ("", None),
    ],
)
def test_priorities(cell: str, priority: int | None) -> None:
    record, findings = one("Priority", cell)
    assert (record.priority, findings) == (priority, [])


@pytest.mark.parametrize(
    ("header", "cell", "minutes"),
    [
        ("Estimate", "90", 90),
        ("Estimated hours", "1.5", 90),
        ("Estimate (h)", "1,5", 90),
        ("Duration", "1:30", 90),
        ("Duration", "1h30m", 90),
        ("Duration", "1 hour 30 minutes", 90),
        ("Duration", "PT1H30M", 90),
        ("Duration", "2 days", 960),
    ],
)
def test_estimates(header: str, cell: str, minutes: int) -> None:
    record, findings = one(header, cell)
    assert (record.estimate_minutes, findings) == (minutes, [])


@pytest.mark.parametrize(
    ("cell", "rule"),
    [
        ("daily", "FREQ=DAILY"),
        ("Every 3 days", "FREQ=DAILY;INTERVAL=3"),
        ("monthly", "FREQ=MONTHLY;BYMONTHDAY=28,29,30;BYSETPOS=-1"),
        ("RRULE:FREQ=WEEKLY;BYDAY=MO", "FREQ=WEEKLY;BYDAY=MO"),
        ("FREQ=DAILY;UNTIL=20261231T230000Z", "FREQ=DAILY;UNTIL=20270101T000000"),
        ("never", None),
    ],
)
def test_recurrence(cell: str, rule: str | None) -> None:
    (record,), findings = read(f'Task,Due,Repeat\na,2026-11-30,"{cell}"\n')
    assert (record.recurrence_rule, findings) == (rule, [])


@pytest.mark.parametrize(
    ("header", "cell"),
    [
        ("Status", "asleep"),
        ("Completed", "perhaps"),
        ("Priority", "P9"),
        ("Estimate", "long"),
        ("Estimate", "3 moons"),
        ("Estimate", "999999"),
        ("Estimated hours", "9999"),
        ("Repeat", "daily"),
        ("Due", "2026-12-01 13:30 pm"),
        ("Due", "2026-12-01 noon"),
        ("Parent", "nobody"),
        ("Parent", "x"),
        ("Depends on", "nobody"),
    ],
)
def test_what_is_not_understood_is_reported_with_its_place(header: str, cell: str) -> None:
    record, findings = one(header, cell)
    assert record.title == "x"
    assert [(f.place, f.field, f.value) for f in findings] == [(f"line 2, column {header}", header, cell)]


def test_a_rule_that_is_not_understood() -> None:
    (record,), findings = read("Task,Due,Repeat\na,2026-12-01,when it rains\n")
    assert (record.recurrence_rule, record.recurrence_mode) == (None, None)
    assert [f.place for f in findings] == ["line 2, column Repeat"]


def test_text_beyond_the_limits() -> None:
    (record,), findings = read(f"Task,Notes,Tags,Id\n{'t' * 600},{'n' * 60_000},{'x' * 600},{'i' * 300}\n")
    assert [len(text) for text in (record.title, record.description, *record.tags)] == [500, 50_000, 500]
    assert record.description.startswith("t" * 600)
    assert len(record.external_id) <= 200
    assert [f.field for f in findings] == ["Notes"]


def test_rows_that_are_odd() -> None:
    records, findings = read("Task,Notes\na,b,c\n,only notes\nshort\n")
    assert [r.title for r in records] == ["a", "short"]
    assert [(f.place, f.severity) for f in findings] == [
        ("line 2", "warning"),
        ("line 3, column Task", "error"),
    ]


def test_equal_rows_are_two_tasks_and_equal_ids_are_one() -> None:
    records, _ = read("Task,Due\na,2026-12-01\na,2026-12-01\n")
    assert len({r.external_id for r in records}) == 2
    again, _ = read("Task,Due\nnew,\na,2026-12-01\na,2026-12-01\n")
    assert [r.external_id for r in again[1:]] == [r.external_id for r in records]
    kept, findings = read("Task,Id\na,1\nb,1\n")
    assert [r.title for r in kept] == ["a"]
    assert [(f.place, f.value, f.severity) for f in findings] == [("line 3", "1", "error")]


@pytest.mark.parametrize(
    ("data", "place", "words"),
    [
        (b"", "file", "empty"),
        (b"\n\n", "file", "empty"),
        (b"Task,Notes\na,b\nc,d\0\n", "line 3", "NUL"),
        (b'Task,Notes\na,"b\nc,d\n', "line 2", "quotation mark"),
        (b'Task,Notes\na,"b" c\n', "line 2", "quotation mark"),
        (b"Task,Notes\na," + b"b" * 100_001, "line 2", "longer than 100,000"),
        (b"Task,Notes\na," + b"b" * 1_000_001, "line 2", "longer than 1,000,000"),
        (b"Task,Notes\na,\x81\n", "line 2", "UTF-8"),
    ],
)
def test_a_broken_file_is_refused_with_its_place(data: bytes, place: str, words: str) -> None:
    with pytest.raises(Unreadable, match=words) as caught:
        read(data)
    assert caught.value.place == place


TEXT = st.text("aZ0 ,;\t|\"'#-/=\\é漢🙂", min_size=1).map(str.strip).filter(bool)


@given(
    st.lists(
        st.tuples(TEXT, TEXT, st.dates(date(1900, 1, 1), date(2999, 12, 31)), st.integers(1, 4)),
        min_size=1,
        max_size=20,
    ),
    st.sampled_from([",", ";", "\t"]),
    st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]),
)
def test_a_written_table_comes_back(
    rows: list[tuple[str, str, date, int]], delimiter: str, encoding: str
) -> None:
    out = io.StringIO()
    writer = csv.writer(out, delimiter=delimiter)
    writer.writerow(["Title", "Description", "Due", "Priority"])
    writer.writerows(rows)
    records, findings = read(out.getvalue(), encoding=encoding)
    assert findings == []
    assert len({r.external_id for r in records}) == len(rows)
    assert [(r.title.split(), r.description, r.due_date, r.priority) for r in records] == [
        (title.split(), description, due, priority) for title, description, due, priority in rows
    ]
