"""Taskwarrior exports: the real one, the form of older versions, and damaged ones."""

import io
import json
from collections import Counter
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from dateutil.rrule import rrulestr

from cairn.imports.formats.base import Finding, Note, Options, Record, Unreadable
from cairn.imports.formats.taskwarrior import parse
from cairn.planning.recurrence import validate_rule

EXPORT = Path(__file__).parent.parent / "data" / "taskwarrior" / "export.json"
BERLIN = Options(zone=ZoneInfo("Europe/Berlin"))


def read(data: bytes, options: Options = BERLIN) -> tuple[list[Record], list[Finding]]:
    items = list(parse(io.BytesIO(data), options))
    records = [item for item in items if isinstance(item, Record)]
    return records, [item for item in items if isinstance(item, Finding)]


def export(*tasks: dict[str, Any]) -> bytes:
    """An export of small tasks, each with an UUID made of its number."""
    defaults = ({"uuid": f"0000000{n}", "status": "pending"} | task for n, task in enumerate(tasks, 1))
    return json.dumps(list(defaults)).encode()


@pytest.fixture(scope="module")
def real() -> tuple[list[Record], list[Finding]]:
    return read(EXPORT.read_bytes())


@pytest.fixture(scope="module")
def named(real: tuple[list[Record], list[Finding]]) -> Callable[[str], Record]:
    """The task of that title that is not a past occurrence of a series."""

    def find(title: str) -> Record:
        (found,) = (r for r in real[0] if r.title == title and r.series is None)
        return found

    return find


Named = Callable[[str], Record]


def test_counts_of_the_real_export(real: tuple[list[Record], list[Finding]]) -> None:
    records, findings = real
    tasks = json.loads(EXPORT.read_bytes())
    closed = [t for t in tasks if t["status"] in {"completed", "deleted"} and "mask" not in t]
    plain = [t for t in tasks if t["status"] == "pending" and "parent" not in t]
    assert len(records) == len(closed) + len(plain) + 12, "twelve series, one record each"
    assert Counter(r.status for r in records) == {
        "todo": 31,
        "in_progress": 1,
        "backlog": 1,
        "done": sum(t["status"] == "completed" for t in tasks),
        "cancelled": 2,
    }
    assert len({r.external_id for r in records}) == len(records)
    assert {f.field for f in findings} == {"energy", "until", "description", "", "status"}
    assert all(f.severity == "warning" for f in findings)


def test_projects_tags_priorities_and_estimates(named: Named) -> None:
    fence = named("Paint the garden fence")
    assert (fence.project, fence.tags) == (("Home", "Garden"), ("outdoors",))
    assert (fence.priority, fence.estimate_minutes) == (3, 240)
    assert named("Learn twenty Italian verbs").project == ("Study", "Languages", "Italian")
    assert named("Call the chimney sweep").priority == 2
    assert named("Fix the dripping tap").priority == 4
    assert named("Expense claim").priority is None
    assert named("Draft the annual report").estimate_minutes == 480, "P1D is a day of work"


def test_dates_are_days_unless_they_have_a_time(named: Named) -> None:
    assert named("Paint the garden fence").due_date == date(2026, 11, 28)
    assert named("Müllabfuhr anmelden – Sperrmüll für März").due_date == date(2027, 3, 1)  # noqa: RUF001
    assert named("Prepare the talk").due_date == date(2026, 10, 31), "eom"
    sweep = named("Call the chimney sweep")
    assert (sweep.due_date, sweep.due_at) == (None, datetime(2026, 11, 23, 9, 30, tzinfo=UTC))
    assert named("Draft the annual report").scheduled_for == date(2026, 11, 24)
    assert named("Reply to Søren").scheduled_at == datetime(2026, 10, 6, 14, tzinfo=UTC)


def test_a_day_depends_on_the_zone() -> None:
    data = export({"description": "a", "due": "20261127T230000Z"})
    assert read(data)[0][0].due_date == date(2026, 11, 28)
    (abroad,), _ = read(data, Options(zone=ZoneInfo("Asia/Tokyo")))
    assert (abroad.due_date, abroad.due_at) == (None, datetime(2026, 11, 27, 23, tzinfo=UTC))


def test_states(named: Named) -> None:
    assert named("Prepare the talk").status == "in_progress"
    waiting = named("Clear out the cellar")
    assert (waiting.status, waiting.wait_until) == ("todo", datetime(2027, 1, 9, 23, tzinfo=UTC))
    someday = named("Frame the old photographs")
    assert (someday.status, someday.wait_until) == ("backlog", None)
    done = named("Order winter tyres")
    assert (done.status, done.completed_at) == ("done", datetime(2026, 10, 25, 11, tzinfo=UTC))
    assert named("Typed by mistake").status == "cancelled"


def test_dependencies_are_edges_between_records(real: tuple[list[Record], list[Finding]]) -> None:
    title = {r.external_id: r.title for r in real[0]}
    edges = {(r.title, title[other]) for r in real[0] for other in r.depends_on}
    assert edges == {
        ("Paint the garden fence", "Buy brushes and paint"),
        ("Draft the annual report", "Collect the figures"),
        ("Have the report reviewed", "Draft the annual report"),
        ("Publish the report", "Have the report reviewed"),
        ("Publish the report", "Collect the figures"),
    }


def test_annotations_and_text(named: Named) -> None:
    assert named("Draft the annual report").notes == (
        Note(datetime(2026, 10, 5, 6, 30, tzinfo=UTC), "Last year: 14 pages"),
        Note(datetime(2026, 10, 6, 9, 15, tzinfo=UTC), "Ask Zoë about chapter 3 — она обещала графики 📈"),
    )
    assert (
        '"forest green", see https://example.org/paint?x=1&y=2'
        in named("Buy brushes and paint").notes[0].text
    )
    assert named("買牛奶和麵包").tags == ("errand",)


def test_a_title_beyond_the_limit_stands_whole_in_the_description(
    real: tuple[list[Record], list[Finding]],
) -> None:
    (long,) = (r for r in real[0] if r.description)
    assert len(long.title) <= 500
    assert long.title.endswith("…")
    assert long.description.startswith("Sentence 1 of")
    assert long.description.endswith("never became a title.")
    assert long.description.count("Sentence") == 400
    (found,) = (f for f in real[1] if f.field == "description")
    assert (len(found.value), found.place) == (80, f"{long.place}, field description")


@pytest.mark.parametrize(
    ("title", "rule", "due"),
    [
        ("Water the plants", "FREQ=DAILY;INTERVAL=3", date(2026, 11, 20)),
        ("Weekly review", "FREQ=WEEKLY", datetime(2026, 11, 20, 15, tzinfo=UTC)),
        ("Stand-up notes", "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR", datetime(2026, 11, 18, 8, 30, tzinfo=UTC)),
        ("Pay the rent", "FREQ=MONTHLY;BYMONTHDAY=-1", date(2026, 11, 30)),
        ("VAT return", "FREQ=MONTHLY;INTERVAL=3", date(2027, 2, 10)),
        ("Service the bicycle", "FREQ=WEEKLY;INTERVAL=2;UNTIL=20270430", date(2026, 11, 15)),
        ("Back up the laptop", "FREQ=WEEKLY;INTERVAL=2", datetime(2026, 10, 11, 18, tzinfo=UTC)),
        ("Change the water filter", "FREQ=MONTHLY;INTERVAL=2", date(2026, 11, 20)),
        ("Check smoke alarms", "FREQ=MONTHLY;INTERVAL=6", date(2026, 12, 1)),
        ("Vaccination", "FREQ=YEARLY", date(2027, 1, 15)),
        ("Long look back", "FREQ=DAILY;INTERVAL=45", date(2026, 12, 20)),
    ],
)
def test_a_series_is_one_repeating_task(named: Named, title: str, rule: str, due: date) -> None:
    record = named(title)
    assert (record.recurrence_rule, record.recurrence_mode) == (rule, "schedule")
    assert (record.due_at or record.due_date) == due
    start = due.astimezone(BERLIN.zone).replace(tzinfo=None) if isinstance(due, datetime) else due
    wall = datetime(start.year, start.month, start.day)  # noqa: DTZ001 - a wall time
    assert rrulestr(rule, dtstart=wall)[0] == wall, "the due date belongs to its own rule"
    assert validate_rule(rule, BERLIN.zone)


def test_occurrences_keep_their_time_when_clocks_change() -> None:
    """Taskwarrior counts days as 86,400 seconds: its occurrences of November stand at 15:00 and 23:00."""
    tasks = {t["uuid"]: t for t in json.loads(EXPORT.read_bytes())}
    records, _ = read(EXPORT.read_bytes())
    review = [r for r in records if r.title == "Weekly review" and r.due_at and r.due_at.month == 11]
    assert {r.due_at and r.due_at.astimezone(BERLIN.zone).hour for r in review} == {16}
    assert {tasks[r.external_id]["due"][9:13] for r in review if r.series} == {"1400"}
    water = [r for r in records if r.title == "Water the plants"]
    assert all(r.due_date for r in water)
    days = sorted(r.due_date.toordinal() for r in water if r.due_date)
    assert days == list(range(days[0], days[-1] + 1, 3))


def test_the_history_of_a_series_points_to_it(real: tuple[list[Record], list[Finding]]) -> None:
    review = next(r for r in real[0] if r.title == "Weekly review" and r.recurrence_rule)
    past = [r for r in real[0] if r.series == review.external_id]
    assert len(past) == 6
    assert all(r.status == "done" and r.completed_at and r.recurrence_rule is None for r in past)


def test_a_series_that_was_given_up_leaves_one_task_that_does_not_repeat(named: Named) -> None:
    stretch = named("Stretch")
    assert (stretch.status, stretch.due_date, stretch.recurrence_rule) == ("todo", date(2026, 10, 8), None)
    assert [note.text for note in stretch.notes] == ["Ten minutes are enough"]


def test_scheduled_moves_with_its_occurrence(named: Named) -> None:
    """Taskwarrior leaves `scheduled` of every occurrence at that of the first."""
    assert named("VAT return").scheduled_for == date(2027, 2, 3)


def test_the_same_file_gives_the_same_records() -> None:
    assert read(EXPORT.read_bytes()) == read(EXPORT.read_bytes())


def test_one_task_on_each_line_as_older_versions_write() -> None:
    tasks = json.loads(EXPORT.read_bytes())
    for ending in ("\n", ",\n", "\r\n"):
        data = ending.join(json.dumps(t) for t in tasks).encode()
        records, _ = read(data)
        assert [r.external_id for r in records] == [r.external_id for r in read(EXPORT.read_bytes())[0]]


def test_an_export_without_templates_still_repeats_once() -> None:
    tasks = [t for t in json.loads(EXPORT.read_bytes()) if t["status"] == "pending"]
    records, _ = read(json.dumps(tasks).encode())
    review = [r for r in records if r.title == "Weekly review"]
    assert [r.recurrence_rule for r in review] == ["FREQ=WEEKLY"]
    whole, _ = read(EXPORT.read_bytes())
    assert review[0].external_id in {r.external_id for r in whole if r.recurrence_rule}


def test_a_template_without_open_occurrence_goes_on_after_its_last_one() -> None:
    template = {"description": "a", "status": "recurring", "recur": "weekly", "due": "20261005T220000Z"}
    past = {"description": "a", "status": "completed", "recur": "weekly", "parent": "00000001"}
    records, _ = read(export(template, past | {"due": "20261026T220000Z"}))
    assert records[0].due_date == date(2026, 11, 3), "after 27 October, which Taskwarrior put an hour early"
    assert (records[1].due_date, records[1].series) == (date(2026, 10, 27), "00000001")
    timed, _ = read(export(template | {"due": "20261005T160000Z"}, past | {"due": "20261012T160000Z"}))
    assert timed[0].due_at == datetime(2026, 10, 19, 16, tzinfo=UTC)
    fresh, _ = read(export(template))
    assert fresh[0].due_date == date(2026, 10, 6)
    over, _ = read(export(template | {"until": "20261027T230000Z"}, past | {"due": "20261026T220000Z"}))
    assert (over[0].status, over[0].recurrence_rule) == ("cancelled", None)


def test_history_without_its_series_stands_alone() -> None:
    past = {"description": "a", "status": "completed", "recur": "weekly", "parent": "gone"}
    (record,), _ = read(export(past))
    assert (record.status, record.series, record.recurrence_rule) == ("done", None, None)


def test_chained_tasks_repeat_after_completion() -> None:
    (record,), _ = read(
        export(
            {
                "description": "a",
                "status": "recurring",
                "recur": "weekly",
                "rtype": "chained",
                "due": "20261005T220000Z",
            }
        )
    )
    assert (record.recurrence_rule, record.recurrence_mode) == ("FREQ=WEEKLY", "after_completion")


def test_dependency_on_an_occurrence_is_one_on_the_series() -> None:
    template = {"description": "a", "status": "recurring", "recur": "daily", "due": "20261005T220000Z"}
    occurrence = {"description": "a", "recur": "daily", "parent": "00000001", "due": "20261005T220000Z"}
    records, findings = read(export(template, occurrence, {"description": "b", "depends": "00000002,99"}))
    assert records[-1].depends_on == ("00000001",)
    assert [(f.place, f.message) for f in findings] == [
        ("task 3, field depends", "Left out: task 99 is not in this file.")
    ]


@pytest.mark.parametrize(
    ("task", "field"),
    [
        ({"due": "tomorrow"}, "due"),
        ({"due": 20261122}, "due"),
        ({"due": "00010101T000000Z"}, "due"),
        ({"priority": "X"}, "priority"),
        ({"status": "sleeping"}, "status"),
        ({"tags": {"a": 1}}, "tags"),
        ({"annotations": ["text"]}, "annotations"),
        ({"annotations": 7}, "annotations"),
        ({"depends": ["nobody"]}, "depends"),
        ({"recur": "now and then", "due": "20261005T220000Z"}, "recur"),
        ({"recur": "PT8H", "due": "20261005T220000Z"}, "recur"),
        ({"recur": "daily"}, "due"),
        ({"estimate": 3}, "estimate"),
        ({"client": "Zoë"}, "client"),
        ({"project": 3}, "project"),
    ],
)
def test_what_is_not_understood_is_reported_and_the_task_kept(task: dict[str, Any], field: str) -> None:
    records, findings = read(export({"description": "first"}, {"description": "kept"} | task))
    assert [r.title for r in records] == ["first", "kept"]
    assert [(f.place, f.field, f.severity) for f in findings] == [
        (f"task 2, field {field}", field, "warning")
    ]


def test_what_is_no_task_is_left_out_as_an_error() -> None:
    data = json.dumps(
        [{"description": "a", "uuid": "1", "status": "pending"}] * 2 + [7, {"uuid": "2"}]
    ).encode()
    records, findings = read(data)
    assert [r.title for r in records] == ["a"]
    assert {f.place for f in findings if f.severity == "error"} == {
        "task 2",
        "task 3",
        "task 4, field description",
    }


@pytest.mark.parametrize(
    ("data", "place", "words"),
    [
        (b'[\n{"description": "a"},\n{"description": }\n]', "line 3, column 17", "Expecting value"),
        (b'[{"description": "a"}', "line 1, column 22", "Expecting ',' delimiter"),
        (b'{"description": "a"}\n{"description": "b"', "line 2, column 20", "Expecting ',' delimiter"),
        (b'{"description": "' + b"a" * 1_000_000 + b'"}', "line 1", "longer"),
        (b'[{"description": "\xff"}]', "line 1, column 19", "UTF-8"),
        (b'[{"description": "a\0"}]', "line 1, column 20", "NUL"),
        (b'[{"description": ' + b"[" * 200_000, "line 1", "too deeply"),
        (b'[{"description": "\\ud800", "x": ' + b"[" * 200_000 + b"]" * 200_000 + b"}]", "line 1", "deeply"),
        (b'[{"x": ' + b"9" * 5000 + b"}]", "line 1", "cannot be read"),
        (b'[{"name": "a"}]', "file", "no task"),
        (b"description,due\na,b", "line 1", "neither"),
        (b"", "line 1", "neither"),
    ],
)
def test_a_broken_file_is_refused_with_its_place(data: bytes, place: str, words: str) -> None:
    with pytest.raises(Unreadable, match=words) as caught:
        read(data)
    assert caught.value.place == place


def test_a_file_beyond_the_limit_is_refused() -> None:
    with pytest.raises(Unreadable, match="larger than 10 bytes"):
        read(export({"description": "a"}), Options(zone=BERLIN.zone, max_bytes=10))


def test_text_that_cannot_be_stored_is_cleaned() -> None:
    (record,), _ = read(
        b'[{"uuid": "1", "status": "pending", "description": "a\\u0000b\\ud800 c\\nd", "tags": ["\\u0000"]}]'
    )
    assert (record.title, record.tags) == ("a b c d", ())


def test_a_deeply_nested_field_is_reported() -> None:
    task = b'{"uuid": "1", "status": "pending", "description": "a", "x": ' + b"[" * 900 + b"]" * 900 + b"}"
    records, findings = read(b"[" + task + b"]")
    assert ([r.title for r in records], [f.value for f in findings]) == (["a"], ["a list of 1"])


def test_a_very_long_description_is_cut() -> None:
    (record,), findings = read(export({"description": "x" * 100_001}))
    assert (len(record.title), len(record.description)) == (500, 50_000)
    assert [f.field for f in findings] == ["description"]


def test_a_very_long_annotation_is_cut() -> None:
    (record,), findings = read(export({"description": "a", "annotations": [{"description": "x" * 100_001}]}))
    assert len(record.notes[0].text) == 50_000
    assert [f.field for f in findings] == ["annotations"]
