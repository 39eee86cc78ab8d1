"""The local day under every zone, and the days on which clocks jump."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo, available_timezones

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from cairn.kit.clock import (
    FixedClock,
    SystemClock,
    day_bounds,
    local_day,
    month_of,
    quarter_of,
    resolve_wall,
    week_of,
    year_of,
    zone,
)

BERLIN = zone("Europe/Berlin")
LORD_HOWE = zone("Australia/Lord_Howe")
APIA = zone("Pacific/Apia")
ST_JOHNS = zone("America/St_Johns")
TROLL = zone("Antarctica/Troll")

# Places whose clocks moved by three hours or more at once since 1990, or that crossed the date line: their
# days around the change are rightly shorter or longer than any other.
IRREGULAR = {
    "America/Danmarkshavn",
    "Kwajalein",
    "Pacific/Apia",
    "Pacific/Enderbury",
    "Pacific/Fakaofo",
    "Pacific/Kanton",
    "Pacific/Kiritimati",
    "Pacific/Kwajalein",
    *(name for name in available_timezones() if name.startswith("Antarctica/")),
}

zones = st.sampled_from(sorted(available_timezones() - {"Factory", "localtime", "posixrules"})).map(zone)
instants = st.datetimes(datetime(1990, 1, 1), datetime(2100, 1, 1)).map(lambda at: at.replace(tzinfo=UTC))  # noqa: DTZ001
days = st.dates(date(1990, 1, 1), date(2100, 1, 1))
hours = st.integers(0, 23)


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def wall(text: str) -> datetime:
    return datetime.fromisoformat(text)


@settings(max_examples=200, deadline=None)
@given(instant=instants, where=zones, hour=hours)
@example(utc("2010-11-07T02:45:00"), ST_JOHNS, 0)
@example(utc("2023-10-29T01:30:00"), TROLL, 2)
@example(utc("2011-12-30T10:00:00"), APIA, 4)
def test_an_instant_lies_within_its_local_day(instant: datetime, where: ZoneInfo, hour: int) -> None:
    start, end = day_bounds(local_day(instant, where, hour), where, hour)
    assert start <= instant < end


@settings(max_examples=200, deadline=None)
@given(day=days, where=zones, hour=hours)
def test_days_meet_and_last_about_a_day(day: date, where: ZoneInfo, hour: int) -> None:
    start, end = day_bounds(day, where, hour)
    assert day_bounds(day + timedelta(days=1), where, hour)[0] == end
    if where.key in IRREGULAR:
        assert timedelta(0) <= end - start <= timedelta(hours=48)
    else:
        assert timedelta(hours=22) <= end - start <= timedelta(hours=26)


@settings(max_examples=200, deadline=None)
@given(instant=instants, where=zones, hour=hours)
def test_the_local_day_is_the_wall_date_moved_by_the_day_start(
    instant: datetime, where: ZoneInfo, hour: int
) -> None:
    seen = instant.astimezone(where)
    if not seen.fold:
        moved = seen.replace(tzinfo=None) - timedelta(hours=hour)
        assert local_day(instant, where, hour) == moved.date()


@settings(max_examples=200, deadline=None)
@given(instant=instants, where=zones)
def test_a_wall_time_read_off_a_clock_resolves_to_its_first_instant(
    instant: datetime, where: ZoneInfo
) -> None:
    seen = instant.astimezone(where)
    resolved = resolve_wall(seen.replace(tzinfo=None, fold=0), where)
    assert resolved <= instant
    assert (resolved == instant) is (seen.fold == 0)


@settings(max_examples=200, deadline=None)
@given(at=st.datetimes(datetime(1990, 1, 1), datetime(2100, 1, 1)), where=zones)  # noqa: DTZ001
def test_resolving_never_goes_back_on_the_wall(at: datetime, where: ZoneInfo) -> None:
    seen = resolve_wall(at, where).astimezone(where).replace(tzinfo=None)
    assert seen >= at


@pytest.mark.parametrize(
    ("where", "at", "expected"),
    [
        pytest.param(BERLIN, "2026-03-29T02:30", "2026-03-29T01:00", id="Berlin springs over it"),
        pytest.param(BERLIN, "2026-03-29T03:00", "2026-03-29T01:00", id="Berlin's first time after the gap"),
        pytest.param(BERLIN, "2026-10-25T02:30", "2026-10-25T00:30", id="Berlin has it twice"),
        pytest.param(BERLIN, "2026-07-01T09:00", "2026-07-01T07:00", id="an ordinary morning"),
        pytest.param(zone("Pacific/Auckland"), "2026-09-27T02:15", "2026-09-26T14:00", id="Auckland springs"),
        pytest.param(zone("Pacific/Auckland"), "2026-04-05T02:15", "2026-04-04T13:15", id="Auckland twice"),
        pytest.param(LORD_HOWE, "2026-10-04T02:10", "2026-10-03T15:30", id="half an hour is left out"),
        pytest.param(LORD_HOWE, "2026-04-05T01:45", "2026-04-04T14:45", id="half an hour repeats"),
        pytest.param(APIA, "2011-12-30T09:00", "2011-12-30T10:00", id="Samoa leaves out a whole day"),
    ],
)
def test_wall_times_at_the_jumps(where: ZoneInfo, at: str, expected: str) -> None:
    assert resolve_wall(wall(at), where) == utc(expected)


def test_lengths_of_the_days_on_which_clocks_jump() -> None:
    def hours_of(day: date, where: ZoneInfo) -> float:
        start, end = day_bounds(day, where, 0)
        return (end - start) / timedelta(hours=1)

    assert hours_of(date(2026, 3, 29), BERLIN) == 23
    assert hours_of(date(2026, 10, 25), BERLIN) == 25
    assert hours_of(date(2026, 10, 4), LORD_HOWE) == 23.5
    assert hours_of(date(2026, 4, 5), LORD_HOWE) == 24.5
    assert hours_of(date(2011, 12, 30), APIA) == 0
    assert hours_of(date(2011, 12, 31), APIA) == 24


def test_late_at_night_still_belongs_to_the_day_before() -> None:
    at = utc("2026-05-01T23:30")  # 01:30 on the 2nd in Berlin
    assert local_day(at, BERLIN, 0) == date(2026, 5, 2)
    assert local_day(at, BERLIN, 4) == date(2026, 5, 1)
    assert local_day(utc("2026-05-02T02:00"), BERLIN, 4) == date(2026, 5, 2)


def test_the_date_is_the_persons_not_the_servers() -> None:
    assert local_day(utc("2026-05-01T11:30"), zone("Pacific/Auckland"), 0) == date(2026, 5, 1)
    assert local_day(utc("2026-05-01T12:10"), zone("Pacific/Auckland"), 0) == date(2026, 5, 2)
    assert local_day(utc("2026-05-02T00:10"), zone("America/Los_Angeles"), 0) == date(2026, 5, 1)


def test_days_do_not_run_backwards_when_clocks_fall_back_over_midnight() -> None:
    start = day_bounds(date(2010, 11, 7), ST_JOHNS, 0)[0]
    seen = [local_day(start + timedelta(minutes=m), ST_JOHNS, 0) for m in range(-5, 70)]
    assert seen == sorted(seen)
    assert seen.count(date(2010, 11, 6)) == 5


@pytest.mark.parametrize(
    "name",
    ["", "Europe", "Mars/Olympus", "../etc/passwd", "/etc/localtime", "right/UTC", "Factory", "a\0b", "é"],
)
def test_unknown_zones_are_refused_by_name(name: str) -> None:
    with pytest.raises(ValueError, match="is not a known time zone"):
        zone(name)


def test_a_known_zone_is_made_once() -> None:
    assert zone("Europe/Berlin") is BERLIN


@settings(max_examples=50, deadline=None)
@given(day=days, week_start=st.integers(0, 6))
def test_weeks_begin_on_their_weekday(day: date, week_start: int) -> None:
    first = week_of(day, week_start)
    assert first.weekday() == week_start
    assert timedelta(0) <= day - first < timedelta(days=7)


@pytest.mark.parametrize(
    ("day", "month", "quarter", "year"),
    [
        (date(2026, 1, 1), date(2026, 1, 1), date(2026, 1, 1), date(2026, 1, 1)),
        (date(2026, 3, 31), date(2026, 3, 1), date(2026, 1, 1), date(2026, 1, 1)),
        (date(2024, 2, 29), date(2024, 2, 1), date(2024, 1, 1), date(2024, 1, 1)),
        (date(2026, 12, 31), date(2026, 12, 1), date(2026, 10, 1), date(2026, 1, 1)),
    ],
)
def test_calendar_periods(day: date, month: date, quarter: date, year: date) -> None:
    assert (month_of(day), quarter_of(day), year_of(day)) == (month, quarter, year)


def test_clocks_speak_utc() -> None:
    fixed = FixedClock(datetime(2026, 5, 1, 9, tzinfo=BERLIN))
    assert fixed.now() == utc("2026-05-01T07:00")
    assert fixed.now().tzinfo is UTC
    fixed.advance(timedelta(minutes=5))
    assert fixed.now() == utc("2026-05-01T07:05")
    assert SystemClock().now().tzinfo is UTC


def test_an_instant_without_zone_and_a_wall_time_with_one_are_refused() -> None:
    with pytest.raises(ValueError, match="needs a zone"):
        FixedClock(wall("2026-05-01T09:00"))
    with pytest.raises(ValueError, match="no zone of its own"):
        resolve_wall(utc("2026-05-01T09:00"), BERLIN)
