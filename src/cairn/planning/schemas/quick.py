"""Wire shapes of quick add."""

from datetime import date, datetime
from typing import Annotated

from pydantic import StringConstraints

from cairn.kit.http.schemas import Input, Instant, Output
from cairn.planning.ids import AreaId, ProjectId
from cairn.planning.quickadd import SpanKind
from cairn.planning.recurrence import RepeatMode
from cairn.planning.schemas.tasks import TaskOut

# Not trimmed: the offsets in the answer are those of the text as it was sent.
QuickText = Annotated[str, StringConstraints(min_length=1, max_length=500, pattern=r"\S")]


class QuickAdd(Input):
    """A task in one line."""

    text: QuickText
    """What to do, with what there is to say about it: `Call Eva friday 3pm #love @Garden !2 30min`."""
    dry_run: bool = False
    """Only read the text, write nothing: for showing what is understood while it is typed."""
    said_at: Instant | None = None
    """When it was said, where that was earlier, at most 30 days ago: "tomorrow" is the day after that. For
    what was written without a connection."""


class SpanOut(Output):
    """A part of the text."""

    kind: SpanKind
    """What it says; `quoted` is text that is left as it is."""
    start: int
    """Offset of its first character in the text, counting Unicode code points from 0."""
    end: int
    """Offset behind its last character."""
    text: str
    """The part itself."""


class QuickDraftOut(Output):
    """The task as the text describes it; null is what it does not say."""

    title: str
    """What was not understood otherwise."""
    area_id: AreaId | None
    """The area."""
    project_id: ProjectId | None
    """The project."""
    tags: list[str]
    """Labels."""
    priority: int | None
    """1 urgent, 2 high, 3 medium, 4 low."""
    estimate_minutes: int | None
    """Effort expected in minutes; of a span of hours, its length."""
    due_date: date | None
    """Your day on which it is due; of a span of days, the last one."""
    due_at: datetime | None
    """The moment at which it is due, where a time is named."""
    scheduled_for: date | None
    """The day on which you mean to begin; of a span of days, the first one."""
    recurrence_rule: str | None
    """Value of an RFC 5545 RRULE."""
    recurrence_mode: RepeatMode | None
    """Whether the next date is counted from the series or from the day of completion."""


class QuickOut(Output):
    """What was read and, unless it was a dry run, the task that was made of it."""

    task: TaskOut | None
    """The new task; null after a dry run."""
    draft: QuickDraftOut
    """What the text says."""
    understood: list[SpanOut]
    """The parts that were understood, in the order of the text, without overlaps."""
    unresolved: list[SpanOut]
    """Parts that name something that is not there, such as an unknown project; they stay in the title."""
