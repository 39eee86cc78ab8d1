"""iCalendar: the files of real programs, and single components."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from cairn.imports.formats import ics
from cairn.imports.formats.base import Options, Unreadable
from tests.imports.reading import BERLIN, DATA, Read

FILES = DATA / "icalendar"


def todo(*lines: str, kind: str = "VTODO", options: Options = BERLIN) -> Read:
    body = ["BEGIN:VCALENDAR", f"BEGIN:{kind}", "UID:1", "SUMMARY:a", *lines, f"END:{kind}", "END:VCALENDAR"]
    return Read(ics.FORMAT, "\r\n".join(body).encode(), options)


def event(*lines: str) -> Read:
    return todo(*lines, kind="VEVENT")


def test_calcurse() -> None:
    read = Read(ics.FORMAT, (FILES / "calcurse.ics").read_bytes())
    assert len(read.records) == 10
    passport = read["Renew the passport"]
    assert (passport.priority, passport.status, passport.passes) == (1, "todo", False)
    assert read["Frame the old photographs"].priority == 3
    assert (read["Order winter tyres"].status, read["Order winter tyres"].priority) == ("done", 4)
    assert read["Read about \\backslashes\\, commas; and the rest"].priority is None
    choir = read["Choir"]
    assert (choir.due_at, choir.estimate_minutes) == (datetime(2026, 10, 5, 16, tzinfo=UTC), 90)
    assert (choir.recurrence_rule, choir.passes) == ("FREQ=WEEKLY", True)
    assert read["Stand-up"].recurrence_rule == "FREQ=DAILY;UNTIL=20261218T093000"
    assert read["Christmas Eve"].due_date == date(2026, 12, 24)
    swimming = read["Swimming"]
    assert swimming.due_at == datetime(2026, 11, 19, 7, tzinfo=UTC), "its first date is left out"
    assert [f.field for f in read.findings] == ["EXDATE"]
    assert read.findings[0].message.startswith("1 dates")


def test_todoman() -> None:
    read = Read(ics.FORMAT, (FILES / "todoman.ics").read_bytes())
    report = read["Draft the annual report"]
    assert (report.priority, report.scheduled_for) == (2, date(2026, 11, 24))
    assert (report.due_at, report.due_date) == (datetime(2026, 12, 4, 16, tzinfo=UTC), None)
    assert report.description == "Where: Room 2, second floor"
    fence = read["Paint the garden fence"]
    assert (fence.status, fence.due_date) == ("done", date(2026, 11, 28))
    assert fence.completed_at == datetime(2026, 11, 3, 19, 15, tzinfo=UTC)
    assert [r.status for r in read.records].count("cancelled") == 1
    assert read["買牛奶和麵包"].created_at == datetime(2026, 11, 2, 8, tzinfo=UTC)
    assert read.findings == []


def test_khal() -> None:
    read = Read(ics.FORMAT, (FILES / "khal.ics").read_bytes())
    dentist = read["Dentist"]
    assert (dentist.due_at, dentist.estimate_minutes) == (datetime(2026, 11, 26, 13, tzinfo=UTC), 90)
    assert dentist.scheduled_for == date(2026, 11, 26)
    assert (dentist.tags, dentist.description) == (
        ("health", "phone"),
        "Bring the card\n\nWhere: Main Street 4",
    )
    trip = read["Trip to Rome"]
    assert (trip.scheduled_for, trip.due_date, trip.due_at) == (date(2026, 11, 30), date(2026, 12, 4), None)
    london = read["Call London"]
    assert (london.timezone, london.due_at) == ("Europe/London", datetime(2026, 11, 4, 8, tzinfo=UTC))
    assert read["Italian class"].recurrence_rule == "FREQ=WEEKLY;UNTIL=20270125T000000"
    assert read.told("VALARM").message == "Left out: reminders are not imported."
    assert len(read.findings) == 1


@pytest.mark.parametrize(
    ("value", "priority"), [("0", None), ("1", 1), ("2", 2), ("4", 2), ("5", 3), ("6", 4), ("9", 4)]
)
def test_priorities(value: str, priority: int | None) -> None:
    assert todo(f"PRIORITY:{value}").records[0].priority == priority


def test_relations() -> None:
    text = (
        "BEGIN:VCALENDAR\n"
        "BEGIN:VTODO\nUID:p\nSUMMARY:parent\nRELATED-TO;RELTYPE=CHILD:d\nEND:VTODO\n"
        "BEGIN:VTODO\nUID:c\nSUMMARY:child\nRELATED-TO:p\nRELATED-TO;RELTYPE=SIBLING:d\nEND:VTODO\n"
        "BEGIN:VTODO\nUID:d\nSUMMARY:other\nRELATED-TO;RELTYPE=DEPENDS-ON:c\nEND:VTODO\n"
        "END:VCALENDAR\n"
    )
    read = Read(ics.FORMAT, text.encode())
    assert read["child"].parent == "p"
    assert (read["other"].parent, read["other"].depends_on) == ("p", ("c",))
    assert read.told("RELATED-TO").place == "line 11"


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("America/New_York", datetime(2026, 11, 23, 14, tzinfo=UTC)),
        ("/mozilla.org/20070129_1/America/New_York", datetime(2026, 11, 23, 14, tzinfo=UTC)),
        ("Eastern Standard Time", datetime(2026, 11, 23, 14, tzinfo=UTC)),
        ("posix/Europe/Vaduz", datetime(2026, 11, 23, 8, tzinfo=UTC)),
        ("Nowhere/At_All", datetime(2026, 11, 23, 8, tzinfo=UTC)),
    ],
)
def test_zones(name: str, found: datetime) -> None:
    read = todo(f"DUE;TZID={name}:20261123T090000")
    assert read.records[0].due_at == found
    assert [f.value for f in read.findings] == (["Nowhere/At_All"] if "Nowhere" in name else [])


def test_a_zone_may_name_its_place_behind_its_use() -> None:
    text = (
        "BEGIN:VCALENDAR\nBEGIN:VTODO\nSUMMARY:a\nDUE;TZID=mine:20261123T090000\nEND:VTODO\n"
        "BEGIN:VTIMEZONE\nTZID:mine\nX-LIC-LOCATION:Asia/Tokyo\nEND:VTIMEZONE\nEND:VCALENDAR\n"
    )
    assert Read(ics.FORMAT, text.encode()).records[0].due_at == datetime(2026, 11, 23, tzinfo=UTC)


def test_a_floating_time_is_the_persons_own() -> None:
    tokyo = Options(zone=ZoneInfo("Asia/Tokyo"))
    assert todo("DUE:20261123T090000", options=tokyo).records[0].due_at == datetime(2026, 11, 23, tzinfo=UTC)


def test_duration_makes_the_due_day() -> None:
    assert todo("DTSTART;VALUE=DATE:20261123", "DURATION:P2D").records[0].due_date == date(2026, 11, 25)
    (meeting,) = event("DTSTART:20261123T090000Z", "DURATION:PT1H30M").records
    assert meeting.estimate_minutes == 90
    assert todo("DTSTART:20261123T090000Z", "DURATION:soon").told("DURATION").place == "line 6"


@pytest.mark.parametrize(
    ("rule", "kept"),
    [
        ("FREQ=DAILY;BYHOUR=9;BYMINUTE=0", "FREQ=DAILY"),
        ("FREQ=WEEKLY;BYDAY=MO, WE,", "FREQ=WEEKLY;BYDAY=MO,WE"),
        ("RSCALE=GREGORIAN;FREQ=YEARLY;SKIP=OMIT", "FREQ=YEARLY"),
        ("FREQ=DAILY;UNTIL=20261130T220000Z", "FREQ=DAILY;UNTIL=20261130T230000"),
        ("FREQ=HOURLY", None),
        ("FREQ=DAILY;BYHOUR=9,17", None),
        ("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30", None),
        ("FREQ=NEVER", None),
    ],
)
def test_rules(rule: str, kept: str | None) -> None:
    read = event("DTSTART;TZID=Europe/Berlin:20261123T090000", f"RRULE:{rule}")
    assert read.records[0].recurrence_rule == kept
    assert (kept is None) == any(f.field == "RRULE" for f in read.findings)


def test_exceptions_use_up_the_count() -> None:
    read = event(
        "DTSTART;VALUE=DATE:20261123", "RRULE:FREQ=DAILY;COUNT=5", "EXDATE;VALUE=DATE:20261123,20261124"
    )
    assert read.records[0].due_date == date(2026, 11, 25)
    assert read.records[0].recurrence_rule == "FREQ=DAILY;COUNT=3"
    assert read.findings == []


def test_a_changed_date_of_a_series_is_a_task_of_its_own() -> None:
    text = (
        "BEGIN:VCALENDAR\n"
        "BEGIN:VEVENT\nUID:s\nSUMMARY:choir\nDTSTART:20261123T180000\nRRULE:FREQ=WEEKLY\nEND:VEVENT\n"
        "BEGIN:VEVENT\nUID:s\nSUMMARY:choir, later\nDTSTART:20261130T190000\n"
        "RECURRENCE-ID:20261130T180000\nEND:VEVENT\nEND:VCALENDAR\n"
    )
    read = Read(ics.FORMAT, text.encode())
    assert [r.external_id for r in read.records] == ["s", "s/20261130T180000"]
    assert read.told("RECURRENCE-ID").place == "line 8"


def test_folded_lines_and_escapes() -> None:
    read = todo("DESCRIPTION:one\\nt", " wo\\, th\\;ree \\\\", "CATEGORIES:a\\,b,c")
    assert read.records[0].description == "one\ntwo, th;ree \\"
    assert read.records[0].tags == ("a,b", "c")


def test_what_has_no_place_is_counted() -> None:
    read = todo("ATTENDEE:mailto:b@example.org", "ATTENDEE:mailto:c@example.org", "X-OWN:1", "GEO:1;2")
    assert {(f.field, f.value) for f in read.findings} == {
        ("ATTENDEE", "2 times"),
        ("X-OWN", ""),
        ("GEO", ""),
    }


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("nothing", "line 1"),
        ("BEGIN:VCALENDAR\nBEGIN:VTODO\nSUMMARY:a\nEND:VCALENDAR\n", "line 4"),
        ("BEGIN:VCALENDAR\nBEGIN:VTODO\nSUMMARY:a\n", "line 2"),
        ("BEGIN:VCALENDAR\n" + "BEGIN:A\n" * 20, "line 9"),
        ("BEGIN:VCALENDAR\nSUMMARY:" + "a" * 1_000_001 + "\n", "line 2"),
        ("BEGIN:VCALENDAR\nSUMMARY:" + "a\n " * 1_000_000 + "\n", "line 499998"),
    ],
)
def test_a_broken_calendar_is_refused_with_its_place(text: str, place: str) -> None:
    with pytest.raises(Unreadable) as refused:
        Read(ics.FORMAT, text.encode())
    assert refused.value.place == place
