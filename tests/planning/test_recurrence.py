"""Rules of repetition: what is refused, what comes next, and how it reads."""

from datetime import date, datetime, timedelta
from itertools import islice

import pytest
from dateutil.rrule import rrulestr
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from cairn.kit.clock import resolve_wall, zone
from cairn.planning.recurrence import (
    NextTask,
    RepeatMode,
    advance,
    next_after_completion,
    next_occurrence,
    occurrences,
    validate_rule,
)
from cairn.planning.recurrence_text import describe

BERLIN = zone("Europe/Berlin")


def at(text: str) -> datetime:
    return datetime.fromisoformat(text)


def day(text: str) -> date:
    return date.fromisoformat(text)


_DAYS = st.lists(
    st.sampled_from(["MO", "TU", "WE", "TH", "FR", "SA", "SU"]), min_size=1, max_size=3, unique=True
)
_ORDINAL_DAYS = st.builds("{}{}".format, st.sampled_from(["", "1", "2", "-1"]), st.sampled_from(["MO", "SA"]))


@st.composite
def rules(draw: st.DrawFn) -> str:
    frequency = draw(st.sampled_from(["DAILY", "WEEKLY", "MONTHLY", "YEARLY"]))
    parts = [f"FREQ={frequency}", f"INTERVAL={draw(st.integers(1, 4))}"]
    end = draw(st.sampled_from(["", "COUNT=7", "UNTIL=20301231", "UNTIL=20290615T120000"]))
    parts += [end] if end else []
    if draw(st.booleans()):
        days = _DAYS if frequency in {"DAILY", "WEEKLY"} else st.lists(_ORDINAL_DAYS, min_size=1, max_size=2)
        parts.append(f"BYDAY={','.join(draw(days))}")
    if frequency != "WEEKLY" and draw(st.booleans()):
        month_days = draw(st.sets(st.sampled_from([1, 15, 29, 31, -1]), min_size=1))
        parts.append(f"BYMONTHDAY={','.join(map(str, month_days))}")
    if draw(st.booleans()):
        parts.append(f"BYMONTH={','.join(map(str, draw(st.sets(st.integers(1, 12), min_size=3))))}")
    if len(parts) > 3 and any(part.startswith("BY") for part in parts) and draw(st.booleans()):
        parts.append(f"BYSETPOS={draw(st.sampled_from([1, -1]))}")
    return ";".join(parts)


starts = st.datetimes(at("2024-01-01T00:00"), at("2028-12-31T23:59")).map(
    lambda begin: begin.replace(second=0, microsecond=0)
)


def reference(rule: str, start: datetime, most: int) -> list[datetime]:
    """What dateutil itself makes of the text, an UNTIL without time including its whole day."""
    whole_day = rule.replace("UNTIL=20301231", "UNTIL=20301231T235959")
    return list(islice(rrulestr(whole_day, dtstart=start), most))


def valid(rule: str) -> str:
    try:
        return validate_rule(rule)
    except ValueError as problem:
        assume("fits no date" not in str(problem))
        raise


@settings(max_examples=30, deadline=None)
@given(rule=rules(), start=starts)
def test_occurrences_are_those_of_dateutil(rule: str, start: datetime) -> None:
    found = occurrences(valid(rule), start, limit=20)
    # dateutil searches to the last year there is; a series that has no date in a century has none for us.
    assume(found)
    assert found == reference(rule, start, 20)
    assert occurrences(rule, start.date(), limit=20) == [
        moment.date() for moment in reference(rule, at(f"{start.date()}T00:00"), 20)
    ]


@settings(max_examples=30, deadline=None)
@given(rule=rules(), start=starts, later=st.integers(-40, 1000))
def test_the_next_occurrence_is_the_first_of_the_series_that_is_later(
    rule: str, start: datetime, later: int
) -> None:
    rule = valid(rule)
    after = start + timedelta(days=later, minutes=later)
    series = occurrences(rule, start, limit=1500)  # more than there are days up to `after`
    following = next_occurrence(rule, start=start, after=after)
    assert following == next((moment for moment in series if moment > after), None)
    day_after = next_occurrence(rule, start=start, after=after.date())
    assert day_after == next((moment for moment in series if moment.date() > after.date()), None)


@settings(max_examples=30, deadline=None)
@given(rule=rules(), completed=starts)
def test_after_completion_is_later_than_completion(rule: str, completed: datetime) -> None:
    following = next_after_completion(valid(rule), completed.date())
    assert following is None or following > completed.date()


@settings(max_examples=30, deadline=None)
@given(rule=rules(), mode=st.sampled_from(["schedule", "after_completion"]))
def test_a_normalised_rule_stays_as_it_is_and_can_be_described(rule: str, mode: RepeatMode) -> None:
    rule = valid(rule)
    assert validate_rule(rule) == rule
    assert describe(rule, mode) == describe(rule.lower(), mode)


@pytest.mark.parametrize(
    ("text", "normal"),
    [
        ("RRULE:FREQ=DAILY", "FREQ=DAILY"),
        (" freq=weekly;byday=th,mo,mo;interval=1; ", "FREQ=WEEKLY;BYDAY=MO,TH"),
        ("BYMONTHDAY=-1,31,15;FREQ=MONTHLY", "FREQ=MONTHLY;BYMONTHDAY=15,31,-1"),
        ("FREQ=MONTHLY;BYDAY=+1MO,-1FR;WKST=MO", "FREQ=MONTHLY;BYDAY=1MO,-1FR"),
        ("FREQ=WEEKLY;WKST=SU;INTERVAL=2;BYDAY=SU", "FREQ=WEEKLY;INTERVAL=2;BYDAY=SU;WKST=SU"),
        ("FREQ=DAILY;UNTIL=20261231T180000", "FREQ=DAILY;UNTIL=20261231T180000"),
        ("FREQ=YEARLY;BYWEEKNO=1,-1;BYDAY=MO", "FREQ=YEARLY;BYWEEKNO=1,-1;BYDAY=MO"),
    ],
)
def test_normal_form(text: str, normal: str) -> None:
    assert validate_rule(text) == normal


def test_until_in_utc_is_read_in_the_zone() -> None:
    text = "FREQ=DAILY;UNTIL=20261231T230000Z"
    assert validate_rule(text, BERLIN) == "FREQ=DAILY;UNTIL=20270101T000000"
    with pytest.raises(ValueError, match="needs a time zone"):
        validate_rule(text)
    with pytest.raises(ValueError, match="UNTIL has to be"):
        validate_rule("FREQ=DAILY;UNTIL=99991231T235959Z", BERLIN)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "is not a part"),
        ("weekly", "is not a part"),
        ("DTSTART:20260101\nRRULE:FREQ=DAILY", "Only the rule itself"),
        ("FREQ=DAILY\nEXDATE:20260101", "FREQ has to be"),
        ("FREQ=DAILY;EXDATE=20260101", "EXDATE is not supported"),
        ("INTERVAL=2", "FREQ has to be"),
        ("FREQ=HOURLY", "FREQ has to be DAILY, WEEKLY, MONTHLY or YEARLY"),
        ("FREQ=SECONDLY;COUNT=5", "FREQ has to be"),
        ("FREQ=DAILY;BYHOUR=9", "BYHOUR is not supported"),
        ("FREQ=YEARLY;BYEASTER=0", "BYEASTER is not supported"),
        ("FREQ=DAILY;FREQ=DAILY", "FREQ is there twice"),
        ("FREQ=DAILY;COUNT=3;UNTIL=20261231", "COUNT and UNTIL"),
        ("FREQ=DAILY;COUNT=0", "COUNT has to be"),
        ("FREQ=DAILY;COUNT=1_0", "COUNT has to be"),
        ("FREQ=DAILY;INTERVAL=-1", "INTERVAL has to be"),
        ("FREQ=DAILY;INTERVAL=1000000000000", "INTERVAL has to be"),
        ("FREQ=DAILY;UNTIL=tomorrow", "UNTIL has to be"),
        ("FREQ=DAILY;UNTIL=20261301", "UNTIL has to be"),
        ("FREQ=WEEKLY;BYDAY=XX", "BYDAY has to be"),
        ("FREQ=WEEKLY;BYDAY=1MO", "BYDAY with a number"),
        ("FREQ=MONTHLY;BYDAY=0MO", "BYDAY has to be"),
        ("FREQ=YEARLY;BYWEEKNO=5;BYDAY=1MO", "does not go with BYWEEKNO"),
        ("FREQ=WEEKLY;BYMONTHDAY=1", "BYMONTHDAY does not go"),
        ("FREQ=MONTHLY;BYMONTHDAY=32", "BYMONTHDAY has to be"),
        ("FREQ=MONTHLY;BYMONTHDAY=0", "BYMONTHDAY has to be"),
        ("FREQ=MONTHLY;BYMONTH=13", "BYMONTH has to be"),
        ("FREQ=MONTHLY;BYWEEKNO=1", "BYWEEKNO needs"),
        ("FREQ=MONTHLY;BYYEARDAY=1", "BYYEARDAY needs"),
        ("FREQ=DAILY;BYSETPOS=1", "BYSETPOS needs"),
        ("FREQ=DAILY;WKST=1", "WKST has to be"),
        ("FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30", "fits no date"),
        ("FREQ=YEARLY;BYMONTH=4;BYMONTHDAY=31", "fits no date"),
        ("FREQ=WEEKLY;BYDAY=MO;BYSETPOS=2", "fits no date"),
        ("FREQ=MONTHLY;BYMONTHDAY=" + ",".join(["1"] * 300), "at most 500"),
    ],
)
def test_refusals_name_the_part(text: str, sentence: str) -> None:
    with pytest.raises(ValueError, match=sentence):
        validate_rule(text)


@pytest.mark.parametrize(
    ("rule", "start", "expected"),
    [
        pytest.param("FREQ=MONTHLY", "2026-01-31", ["2026-01-31", "2026-03-31", "2026-05-31"], id="the 31st"),
        pytest.param(
            "FREQ=MONTHLY;BYMONTHDAY=-1",
            "2026-01-31",
            ["2026-01-31", "2026-02-28", "2026-03-31"],
            id="month ends",
        ),
        pytest.param("FREQ=YEARLY", "2024-02-29", ["2024-02-29", "2028-02-29", "2032-02-29"], id="leap day"),
        pytest.param(
            "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1",
            "2026-01-01",
            ["2026-01-30", "2026-02-27", "2026-03-31"],
            id="last working day",
        ),
        pytest.param(
            "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,TH",
            "2026-01-05",
            ["2026-01-05", "2026-01-08", "2026-01-19"],
            id="every second week",
        ),
        pytest.param(
            "FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13",
            "2026-01-01",
            ["2026-02-13", "2026-03-13", "2026-11-13"],
            id="13th",
        ),
        pytest.param("FREQ=DAILY;COUNT=2", "2026-01-01", ["2026-01-01", "2026-01-02"], id="count"),
        pytest.param(
            "FREQ=DAILY;UNTIL=20260102", "2026-01-01", ["2026-01-01", "2026-01-02"], id="until, included"
        ),
        pytest.param("FREQ=DAILY;INTERVAL=7;BYDAY=MO", "2026-01-06", [], id="never, from this start"),
        pytest.param("FREQ=DAILY;COUNT=2", "9990-12-31", ["9990-12-31", "9991-01-01"], id="far future"),
        pytest.param("FREQ=DAILY;COUNT=2", "0004-02-29", ["0004-02-29", "0004-03-01"], id="far past"),
    ],
)
def test_known_series(rule: str, start: str, expected: list[str]) -> None:
    assert occurrences(rule, day(start), limit=3) == [day(text) for text in expected]


def test_occurrences_can_end_with_a_day() -> None:
    days = occurrences("FREQ=DAILY", day("2026-01-01"), limit=9, until=day("2026-01-02"))
    assert days == [day("2026-01-01"), day("2026-01-02")]
    times = occurrences("FREQ=DAILY", at("2026-01-01T21:00"), limit=9, until=day("2026-01-02"))
    assert times == [at("2026-01-01T21:00"), at("2026-01-02T21:00")]


def test_nine_in_the_morning_stays_nine_when_clocks_change() -> None:
    series = occurrences("FREQ=DAILY", at("2026-03-28T09:00"), limit=2)
    assert series == [at("2026-03-28T09:00"), at("2026-03-29T09:00")]
    assert [resolve_wall(moment, BERLIN).hour for moment in series] == [8, 7]
    gap = next_occurrence("FREQ=DAILY", start=at("2026-03-28T02:30"), after=at("2026-03-28T02:30"))
    assert gap is not None
    assert resolve_wall(gap, BERLIN).astimezone(BERLIN).time().isoformat() == "03:00:00"
    following = next_occurrence("FREQ=DAILY", start=at("2026-03-28T02:30"), after=gap)
    assert following == at("2026-03-30T02:30")


@pytest.mark.parametrize(
    ("rule", "completed", "expected"),
    [
        ("FREQ=DAILY;INTERVAL=3", "2026-01-01", "2026-01-04"),
        ("FREQ=WEEKLY", "2026-01-01", "2026-01-08"),
        ("FREQ=MONTHLY", "2026-01-31", "2026-02-28"),
        ("FREQ=YEARLY", "2024-02-29", "2025-02-28"),
        ("FREQ=WEEKLY;BYDAY=MO", "2026-01-07", "2026-01-12"),
        ("FREQ=WEEKLY;BYDAY=MO", "2026-01-05", "2026-01-12"),
        ("FREQ=MONTHLY;BYMONTHDAY=1;COUNT=1", "2026-01-01", "2026-02-01"),
        ("FREQ=DAILY;UNTIL=20260102", "2026-01-01", "2026-01-02"),
        ("FREQ=DAILY;UNTIL=20260101", "2026-01-01", None),
        ("FREQ=DAILY;UNTIL=20260101T120000", "2026-01-01", None),
        ("FREQ=WEEKLY;BYDAY=MO;UNTIL=20260110", "2026-01-07", None),
    ],
)
def test_after_completion(rule: str, completed: str, expected: str | None) -> None:
    assert next_after_completion(rule, day(completed)) == (day(expected) if expected else None)


@pytest.mark.parametrize(
    ("due", "completed", "following"),
    [
        pytest.param("2026-01-05", "2026-01-05", "2026-01-06", id="on its day"),
        pytest.param("2026-01-05", "2026-01-03", "2026-01-06", id="early"),
        pytest.param("2026-01-05", "2026-01-20", "2026-01-21", id="late, without a pile"),
        pytest.param(None, "2026-01-20", "2026-01-21", id="no due day"),
    ],
)
def test_the_next_task_of_a_schedule(due: str | None, completed: str, following: str) -> None:
    start = day("2026-01-01")
    made = advance(
        "FREQ=DAILY", "schedule", start=start, due=day(due) if due else None, completed=day(completed)
    )
    assert made == NextTask("FREQ=DAILY", start, day(following))


def test_times_of_day_follow_the_series() -> None:
    start = at("2026-01-05T09:00")
    late = advance("FREQ=DAILY", "schedule", start=start, due=start, completed=at("2026-01-07T08:00"))
    assert late == NextTask("FREQ=DAILY", start, at("2026-01-08T09:00"))
    after = advance(
        "FREQ=DAILY;INTERVAL=2", "after_completion", start=start, due=start, completed=at("2026-01-07T22:00")
    )
    assert after == NextTask("FREQ=DAILY;INTERVAL=2", at("2026-01-09T09:00"), at("2026-01-09T09:00"))


@pytest.mark.parametrize("mode", ["schedule", "after_completion"])
@pytest.mark.parametrize("count", [1, 2, 5])
def test_a_counted_series_ends_after_that_many_tasks(mode: RepeatMode, count: int) -> None:
    task: NextTask | None = NextTask(f"FREQ=WEEKLY;COUNT={count}", day("2026-01-05"), day("2026-01-05"))
    done: list[date] = []
    while task is not None:
        done.append(task.due)
        task = advance(task.rule, mode, start=task.start, due=task.due, completed=task.due)
    assert done == [day("2026-01-05") + timedelta(weeks=week) for week in range(count)]


def test_missed_dates_use_up_the_count_of_a_schedule() -> None:
    start = day("2026-01-01")
    last = advance("FREQ=DAILY;COUNT=5", "schedule", start=start, due=start, completed=day("2026-01-04"))
    assert last == NextTask("FREQ=DAILY;COUNT=5", start, day("2026-01-05"))
    assert (
        advance("FREQ=DAILY;COUNT=5", "schedule", start=start, due=start, completed=day("2026-01-05")) is None
    )


@pytest.mark.parametrize(
    ("rule", "phrase"),
    [
        ("FREQ=DAILY", "every day"),
        ("FREQ=DAILY;INTERVAL=3;COUNT=1", "every 3 days, 1 time"),
        ("FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,TH", "every 2 weeks on Monday and Thursday"),
        ("FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR", "every weekday"),
        ("FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,TU,WE", "every 2 weeks on Monday, Tuesday and Wednesday"),
        ("FREQ=DAILY;BYMONTH=1,2", "every day in January and February"),
        ("FREQ=MONTHLY;BYMONTHDAY=1,15,-1", "every month on the 1st, 15th and last day"),
        ("FREQ=MONTHLY;BYMONTHDAY=31;COUNT=10", "every month on the 31st, in months that have it, 10 times"),
        ("FREQ=MONTHLY;BYDAY=1MO,-1FR", "every month on the first Monday and the last Friday"),
        ("FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13", "every month on the 13th if that is a Friday"),
        ("FREQ=MONTHLY;BYDAY=SA;BYSETPOS=-1", "every month on every Saturday, only the last of these"),
        ("FREQ=YEARLY;BYMONTH=3;BYMONTHDAY=22", "every year on the 22nd of March"),
        ("FREQ=YEARLY;BYMONTH=11;BYDAY=4TH", "every year on the fourth Thursday of November"),
        ("FREQ=YEARLY;BYWEEKNO=20;BYDAY=MO", "every year on Monday in the 20th week of the year"),
        ("FREQ=YEARLY;BYYEARDAY=100,-2", "every year on the 100th and second to last day of the year"),
        ("FREQ=YEARLY;UNTIL=20301231", "every year, until 31 December 2030"),
        ("FREQ=MONTHLY;BYMONTHDAY=11,12,13,21,23", "every month on the 11th, 12th, 13th, 21st and 23rd"),
    ],
)  # fmt: skip
def test_descriptions(rule: str, phrase: str) -> None:
    assert describe(validate_rule(rule), "schedule") == phrase


@pytest.mark.parametrize(
    ("rule", "phrase"),
    [
        ("FREQ=DAILY;INTERVAL=3", "3 days after completion"),
        ("FREQ=WEEKLY", "1 week after completion"),
        ("FREQ=MONTHLY;INTERVAL=2;COUNT=3", "2 months after completion, 3 times"),
        ("FREQ=WEEKLY;BYDAY=MO", "every week on Monday, counted from completion"),
    ],
)
def test_descriptions_after_completion(rule: str, phrase: str) -> None:
    assert describe(rule, "after_completion") == phrase
