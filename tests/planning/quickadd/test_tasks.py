"""A line as a task: marks, estimate, dates and what is left as the title. Wednesday, 14 May 2025."""

from datetime import date, datetime, time

import pytest

from cairn.planning.quickadd import QuickTask, Span, parse

NOW = datetime(2025, 5, 14, 10, 30)  # noqa: DTZ001  quick add speaks of local wall time
AREAS = ("Work", "Health & Sport", "Inner Life", "Café")
PROJECTS = ("Garden Shed", "Book", "Bookkeeping", "Übung")


def task(text: str) -> QuickTask:
    """The task of a line."""
    return parse(text, now=NOW, areas=AREAS, projects=PROJECTS)


def kinds(read: QuickTask) -> list[tuple[str, str]]:
    """What was understood."""
    return [(span.kind, span.text) for span in read.spans]


def test_a_whole_line() -> None:
    text = "Oil the hinges tomorrow at 6pm #inner-life #diy @garden-shed p2 ~30min"
    read = task(text)
    assert read == QuickTask(
        title="Oil the hinges",
        area="Inner Life",
        project="Garden Shed",
        tags=("diy",),
        priority=2,
        estimate_minutes=30,
        due_date=date(2025, 5, 15),
        due_time=time(18),
        spans=(
            Span("date", 15, 30, "tomorrow at 6pm"),
            Span("area", 31, 42, "#inner-life"),
            Span("tag", 43, 47, "#diy"),
            Span("project", 48, 60, "@garden-shed"),
            Span("priority", 61, 63, "p2"),
            Span("estimate", 64, 70, "~30min"),
        ),
    )


def test_quotes_are_not_read() -> None:
    read = task('Rehearse "friday p1 #work" on thursday')
    assert (read.title, read.due_date) == ('Rehearse "friday p1 #work"', date(2025, 5, 15))
    assert kinds(read) == [("quoted", '"friday p1 #work"'), ("date", "on thursday")]
    assert (read.priority, read.tags, read.area) == (None, (), None)


@pytest.mark.parametrize(
    ("text", "area", "tags"),
    [
        ("x #WORK", "Work", ()),
        ("x #inner-life", "Inner Life", ()),
        ('x #"inner life"', "Inner Life", ()),
        ("x #Inner Life", "Inner Life", ()),
        ("x #cafe", "Café", ()),
        ("x #house #garden #house", None, ("house", "garden")),
        ('x #"big house"', None, ("big house",)),
        ("x #work #cafe", "Work", ("cafe",)),
        ("x #12", None, ()),
        ("x# y", None, ()),
        ("C# course", None, ()),
    ],
)
def test_areas_and_tags(text: str, area: str | None, tags: tuple[str, ...]) -> None:
    read = task(text)
    assert (read.area, read.tags) == (area, tags)


@pytest.mark.parametrize(
    ("text", "project"),
    [
        ("x @book", "Book"),
        ("x +bookkeep", "Bookkeeping"),
        ("x @gardenshed", "Garden Shed"),
        ("x @Garden Shed", "Garden Shed"),
        ("x @ubung", "Übung"),
        ("x @bo", "bo"),
        ('x @"New Kitchen"', "New Kitchen"),
        ("write to ada@example.org", None),
        ("x @9am", None),
        ("x +3 days", None),
        ("1 + 1", None),
    ],
)
def test_projects(text: str, project: str | None) -> None:
    assert task(text).project == project


def test_a_second_project_stays_in_the_title() -> None:
    read = task("Ask @book and @bookkeeping")
    assert (read.title, read.project) == ("Ask and @bookkeeping", "Book")


@pytest.mark.parametrize(
    ("text", "priority", "title"),
    [
        ("mow !1", 1, "mow"),
        ("mow P3", 3, "mow"),
        ("!!! mow", 1, "mow"),
        ("mow !!", 2, "mow"),
        ("mow ! today", 3, "mow"),
        ("mow!", None, "mow!"),
        ("mow !5", None, "mow !5"),
        ("mow p10", None, "mow p10"),
        ("urgent mow", None, "urgent mow"),
        ("mow p1 p2", 1, "mow p2"),
    ],
)
def test_priorities(text: str, priority: int | None, title: str) -> None:
    read = task(text)
    assert (read.priority, read.title) == (priority, title)


@pytest.mark.parametrize(
    ("text", "minutes", "title"),
    [
        ("read 25m", 25, "read"),
        ("read ~40min", 40, "read"),
        ("read 1h30", 90, "read"),
        ("read 1h30m", 90, "read"),
        ("read 1.5h", 90, "read"),
        ("read for 2 hours", 120, "read"),
        ("read for half an hour", 30, "read"),
        ("read for an hour and a half", 90, "read"),
        ("read est 3 hours", 180, "read"),
        ("read takes 10 minutes", 10, "read"),
        ("read [45min]", 45, "read"),
        ("watch 60 minutes", None, "watch 60 minutes"),
        ("run 5 m", None, "run 5 m"),
        ("stay for 3 days", None, "stay for 3 days"),
        ("every 30m stand up", None, "every 30m stand up"),
    ],
)
def test_estimates(text: str, minutes: int | None, title: str) -> None:
    read = task(text)
    assert (read.estimate_minutes, read.title) == (minutes, title)
    assert read.due_date is None


def test_a_distance_in_hours_is_a_time_and_no_estimate() -> None:
    read = task("ring back in 2 hours")
    assert (read.due_date, read.due_time, read.estimate_minutes) == (date(2025, 5, 14), time(12, 30), None)


@pytest.mark.parametrize(
    ("text", "due", "at", "title"),
    [
        ("ring Ada on friday", date(2025, 5, 16), None, "ring Ada"),
        ("essay due by 3 June", date(2025, 6, 3), None, "essay"),
        ("supper at 7pm", date(2025, 5, 14), time(19), "supper"),
        ("supper at 9", date(2025, 5, 15), time(9), "supper"),
        ("tea at 4", date(2025, 5, 14), time(16), "tea"),
        ("alarm 6:45", date(2025, 5, 15), time(6, 45), "alarm"),
        ("at 11 stretch", date(2025, 5, 14), time(11), "stretch"),
        ("rent on the 1st", date(2025, 6, 1), None, "rent"),
        ("clean up this week", date(2025, 5, 18), None, "clean up"),
        ("tax by end of july", date(2025, 7, 31), None, "tax"),
        ("tomorrow ring Ada at 5pm", date(2025, 5, 15), time(17), "ring Ada"),
        ("at 5pm ring Ada tomorrow", date(2025, 5, 15), time(17), "ring Ada"),
        ("gifts 12/24", date(2025, 12, 24), None, "gifts"),
        ("Ring Ada, tomorrow, and eat", date(2025, 5, 15), None, "Ring Ada, and eat"),
        ("Ring Ada (tomorrow).", date(2025, 5, 15), None, "Ring Ada."),
        ("ring Ada 3pm EST", date(2025, 5, 14), time(15), "ring Ada EST"),
        ("film tonight at midnight", date(2025, 5, 15), time(0), "film"),
        ("ring at 1430", date(2025, 5, 14), time(14, 30), "ring"),
        ("2 weeks before 1 july order cake", date(2025, 6, 17), None, "order cake"),
        ("study 2 hours before friday", date(2025, 5, 16), None, "study 2 hours"),
        ("plan holiday mid august", date(2025, 8, 15), None, "plan holiday"),
        ("tomorrow", date(2025, 5, 15), None, "tomorrow"),
        ("friday #home", date(2025, 5, 16), None, "friday #home"),
    ],
)
def test_due_dates(text: str, due: date, at: time | None, title: str) -> None:
    read = task(text)
    assert (read.due_date, read.due_time, read.title) == (due, at, title)


def test_only_the_first_date_counts() -> None:
    read = task("move friday to the list of june 3")
    assert (read.due_date, read.title) == (date(2025, 5, 16), "move to the list of june 3")


def test_a_range() -> None:
    read = task("Hike from 3 to 5 June")
    assert (read.due_date, read.end_date, read.title) == (date(2025, 6, 3), date(2025, 6, 5), "Hike")
    assert kinds(read) == [("range", "from 3 to 5 June")]
    read = task("Class thu 18:00-19:30")
    assert (read.due_time, read.end_date, read.end_time) == (time(18), date(2025, 5, 15), time(19, 30))


@pytest.mark.parametrize("lead", ["start monday", "starting on monday", "scheduled for monday", "~monday"])
def test_the_day_to_begin(lead: str) -> None:
    read = task(f"essay {lead} due friday")
    assert (read.title, read.scheduled_for, read.due_date) == ("essay", date(2025, 5, 19), date(2025, 5, 16))
    assert kinds(read) == [("scheduled", lead), ("date", "due friday")]


@pytest.mark.parametrize(
    "text",
    [
        "may I go",
        "ask May about June",
        "march past the school",
        "sun hat",
        "sat nav",
        "second draft",
        "take one a day",
        "buy 7up and 3y warranty",
        "fit version 2.0",
        "tidy room 101",
        "dial 555-1234",
        "read Catch 22",
        "answer 24/7",
        "1-on-1 with Ada",
        "The Mars mission",
        "go marching",
        "pay $12.30",
        "walk twice a week",
        "half a cup, 1/2 onion",
        "go to 5 Main Street",
        "party on the 3rd floor",
        "multiply by 5",
        "get 3 to 5 quotes",
        "count from 1 to 10",
        "read today's paper",
        "review last week",
        "buy now and save",
        "bake at 350",
        "monday.com account",
        "see http://example.org/2025/06/01",
        "mid-life review",
        "weekly review",
        "every one of us",
        "every 2 hours drink",
        "31 November",
        "chapter 3-4",
        "save report-2025-06-01.pdf",
        "Psalm 23:04",
        "tom and Jerry",
        "ring Ada friday or monday",
        "supper at 5 or 6",
        "stretch every morning and evening",
        "good morning call",
    ],
)
def test_titles_that_hold_no_date(text: str) -> None:
    assert task(text) == QuickTask(title=text)


def test_the_title_is_never_empty() -> None:
    assert task("  p1   tomorrow ").title == "p1 tomorrow"
    assert task(" \n ").title == ""


def test_the_week_begins_where_the_person_says() -> None:
    assert parse("tidy by eow", now=NOW, week_start=6).due_date == date(2025, 5, 17)
    assert parse("tidy by eow", now=NOW).due_date == date(2025, 5, 18)


def test_what_lies_behind_the_bound_stays_in_the_title() -> None:
    read = task("word " * 250 + "tomorrow")
    assert (read.due_date, read.title.endswith("word tomorrow")) == (None, True)
