"""What is read from a line of text."""

from dataclasses import dataclass
from datetime import date, time
from typing import Literal

Date = date  # the fields of `DateMatch` bear the names of their types
Time = time

SpanKind = Literal[
    "area",
    "project",
    "tag",
    "priority",
    "estimate",
    "date",
    "time",
    "range",
    "scheduled",
    "recurrence",
    "quoted",
]


@dataclass(frozen=True, slots=True)
class Span:
    """A part of the text that was understood, or that is quoted and therefore was not read."""

    kind: SpanKind
    start: int
    """Offset of the first character in the text as it was given."""
    end: int
    """Offset behind the last character."""
    text: str


@dataclass(frozen=True, slots=True)
class QuickTask:
    """A task as one line of text describes it; None is what the line does not say."""

    title: str
    """What was not understood, with single spaces; the whole text if everything was understood."""
    area: str | None = None
    """One of the areas that the caller knows, in its spelling."""
    project: str | None = None
    """A project that the caller knows, in its spelling, or an unknown name as it was written."""
    tags: tuple[str, ...] = ()
    priority: int | None = None
    """1 (most urgent) to 4."""
    estimate_minutes: int | None = None
    """Whole minutes, at least 1."""
    due_date: date | None = None
    """Local day; with a recurrence, the day of its first occurrence; of a range, its first day."""
    due_time: time | None = None
    end_date: date | None = None
    """Last day of a range, included."""
    end_time: time | None = None
    scheduled_for: date | None = None
    """The day on which the person means to begin."""
    recurrence_rule: str | None = None
    """Value of an RFC 5545 RRULE; its DTSTART is `due_date` with `due_time`."""
    recurrence_mode: Literal["schedule", "after_completion"] | None = None
    """Whether the next occurrence is counted from the last due date or from the day of completion."""
    spans: tuple[Span, ...] = ()
    """In the order of the text, without overlaps."""


@dataclass(frozen=True, slots=True)
class DateMatch:
    """The first date or time of a text, or a range of two."""

    date: Date
    time: Time | None
    """None where the text names neither a time nor a part of the day."""
    end_date: Date | None
    end_time: Time | None
    span: Span
