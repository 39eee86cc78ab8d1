"""Recurrence in quick add. Wednesday, 14 May 2025."""

from datetime import date, datetime, time

import pytest

from cairn.planning.quickadd import QuickTask, parse

NOW = datetime(2025, 5, 14, 10, 30)  # noqa: DTZ001  quick add speaks of local wall time


def task(text: str) -> QuickTask:
    """The task of a line."""
    return parse(text, now=NOW)


@pytest.mark.parametrize(
    ("text", "rule", "first"),
    [
        ("every day", "FREQ=DAILY", date(2025, 5, 14)),
        ("daily", "FREQ=DAILY", date(2025, 5, 14)),
        ("each week", "FREQ=WEEKLY", date(2025, 5, 14)),
        ("once a month", "FREQ=MONTHLY", date(2025, 5, 14)),
        ("annually", "FREQ=YEARLY", date(2025, 5, 14)),
        ("every weekday", "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR", date(2025, 5, 14)),
        ("on weekdays", "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR", date(2025, 5, 14)),
        ("every weekend", "FREQ=WEEKLY;BYDAY=SA", date(2025, 5, 17)),
        ("every other week", "FREQ=WEEKLY;INTERVAL=2", date(2025, 5, 14)),
        ("every fortnight", "FREQ=WEEKLY;INTERVAL=2", date(2025, 5, 14)),
        ("every three months", "FREQ=MONTHLY;INTERVAL=3", date(2025, 5, 14)),
        ("every quarter", "FREQ=MONTHLY;INTERVAL=3", date(2025, 5, 14)),
        ("every 2nd day", "FREQ=DAILY;INTERVAL=2", date(2025, 5, 14)),
        ("every tue, thu and sat", "FREQ=WEEKLY;BYDAY=TU,TH,SA", date(2025, 5, 15)),
        ("every friday to monday", "FREQ=WEEKLY;BYDAY=MO,FR,SA,SU", date(2025, 5, 16)),
        ("every other monday", "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO", date(2025, 5, 19)),
        ("every 3 weeks on sun", "FREQ=WEEKLY;INTERVAL=3;BYDAY=SU", date(2025, 5, 18)),
        ("mondays and fridays", "FREQ=WEEKLY;BYDAY=MO,FR", date(2025, 5, 16)),
        ("every 3rd thursday", "FREQ=MONTHLY;BYDAY=3TH", date(2025, 5, 15)),
        ("every last sunday of the month", "FREQ=MONTHLY;BYDAY=-1SU", date(2025, 5, 25)),
        ("every first and third tuesday", "FREQ=MONTHLY;BYDAY=1TU,3TU", date(2025, 5, 20)),
        ("every month on the last friday", "FREQ=MONTHLY;BYDAY=-1FR", date(2025, 5, 30)),
        (
            "every last workday of the month",
            "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1",
            date(2025, 5, 30),
        ),
        ("every 20th", "FREQ=MONTHLY;BYMONTHDAY=20", date(2025, 5, 20)),
        ("every 1st and 15th of the month", "FREQ=MONTHLY;BYMONTHDAY=1,15", date(2025, 5, 15)),
        ("every last day of the month", "FREQ=MONTHLY;BYMONTHDAY=-1", date(2025, 5, 31)),
        ("every january 15", "FREQ=YEARLY;BYMONTH=1;BYMONTHDAY=15", date(2026, 1, 15)),
        ("every 29 february", "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29", date(2028, 2, 29)),
        ("every couple of weeks", "FREQ=WEEKLY;INTERVAL=2", date(2025, 5, 14)),
        ("every twenty days", "FREQ=DAILY;INTERVAL=20", date(2025, 5, 14)),
        ("every business day", "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR", date(2025, 5, 14)),
        ("every 15th of january", "FREQ=YEARLY;BYMONTH=1;BYMONTHDAY=15", date(2026, 1, 15)),
        ("every 2 years on 3 june", "FREQ=YEARLY;INTERVAL=2;BYMONTH=6;BYMONTHDAY=3", date(2025, 6, 3)),
        ("every 2 months on the 3rd", "FREQ=MONTHLY;INTERVAL=2;BYMONTHDAY=3", date(2025, 6, 3)),
        ("every jan and jul", "FREQ=YEARLY;BYMONTH=1,7;BYMONTHDAY=1", date(2025, 7, 1)),
        ("every day except weekends", "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR", date(2025, 5, 14)),
        ("every june", "FREQ=YEARLY;BYMONTH=6;BYMONTHDAY=1", date(2025, 6, 1)),
        ("every second sunday of may", "FREQ=YEARLY;BYMONTH=5;BYDAY=2SU", date(2026, 5, 10)),
        ("every day except sunday", "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR,SA", date(2025, 5, 14)),
        ("every day but wed and thu", "FREQ=WEEKLY;BYDAY=MO,TU,FR,SA,SU", date(2025, 5, 16)),
        ("every weekday except fridays", "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH", date(2025, 5, 14)),
        ("every friday for 10 times", "FREQ=WEEKLY;BYDAY=FR;COUNT=10", date(2025, 5, 16)),
        ("every friday until 1 July", "FREQ=WEEKLY;BYDAY=FR;UNTIL=20250701", date(2025, 5, 16)),
        ("every friday until july", "FREQ=WEEKLY;BYDAY=FR;UNTIL=20250630", date(2025, 5, 16)),
        ("every friday through july", "FREQ=WEEKLY;BYDAY=FR;UNTIL=20250731", date(2025, 5, 16)),
        ("every day for 2 weeks", "FREQ=DAILY;UNTIL=20250527", date(2025, 5, 14)),
        ("every monday starting 1 june", "FREQ=WEEKLY;BYDAY=MO", date(2025, 6, 2)),
    ],
)
def test_rules_and_first_occurrences(text: str, rule: str, first: date) -> None:
    read = task(f"water the fern {text}")
    assert (read.title, read.recurrence_rule, read.due_date) == ("water the fern", rule, first)
    assert read.recurrence_mode == "schedule"
    assert [(span.kind, span.start, span.text) for span in read.spans] == [("recurrence", 15, text)]


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("every! 3 days", "FREQ=DAILY;INTERVAL=3"),
        ("every 3 days after completion", "FREQ=DAILY;INTERVAL=3"),
        ("every 2 months after done", "FREQ=MONTHLY;INTERVAL=2"),
        ("2 weeks after completion", "FREQ=WEEKLY;INTERVAL=2"),
        ("repeat after 10 days", "FREQ=DAILY;INTERVAL=10"),
        ("a year after completion", "FREQ=YEARLY"),
    ],
)
def test_repetition_after_completion(text: str, rule: str) -> None:
    read = task(f"change the filter {text}")
    assert (read.title, read.recurrence_rule, read.due_date) == ("change the filter", rule, NOW.date())
    assert read.recurrence_mode == "after_completion"


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("run every monday at 7:15", time(7, 15)),
        ("run every monday 7am", time(7)),
        ("run at 7am every monday", time(7)),
        ("run every monday evening", time(20)),
        ("run every monday", None),
    ],
)
def test_the_time_of_a_recurrence(text: str, at: time | None) -> None:
    read = task(text)
    assert (read.title, read.due_date, read.due_time) == ("run", date(2025, 5, 19), at)
    assert read.recurrence_rule == "FREQ=WEEKLY;BYDAY=MO"


def test_the_end_of_a_recurrence_with_a_time_is_the_end_of_its_day() -> None:
    read = task("run every monday at 9 until june")
    assert read.recurrence_rule == "FREQ=WEEKLY;BYDAY=MO;UNTIL=20250531T235959"


def test_a_recurrence_with_hours_from_and_to() -> None:
    read = task("class every thursday 18:00-19:30")
    assert (read.due_date, read.due_time) == (date(2025, 5, 15), time(18))
    assert (read.end_date, read.end_time) == (date(2025, 5, 15), time(19, 30))


def test_a_date_beside_a_recurrence_is_where_it_begins() -> None:
    read = task("class every tuesday from 1 june")
    assert (read.due_date, read.recurrence_rule) == (date(2025, 6, 3), "FREQ=WEEKLY;BYDAY=TU")
    read = task("1 june class every tuesday")
    assert (read.due_date, read.recurrence_rule) == (date(2025, 6, 3), "FREQ=WEEKLY;BYDAY=TU")


def test_an_estimate_beside_a_recurrence() -> None:
    read = task("run every day at 7am for 45 min")
    assert (read.estimate_minutes, read.recurrence_rule, read.title) == (45, "FREQ=DAILY", "run")


@pytest.mark.parametrize(
    "text",
    [
        "swim twice a week",
        "swim 3 times a week",
        "every time it rains",
        "every 5 hours drink",
        "every 0 days",
    ],
)
def test_what_no_rule_can_say_stays_in_the_title(text: str) -> None:
    assert task(text) == QuickTask(title=text)
