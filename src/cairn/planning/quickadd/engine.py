"""From a line of text to a task."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import NamedTuple

from cairn.planning.quickadd import estimates, recurrence
from cairn.planning.quickadd.dates import find, read_at
from cairn.planning.quickadd.hits import Hit
from cairn.planning.quickadd.marks import Marks
from cairn.planning.quickadd.model import Date, DateMatch, QuickTask, Span, SpanKind, Time
from cairn.planning.quickadd.moments import day_at
from cairn.planning.quickadd.recurrence import Recurrence, recurrence_at
from cairn.planning.quickadd.resolve import Resolved, in_calendar, resolve
from cairn.planning.quickadd.tokens import Line, Options

_SCHEDULE = frozenset({"start", "starts", "starting", "scheduled", "schedule", "~"})
_LOOSE = " \t,;:|-\u2013\u2014"
_MARKS_WITHOUT_SPACE = (" ,", " ;", " :", " .", " !", " ?", " )")
_EMPTY_BRACKETS = ("()", "[]", "( )", "[ ]")


def parse(
    text: str,
    *,
    now: datetime,
    week_start: int = 0,
    prefer_future: bool = True,
    month_first: bool = True,
    areas: Sequence[str] = (),
    projects: Sequence[str] = (),
) -> QuickTask:
    """Read a task from one line of text; what is not understood stays in its title.

    `now` is the person's local wall-clock time as a naive datetime, and so are all dates and times of
    the answer: a time zone in the text is left in the title, not applied. `week_start` numbers the
    first day of the week as `date.weekday` does. Without `prefer_future` a weekday or a day without a
    year is the nearest one, before or after. `month_first` reads 3/4 as 4 March. Only the first
    500 characters are read for meaning.
    """
    marks = Marks(text, areas, projects)
    options = Options(now, prefer_future, month_first, week_start, quick=True)
    reading = Reading(Line(text, options, marks.closed))
    reading.read()
    spans = tuple(sorted((*marks.spans, *reading.spans), key=lambda span: span.start))
    when = reading.when()
    return QuickTask(
        title=_title(text, spans),
        area=marks.area,
        project=marks.project,
        tags=tuple(marks.tags),
        priority=marks.priority,
        estimate_minutes=reading.estimate,
        due_date=when.date,
        due_time=when.time,
        end_date=when.end_date,
        end_time=when.end_time,
        scheduled_for=reading.scheduled,
        recurrence_rule=when.rule,
        recurrence_mode=reading.recurrence.mode if reading.recurrence and when.rule else None,
        spans=spans,
    )


class When(NamedTuple):
    """The dates of a task."""

    date: Date | None = None
    time: Time | None = None
    end_date: Date | None = None
    end_time: Time | None = None
    rule: str | None = None


class Reading:
    """The dates, the recurrence and the estimate of a line, as they are found from left to right."""

    def __init__(self, line: Line) -> None:
        """Begin with nothing found."""
        self.line = line
        self.spans: list[Span] = []
        self.dated: Hit | None = None
        self.timed: Hit | None = None
        self.recurrence: Recurrence | None = None
        self.scheduled: date | None = None
        self.estimate: int | None = None

    def read(self) -> None:
        """Read the whole line."""
        i = 0
        while i < self.line.size:
            i = self._step(i)

    def _step(self, i: int) -> int:
        """Take up what begins at token i, and answer the token at which to go on."""
        if self.line.kind[i] == "x":
            return i + 1
        try:
            end = self._take_recurrence(i) or self._take_scheduled(i)
        except (ValueError, OverflowError):
            end = 0  # outside the calendar
        return end or self._take_date(i) or self._take_estimate(i) or i + 1

    def _noted(self, kind: SpanKind, i: int, j: int) -> int:
        start, end = self.line.start[i], self.line.end[j - 1]
        self.spans.append(Span(kind, start, end, self.line.text[start:end]))
        return j

    def _take_recurrence(self, i: int) -> int:
        line = self.line
        if self.recurrence is not None or (line.kind[i] != "n" and line.low[i] not in recurrence.STARTS):
            return 0
        found = recurrence_at(line, i)
        if found is None:
            return 0
        first = found.pattern.first(found.start or self.line.options.now.date())
        if first is None or found.rule(first) is None:
            return 0
        self.recurrence = found
        return self._noted("recurrence", i, found.end)

    def _take_scheduled(self, i: int) -> int:
        line = self.line
        if self.scheduled is not None or line.low[i] not in _SCHEDULE or not line.is_open(i):
            return 0
        k = i + 1
        while line.low[k] in {"on", "for", ":"} and k < i + 3:
            k += 1
        hit = day_at(line, k)
        if hit is None or hit.day is None or hit.is_range or not line.is_closed(hit.end):
            return 0
        self.scheduled = in_calendar(line, hit.day)
        return 0 if self.scheduled is None else self._noted("scheduled", i, hit.end)

    def _take_estimate(self, i: int) -> int:
        if self.estimate is not None or (
            self.line.kind[i] != "n" and self.line.low[i] not in estimates.STARTS
        ):
            return 0
        found = estimates.estimate_at(self.line, i)
        if found is None:
            return 0
        self.estimate = found[1]
        return self._noted("estimate", i, found[0])

    def _take_date(self, i: int) -> int:
        """Take up a date; the first one counts, and one time that stands apart from it."""
        found = read_at(self.line, i)
        if found is None:
            return 0
        hit, meant = found
        choice = self._end_of_choice(hit.end)
        if choice > hit.end:
            return choice
        if hit.day is None:
            if self.timed is not None or (self.dated is not None and self.dated.clock is not None):
                return 0
            self.timed = hit
            return self._noted("range" if hit.is_range else "time", i, hit.end)
        if self.dated is not None or (self.timed is not None and (hit.clock or hit.is_range)):
            return 0
        self.dated = hit
        return self._noted("range" if meant.end_date else "date", i, hit.end)

    def _end_of_choice(self, j: int) -> int:
        """The token behind the alternatives to a date that ends before token j.

        "friday or monday", "at 5 or 6": one due date cannot hold them, so that they stay words together.
        """
        line = self.line
        while line.low[j] in {"or", "and"}:
            other = read_at(line, j + 1)
            if other is not None:
                j = other[0].end
            elif line.low[j] == "or" and line.number(j + 1) is not None:
                j += 2
            else:
                break
        return j

    def when(self) -> When:
        """What the dates, times and the recurrence say together."""
        hit, hours = self.dated, self.timed
        if self.recurrence is not None and self.recurrence.hours is not None and hours is None:
            hours = self.recurrence.hours
        if hit is not None and hours is not None and hit.clock is None and not hit.is_range:
            hit = hit._replace(clock=hours.clock, last_clock=hours.last_clock)
        named = hit or hours
        try:
            meant = None if named is None else resolve(self.line, named)
        except (ValueError, OverflowError):
            meant = None
        if self.recurrence is None:
            return When() if meant is None else When(*meant)
        start = meant.date if meant is not None and hit is not None else None
        return self._first_occurrence(self.recurrence, start, meant)

    def _first_occurrence(self, found: Recurrence, start: date | None, meant: Resolved | None) -> When:
        """The first occurrence from a day on, at the times that are meant."""
        start = start or found.start or self.line.options.now.date()
        first = found.pattern.first(start)
        rule = None if first is None else found.rule(first)
        if meant is None or first is None or rule is None:
            return When(first, rule=rule)
        if meant.end_date is None:
            return When(first, meant.time, rule=rule)
        return When(first, meant.time, first + (meant.end_date - meant.date), meant.end_time, rule)


def find_dates(
    text: str, *, now: datetime, prefer_future: bool, month_first: bool = True, week_start: int = 0
) -> DateMatch | None:
    """The first date, time or range of a text; the grammar of `parse` without the caution of a task's title.

    Here "for 5 minutes" is a time and no estimate, and "last week" a date.
    """
    line = Line(text, Options(now, prefer_future, month_first, week_start, quick=False))
    found = find(line)
    if found is None:
        return None
    i, hit, meant = found
    start, end = line.start[i], line.end[hit.end - 1]
    kind: SpanKind = "range" if meant.end_date else "date" if hit.day else "time"
    return DateMatch(*meant, Span(kind, start, end, text[start:end]))


def _title(text: str, spans: Sequence[Span]) -> str:
    """The text without what was understood; all of it, if nothing else is left."""
    taken = [span for span in spans if span.kind != "quoted"]
    if not taken:
        return " ".join(text.split())
    pieces: list[str] = []
    at = 0
    for span in taken:
        pieces.append(text[at : span.start])
        at = span.end
    pieces.append(text[at:])
    title = " ".join(" ".join(pieces).split())
    for brackets in _EMPTY_BRACKETS:
        title = title.replace(brackets, "")
    for mark in _MARKS_WITHOUT_SPACE:
        title = title.replace(mark, mark[1:])
    title = " ".join(title.split()).replace(",,", ",").strip(_LOOSE)
    return title if any(letter.isalnum() for letter in title) else " ".join(text.split())
