"""The dates of quick add, one group of rules after the other. Wednesday, 14 May 2025, half past ten."""

from datetime import datetime

import pytest

from cairn.planning.quickadd import DateMatch, find_dates

NOW = datetime(2025, 5, 14, 10, 30)  # noqa: DTZ001  quick add speaks of local wall time

FIRST_INSTANT, LAST_INSTANT = datetime(1, 1, 1), datetime(9999, 12, 31, 23, 59)  # noqa: DTZ001


def said(found: DateMatch | None) -> str | None:
    """A match as "date time - date time"."""
    if found is None:
        return None
    ends = ((found.date, found.time), (found.end_date, found.end_time))
    return " - ".join(f"{day} {at:%H:%M}" if at else f"{day}" for day, at in ends if day)


def find(text: str, *, future: bool = False, month_first: bool = True, now: datetime = NOW) -> str | None:
    """The first date of a text."""
    return said(find_dates(text, now=now, prefer_future=future, month_first=month_first))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("finish the shelves today", "2025-05-14"),
        ("dentist tmrw", "2025-05-15"),
        ("we spoke yesterday about it", "2025-05-13"),
        ("flight the day after tomorrow", "2025-05-16"),
        ("it rained the day before yesterday", "2025-05-12"),
        ("invoice by EOD", "2025-05-14"),
        ("invoice by COB", "2025-05-14 17:00"),
        ("flight tom", "2025-05-15"),
        ("by the middle of this month", "2025-05-15"),
        ("mid next year", "2026-07-01"),
        ("before close of business", "2025-05-14 17:00"),
        ("right now", "2025-05-14 10:30"),
        ("this evening", "2025-05-14 20:00"),
        ("tonight", "2025-05-14 22:00"),
        ("hand in by eow", "2025-05-18"),
        ("pack by end of month", "2025-05-31"),
        ("plan for the end of next week", "2025-05-25"),
        ("budget at the beginning of next month", "2025-06-01"),
        ("we sat together last night", "2025-05-13 20:00"),
    ],
)
def test_days_by_name(text: str, expected: str) -> None:
    assert find(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("lunch friday", "2025-05-16"),
        ("lunch on monday", "2025-05-12"),
        ("lunch thurs", "2025-05-15"),
        ("this monday", "2025-05-19"),
        ("next friday", "2025-05-23"),
        ("next monday", "2025-05-19"),
        ("last wednesday", "2025-05-07"),
        ("this past sunday", "2025-05-11"),
        ("monday of next week", "2025-05-19"),
        ("sunday last week", "2025-05-11"),
        ("this weekend", "2025-05-17"),
        ("next weekday", "2025-05-15"),
        ("Friday the 13th", "2025-06-13"),
        ("Tuesday 3 June", "2025-06-03"),
        ("see you on sat", "2025-05-17"),
        ("wednesday", "2025-05-14"),
        ("at the weekend", "2025-05-17"),
        ("the past weekend", "2025-05-11"),
        ("wed 9:15", "2025-05-14 09:15"),
        ("sun at 8", "2025-05-11 08:00"),
        ("sat to sun", "2025-05-17 - 2025-05-18"),
        ("Dinner, Sat.", "2025-05-17"),
        ("next week thursday", "2025-05-22"),
        ("the first monday of june", "2025-06-02"),
        ("last friday of the month", "2025-05-30"),
        ("the last day of next month", "2025-06-30"),
        ("2nd sunday in september 2026", "2026-09-13"),
    ],
)
def test_weekdays(text: str, expected: str) -> None:
    assert find(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("in 3 days", "2025-05-17"),
        ("within two weeks", "2025-05-28"),
        ("in a couple of months", "2025-07-14"),
        ("in 90 minutes", "2025-05-14 12:00"),
        ("in 1h15", "2025-05-14 11:45"),
        ("in half an hour", "2025-05-14 11:00"),
        ("in an hour and a half", "2025-05-14 12:00"),
        ("in 1 year, 1 month and 1 day", "2026-06-15"),
        ("in 3 business days", "2025-05-19"),
        ("4 months ago", "2025-01-14"),
        ("twenty-five minutes ago", "2025-05-14 10:05"),
        ("a fortnight from now", "2025-05-28"),
        ("six weeks later", "2025-06-25"),
        ("+45min", "2025-05-14 11:15"),
        ("-2 days", "2025-05-12"),
        ("the past 10 days", "2025-05-04"),
        ("next 3 months", "2025-08-14"),
        ("two weeks after 1 July", "2025-07-15"),
        ("3 days before friday", "2025-05-13"),
        ("a week from monday", "2025-05-19"),
        ("a week from friday", "2025-05-23"),
        ("3 hours before tomorrow at noon", "2025-05-15 09:00"),
        ("in about 2 weeks", "2025-05-28"),
        ("within the next 4 days", "2025-05-18"),
        ("in 2 weeks' time", "2025-05-28"),
        ("for 20 minutes", "2025-05-14 10:50"),
        ("after 5 days", "2025-05-19"),
        ("10 minutes out", "2025-05-14 10:40"),
        ("3 weeks hence", "2025-06-04"),
        ("2 days before", "2025-05-12"),
        ("tomorrow + 3 days", "2025-05-18"),
        ("after this quarter", "2025-08-14"),
        ("this hour", "2025-05-14 10:30"),
        ("next hour", "2025-05-14 11:30"),
        ("the following day", "2025-05-15"),
        ("two and a half hours ago", "2025-05-14 08:00"),
        ("in 1.5 days", "2025-05-15"),
        ("a fortnight on saturday", "2025-05-31"),
        ("20 mins. ago", "2025-05-14 10:10"),
        ("next month", "2025-06-14"),
        ("last year", "2024-05-14"),
        ("the current month", "2025-05-01"),
        ("this week", "2025-05-11"),
        ("next quarter", "2025-08-14"),
    ],
)
def test_distances_and_periods(text: str, expected: str) -> None:
    assert find(text) == expected


def test_a_month_has_no_more_days_than_it_has() -> None:
    assert find("in one month", now=datetime(2025, 1, 31, 9)) == "2025-02-28"  # noqa: DTZ001


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("17 November 2031", "2031-11-17"),
        ("the 2nd of October", "2025-10-02"),
        ("Oct 2nd, 2024", "2024-10-02"),
        ("21OCT", "2025-10-21"),
        ("twenty-first of june", "2025-06-21"),
        ("June twelfth", "2025-06-12"),
        ("Feb. 9", "2025-02-09"),
        ("4 Dec 99", "1999-12-04"),
        ("9 Apr '27", "2027-04-09"),
        ("11-Jul-2026", "2026-07-11"),
        ("July 2026", "2026-07-01"),
        ("we move in September", "2025-09-01"),
        ("around the turn of the year, in jan", "2025-01-01"),
        ("12 March 2568 BE", "2025-03-12"),
        ("12 March 412 AD", "0412-03-12"),
        ("on the 20th", "2025-05-20"),
        ("the 1st of next month", "2025-06-01"),
        ("next March", "2026-03-01"),
        ("last December", "2024-12-01"),
        ("this June", "2025-06-01"),
        ("Jun/7/2026", "2026-06-07"),
        ("2026 saw no 7 may.", "2025-05-07"),
        ("29 February", "2024-02-29"),
    ],
)
def test_months_by_name(text: str, expected: str) -> None:
    assert find(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2026-02-03", "2026-02-03"),
        ("2026/2/3", "2026-02-03"),
        ("2026/Feb/3", "2026-02-03"),
        ("2026-02", "2026-02-01"),
        ("11/2026", "2026-11-01"),
        ("2/3/2026", "2026-02-03"),
        ("2.3.2026", "2026-02-03"),
        ("23/2/2026", "2026-02-23"),
        ("23-02-26", "2026-02-23"),
        ("6/1", "2025-06-01"),
        ("2026-02-03T07:05:09", "2026-02-03 07:05"),
        ("2026-02-03T07:05:09.250+02:00", "2026-02-03 07:05"),
        ("Tue, 03 Feb 2026 07:05:09 GMT", "2026-02-03 07:05"),
        ("Tue Feb 03 07:05:09 CET 2026", "2026-02-03 07:05"),
    ],
)
def test_days_in_figures(text: str, expected: str) -> None:
    assert find(text) == expected


def test_the_order_of_day_and_month_can_be_chosen() -> None:
    assert find("2/3/2026", month_first=False) == "2026-03-02"
    assert find("2/23/2026", month_first=False) == "2026-02-23"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("7am", "07:00"),
        ("7:45", "07:45"),
        ("19:45:30", "19:45"),
        ("7.45 pm", "19:45"),
        ("at 11", "11:00"),
        ("12 am", "00:00"),
        ("12 p.m.", "12:00"),
        ("noon", "12:00"),
        ("half past seven", "07:30"),
        ("a quarter to 8", "07:45"),
        ("ten past four", "04:10"),
        ("3 at night", "03:00"),
        ("10 at night", "22:00"),
        ("2 in the afternoon", "14:00"),
        ("eight in the evening", "20:00"),
        ("9 o'clock", "09:00"),
        ("1145am", "11:45"),
        ("16h20", "16:20"),
        ("8h05m30s", "08:05"),
        ("7:20p", "19:20"),
        ("at seven thirty", "07:30"),
        ("six o'clock", "06:00"),
        ("five pm", "17:00"),
        ("10:15 (UTC+3)", "10:15"),
        ("10:15 PST", "10:15"),
    ],
)
def test_times(text: str, expected: str) -> None:
    assert find(text) == f"2025-05-14 {expected}"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("tomorrow at 6pm", "2025-05-15 18:00"),
        ("tomorrow, 18:00", "2025-05-15 18:00"),
        ("6pm tomorrow", "2025-05-15 18:00"),
        ("at 18:00 on June 3", "2025-06-03 18:00"),
        ("friday evening at 7", "2025-05-16 19:00"),
        ("7 tonight", "2025-05-14 19:00"),
        ("8 tomorrow morning", "2025-05-15 08:00"),
        ("June 3 | 9am", "2025-06-03 09:00"),
        ("midnight", "2025-05-15 00:00"),
        ("noon on sunday", "2025-05-11 12:00"),
        ("see you in the evening", "2025-05-14 20:00"),
        ("thursday 17.30", "2025-05-15 17:30"),
        ("thursday 17h", "2025-05-15 17:00"),
    ],
)
def test_days_with_times(text: str, expected: str) -> None:
    assert find(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("3 - 9 June", "2025-06-03 - 2025-06-09"),
        ("June 3-9, 2027", "2027-06-03 - 2027-06-09"),
        ("from 3 June to 4 July 2027", "2027-06-03 - 2027-07-04"),
        ("Oct 28 to Jan 3", "2025-10-28 - 2026-01-03"),
        ("thursday until saturday", "2025-05-15 - 2025-05-17"),
        ("thursday–sunday", "2025-05-15 - 2025-05-18"),  # noqa: RUF001  a dash as it is typeset
        ("2026-02-03 - 2026-02-09", "2026-02-03 - 2026-02-09"),
        ("June to August 2026", "2026-06-01 - 2026-08-01"),
        ("9-11am", "2025-05-14 09:00 - 2025-05-14 11:00"),
        ("11-1pm", "2025-05-14 11:00 - 2025-05-14 13:00"),
        ("9pm till 2", "2025-05-14 21:00 - 2025-05-15 02:00"),
        ("from 13:15 to 14:00", "2025-05-14 13:15 - 2025-05-14 14:00"),
        ("6.15 - 7.45pm", "2025-05-14 18:15 - 2025-05-14 19:45"),
        ("between 2 and 4pm", "2025-05-14 14:00 - 2025-05-14 16:00"),
        ("friday 10 to 11:30am", "2025-05-16 10:00 - 2025-05-16 11:30"),
        ("this evening 7 to 9", "2025-05-14 19:00 - 2025-05-14 21:00"),
        ("3-5 June at 9am", "2025-06-03 09:00 - 2025-06-05 09:00"),
        ("the 20th to the 22nd", "2025-05-20 - 2025-05-22"),
        ("June 9 to June 3, 2026", "2025-06-09 - 2026-06-03"),
        ("22:00 - 24:00", "2025-05-14 22:00 - 2025-05-15 00:00"),
        ("friday 10pm to saturday 4am", "2025-05-16 22:00 - 2025-05-17 04:00"),
        ("June 3 8pm - 12am", "2025-06-03 20:00 - 2025-06-04 00:00"),
    ],
)
def test_ranges(text: str, expected: str) -> None:
    assert find(text) == expected


@pytest.mark.parametrize(
    ("text", "nearest", "next_one"),
    [
        ("monday", "2025-05-12", "2025-05-19"),
        ("friday", "2025-05-16", "2025-05-16"),
        ("wednesday 9am", "2025-05-14 09:00", "2025-05-21 09:00"),
        ("2 May", "2025-05-02", "2026-05-02"),
        ("14 May", "2025-05-14", "2025-05-14"),
        ("in March", "2025-03-01", "2026-03-01"),
        ("the 12th", "2025-05-12", "2025-06-12"),
        ("4/30", "2025-04-30", "2026-04-30"),
        ("8am", "2025-05-14 08:00", "2025-05-15 08:00"),
        ("8am - 9am", "2025-05-14 08:00 - 2025-05-14 09:00", "2025-05-15 08:00 - 2025-05-15 09:00"),
        ("1 February - 3 March", "2025-02-01 - 2025-03-03", "2026-02-01 - 2026-03-03"),
    ],
)
def test_the_future_can_be_preferred(text: str, nearest: str, next_one: str) -> None:
    assert (find(text), find(text, future=True)) == (nearest, next_one)


def test_the_span_covers_what_was_read() -> None:
    found = find_dates("Lunch on 3 June, at noon, with Ada", now=NOW, prefer_future=True)
    assert found is not None
    assert (found.span.kind, found.span.start, found.span.end) == ("date", 6, 24)
    assert found.span.text == "on 3 June, at noon"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "7",
        "  12 ",
        "0.75",
        "88.12%",
        "$2,405.10",
        "5y",
        "2 m",
        "an hour",
        "40 minutes",
        "31 June",
        "June 31",
        "30 February 2024",
        "2/30/2024",
        "2024-13-40",
        "14/14/2024",
        "7:75",
        "26:00",
        "5:3",
        "40-50-60",
        "v3.12.1",
        "release 4.5",
        "10.0.0.1",
        "call 555-0199",
        "+44 20 7946 0958",
        "the year 1999",
        "1999-2004",
        "room 404 at 9.5",
        "may I come in",
        "they march on",
        "the cat sat",
        "sun and sea",
        "wait a second",
        "on second thoughts",
        "mondayish",
        "yesterdayish plans",
        "Marchand Street",
        "open 24/7",
        "3-4 people",
        "an apple a day",
        "jan",
        "dec",
        "one of them",
        "10 August 50 BC",
        "9999999999999999999",
    ],
)
def test_what_is_no_date_is_not_read_as_one(text: str) -> None:
    assert find(text) is None
    assert find(text, future=True, month_first=False) is None


def test_outside_the_calendar_there_is_no_date() -> None:
    assert find("in 9000 years") is None
    assert find("yesterday", now=FIRST_INSTANT) is None
    assert find("tomorrow", now=LAST_INSTANT) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Sept - Nov 2026", "2026-09-01 - 2026-11-01"),
        ("from may to june", "2025-05-01 - 2025-06-01"),
        ("Feb through April", "2025-02-01 - 2025-04-01"),
        ("ask Jan to march on", None),
    ],
)
def test_ranges_of_months(text: str, expected: str | None) -> None:
    assert find(text) == expected
