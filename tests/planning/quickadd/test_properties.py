"""What holds for every text, however strange."""

import subprocess
import sys
import time
from datetime import date, datetime
from datetime import time as clock_time

import pytest
from dateutil.rrule import rrulestr
from hypothesis import given, settings
from hypothesis import strategies as st

from cairn.planning.quickadd import QuickTask, find_dates, parse
from cairn.planning.quickadd import words as vocabulary

FIRST_INSTANT, LAST_INSTANT = datetime(1, 1, 1), datetime(9999, 12, 31, 23, 59)  # noqa: DTZ001  wall time
SLOWNESS = 1 if sys.gettrace() is None else 10
"""Coverage follows every line, which is not what the bounds of time are about."""
LONG_AGO, LAST_DAY_OF_RECURRENCE = datetime(1900, 1, 1), datetime(2200, 1, 1)  # noqa: DTZ001  wall time

WORDS = sorted(
    {
        word
        for table in vars(vocabulary).values()
        if isinstance(table, dict | frozenset)
        for word in table
        if isinstance(word, str)
    }
    | {"every", "each", "other", "except", "times", "completion", "done", "1h30", "7am", "30m", "2nd", "2024"}
    | {*"!.:/'(\"“", "1", "2", "5", "12", "29", "30", "31", "32", "99", "00", "#a", "@b", "!1", "p2"}
    | {"\0", "\ud800", "\u202e", "שלום", "😀", "\u0661"}
)
SENTENCES = st.lists(
    st.tuples(st.sampled_from(WORDS), st.sampled_from(["", " ", " ", "  "])), max_size=12
).map(lambda parts: "".join(word + space for word, space in parts))
TEXTS = st.one_of(SENTENCES, SENTENCES, st.text(st.characters(codec=None), max_size=60))
INSTANTS = st.one_of(st.datetimes(), st.sampled_from([FIRST_INSTANT, LAST_INSTANT]))


def read(text: str, now: datetime, *, future: bool, month_first: bool) -> QuickTask:
    """The task of a text, for a person who has an area and a project."""
    return parse(
        text, now=now, prefer_future=future, month_first=month_first, areas=["A", "Deep Work"], projects=["B"]
    )


@given(text=TEXTS, now=INSTANTS, future=st.booleans(), month_first=st.booleans())
@settings(max_examples=600, deadline=None)
def test_every_text_is_read(text: str, now: datetime, *, future: bool, month_first: bool) -> None:
    task = read(text, now, future=future, month_first=month_first)
    assert bool(task.title) == bool(text.strip())
    before = 0
    for span in task.spans:
        assert before <= span.start < span.end <= len(text)
        assert span.text == text[span.start : span.end]
        before = span.end
    assert task.estimate_minutes is None or task.estimate_minutes >= 1
    assert (task.end_date is None) or (task.due_date is not None and task.due_date <= task.end_date)
    assert (task.due_time is None) or task.due_date is not None
    found = find_dates(text, now=now, prefer_future=future, month_first=month_first)
    assert found is None or found.span.text == text[found.span.start : found.span.end]


@given(
    text=SENTENCES.map(lambda words: f"every {words}"),
    now=st.datetimes(LONG_AGO, LAST_DAY_OF_RECURRENCE),
    future=st.booleans(),
)
@settings(max_examples=400, deadline=None)
def test_every_rule_is_a_rule_and_begins_with_the_due_date(text: str, now: datetime, *, future: bool) -> None:
    task = read(text, now, future=future, month_first=True)
    assert (task.recurrence_rule is None) == (task.recurrence_mode is None)
    if task.recurrence_rule is not None:
        assert task.due_date is not None
        start = datetime.combine(task.due_date, task.due_time or clock_time())
        occurrence = next(iter(rrulestr(task.recurrence_rule, dtstart=start)))
        assert occurrence.date() == task.due_date


@given(day=st.dates(date(1000, 1, 1), date(2999, 12, 31)), now=st.datetimes(LONG_AGO, LAST_DAY_OF_RECURRENCE))
@settings(max_examples=200, deadline=None)
def test_a_full_date_means_itself(day: date, now: datetime) -> None:
    months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
    name = months[day.month - 1]
    for text in (
        f"{day.isoformat()}",
        f"{day.day} {name} {day.year}",
        f"{name} {day.day}, {day.year}",
        f"{day.month}/{day.day}/{day.year}",
        f"{day.year}/{day.month}/{day.day}",
    ):
        found = find_dates(text, now=now, prefer_future=True)
        assert found is not None, text
        assert found.date == day


@pytest.mark.parametrize(
    "piece",
    [
        *(
            "1 ",
            "1 day and ",
            "1 day, ",
            '"',
            "“",
            "@",
            "a@",
            "a.b-",
            "1-",
            "the next ",
            "half a ",
            "9",
            '#"',
            "!",
        ),
        *(
            "mon,",
            "every 2nd,",
            "1 day from ",
            "2 weeks after ",
            "may 5 to ",
            "every feb 29 ",
            "http://",
            "on ",
        ),
        *(
            "in the next ",
            "\n",
            "repeat ",
            "every mon and ",
            "a",
            "~",
            "(",
            "12:",
            "\ud800",
            "\u0301",
            "1:1:",
        ),
        *("every 5th weekday of may ", "[1h] ", "from 1 to ", "+a", "#a ", "9 to 5 ", "tomorrow at "),
    ],
)
def test_a_hostile_text_takes_no_long_time(piece: str) -> None:
    text = (piece * (10_000 // len(piece) + 1))[:10_000]
    now = datetime(2025, 5, 14)  # noqa: DTZ001  wall time
    for read_it in (
        lambda: parse(text, now=now, areas=["Work"], projects=["Garden Shed"]),
        lambda: find_dates(text, now=now, prefer_future=True),
    ):
        spent = []
        for _ in range(3):
            begin = time.process_time()
            read_it()
            spent.append(time.process_time() - begin)
        assert min(spent) < 0.1 * SLOWNESS


def test_a_usual_line_is_read_at_once() -> None:
    now = datetime(2025, 5, 14)  # noqa: DTZ001  wall time
    spent = []
    for _ in range(200):
        begin = time.process_time()
        parse(
            "Oil the hinges tomorrow at 6pm #home @shed p2 ~30min", now=now, areas=["Home"], projects=["Shed"]
        )
        spent.append(time.process_time() - begin)
    assert sorted(spent)[100] < 0.0005 * SLOWNESS


def test_the_package_stands_on_the_standard_library_alone() -> None:
    program = (
        "import sys, cairn.planning.quickadd\n"
        "print(sorted({'dateutil', 'pydantic', 'fastapi', 'sqlalchemy'} & sys.modules.keys()))"
    )
    run = subprocess.run([sys.executable, "-c", program], check=True, capture_output=True, text=True)  # noqa: S603
    assert run.stdout.strip() == "[]"
