"""Wire shapes of the time that is spent, and of the timer."""

from datetime import date, datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import MISSING, Field

from cairn.kit.http.paging import CursorQuery
from cairn.kit.http.schemas import Day, Input, Instant, Output, OwnedOut, Patch
from cairn.kit.text import Prose
from cairn.planning.ids import AreaId, PillarId, ProjectId

TimeKind = Literal["focused", "collaborative", "meeting", "break", "planning"]
EntityKind = Literal["task", "project", "area", "pillar"]
Energy = Annotated[int, Field(ge=1, le=10)]


class TimerStart(Input):
    """What to start working on."""

    entity_id: UUID
    """The task, project, area or pillar."""
    kind: TimeKind = "focused"
    """How it is worked on."""
    started_at: Instant | None = None
    """When it began, where that was earlier than now."""
    switch: bool = False
    """Stop a timer that runs and start this one, instead of refusing."""


class TimerPause(Input):
    """Why the work pauses."""

    interrupted: bool = False
    """Whether something else broke in, instead of a pause by choice."""


class TimerStop(Input):
    """How the work went."""

    energy: Energy | None = None
    """Energy afterwards, 1 (none) to 10 (full)."""
    productivity: Energy | None = None
    """How well it went, 1 to 10."""
    notes: Prose | None = None
    """What there is to say about it."""


class TimeEntryCreate(Input):
    """Time that was spent. It may overlap with other entries."""

    entity_id: UUID
    """The task, project, area or pillar."""
    started_at: Instant
    """When it began, not in the future."""
    ended_at: Instant
    """When it ended, not before it began. An entry that is still open comes from the timer."""
    kind: TimeKind = "focused"
    """How it was worked on."""
    energy: Energy | None = None
    """Energy afterwards, 1 (none) to 10 (full)."""
    productivity: Energy | None = None
    """How well it went, 1 to 10."""
    notes: Prose | None = None
    """What there is to say about it."""


class TimeEntryPatch(Patch):
    """What to change of a time entry."""

    entity_id: UUID | MISSING = MISSING
    """The task, project, area or pillar."""
    started_at: Instant | MISSING = MISSING
    """When it began; its day is determined anew, in the zone that was fixed with it."""
    ended_at: Instant | MISSING = MISSING
    """When it ended; refused while its timer runs."""
    kind: TimeKind | MISSING = MISSING
    """How it was worked on."""
    energy: Energy | None | MISSING = MISSING
    """Energy afterwards, 1 (none) to 10 (full)."""
    productivity: Energy | None | MISSING = MISSING
    """How well it went, 1 to 10."""
    notes: Prose | None | MISSING = MISSING
    """What there is to say about it."""


class TimeEntryOut(OwnedOut):
    """A stretch of time spent on something."""

    entity_id: UUID
    """The task, project, area or pillar."""
    entity_kind: EntityKind
    """What it is."""
    entity_name: str
    """Its title or name."""
    started_at: datetime
    """When it began."""
    ended_at: datetime | None
    """When it ended; null while its timer runs."""
    minutes: float | None
    """Its length in minutes; null while its timer runs."""
    kind: TimeKind
    """How it was worked on."""
    energy: int | None
    """Energy afterwards, 1 (none) to 10 (full)."""
    productivity: int | None
    """How well it went, 1 to 10."""
    notes: str | None
    """What there is to say about it."""
    local_date: date
    """The day it began on, fixed when it was written."""
    timezone: str
    """IANA name of the zone of that day."""


class TimeEntryQuery(CursorQuery):
    """Which time entries to list, the latest beginning first."""

    entity_id: UUID | None = None
    """Only those of this task, project, area or pillar itself."""
    first: Day | None = Field(None, alias="from")
    """Only those of this day or later."""
    last: Day | None = Field(None, alias="to")
    """Only those of this day or earlier."""
    kind: TimeKind | None = None
    """Only those of this kind."""


class TimerOut(Output):
    """What the timer does."""

    state: Literal["stopped", "running", "paused"]
    """Whether time is being taken."""
    entry: TimeEntryOut | None
    """The open entry of a running timer; of a paused one, the entry that the pause ended."""


class SpanQuery(Input):
    """Which days to sum up; both ends are included, at most 366 days."""

    first: Day = Field(alias="from")
    """First day."""
    last: Day = Field(alias="to")
    """Last day, at most 365 days after the first."""


class KindMinutes(Output):
    """Time of one kind."""

    kind: TimeKind
    """How it was worked on."""
    minutes: float
    """Minutes altogether."""


class PillarMinutes(Output):
    """Time for one pillar."""

    pillar_id: PillarId | None
    """The pillar; null for what rests on none."""
    name: str | None
    """What it is called."""
    minutes: float
    """Minutes altogether, breaks not counted."""


class AreaMinutes(Output):
    """Time in one area."""

    area_id: AreaId | None
    """The area; null for what is in none."""
    name: str | None
    """What it is called."""
    minutes: float
    """Minutes altogether, breaks not counted."""


class ProjectMinutes(Output):
    """Time for one project."""

    project_id: ProjectId | None
    """The project; null for what is part of none."""
    name: str | None
    """What it is called."""
    minutes: float
    """Minutes altogether, breaks not counted."""


class DayMinutes(Output):
    """Time of one day."""

    day: date
    """The local day, as it was fixed with each entry."""
    minutes: float
    """Minutes altogether, breaks not counted."""


class BehaviourOut(Output):
    """How somebody worked; every number is null where there is nothing to count."""

    focus_minutes: float | None
    """Minutes of focused entries of at least 10 minutes each."""
    work_minutes: float | None
    """Minutes of all entries but breaks; those that overlap count twice."""
    context_switches: int | None
    """Starts on something else within 5 minutes after stopping."""
    interruptions: int | None
    """Gaps of 1 to 60 minutes after which the same thing was taken up again."""
    breaks: int | None
    """Gaps of 3 to 60 minutes between any two entries."""
    estimation_accuracy: float | None
    """Mean of min/max of actual and estimated minutes of the tasks that were done: 1 is exact."""
    entries: int
    """Entries that the numbers rest on."""
    estimated_tasks: int
    """Tasks done in these days that have an estimate and a known effort."""
    algorithm_version: str
    """Name of the formulas."""


class TimeSummaryOut(Output):
    """Where the time went. A timer that runs counts until now."""

    first: date
    """First day."""
    last: date
    """Last day."""
    minutes: float
    """Minutes altogether, breaks not counted."""
    by_kind: list[KindMinutes]
    """Most first; breaks have a kind of their own."""
    by_pillar: list[PillarMinutes]
    """Most first."""
    by_area: list[AreaMinutes]
    """Most first; a task counts in its own area, else in its project's."""
    by_project: list[ProjectMinutes]
    """Most first."""
    by_day: list[DayMinutes]
    """In order, days without entries left out."""
    behaviour: BehaviourOut
    """How it was worked."""
