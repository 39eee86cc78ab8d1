"""Wire shapes of the life structure: pillars, areas, projects."""

from datetime import date, datetime
from typing import Annotated, Literal

from pydantic import MISSING, Field, StringConstraints

from cairn.kit.http.paging import PageQuery
from cairn.kit.http.schemas import Day, Input, Output, OwnedOut, Patch
from cairn.kit.text import Line, Prose, Slug
from cairn.planning.ids import AreaId, PillarId, ProjectId

Share = Annotated[float, Field(ge=0, le=1, allow_inf_nan=False)]
"""A share, 0 to 1, both ends allowed."""
Importance = Annotated[int, Field(ge=1, le=5)]
Priority = Annotated[int, Field(ge=1, le=4)]
Minutes = Annotated[int, Field(ge=0, le=100_000)]
Position = Annotated[int, Field(ge=0, le=1_000_000)]
Colour = Annotated[str, StringConstraints(pattern=r"^#[0-9a-fA-F]{6}$")]
Icon = Annotated[str, StringConstraints(min_length=1, max_length=32)]
ProjectStatus = Literal["planning", "active", "on_hold", "completed", "cancelled"]
UncompletedStatus = Literal["planning", "active", "on_hold", "cancelled"]


class PillarCreate(Input):
    """A pillar to add."""

    name: Line
    """What it is called."""
    vision: Prose | None = None
    """What life looks like when this pillar stands firm."""
    target_share: Share | None = None
    """Share of time or effort aimed at, 0 to 1."""
    alignment_strength: Share | None = None
    """How much you stand behind it now, 0 to 1."""
    colour: Colour | None = None
    """Colour as #rrggbb."""
    icon: Icon | None = None
    """An emoji or the name of an icon."""
    position: Position = 0
    """Place in lists, ascending."""


class PillarPatch(Patch):
    """What to change of a pillar."""

    name: Line | MISSING = MISSING
    """What it is called."""
    vision: Prose | None | MISSING = MISSING
    """What life looks like when this pillar stands firm."""
    target_share: Share | None | MISSING = MISSING
    """Share of time or effort aimed at, 0 to 1."""
    alignment_strength: Share | None | MISSING = MISSING
    """How much you stand behind it now, 0 to 1."""
    colour: Colour | None | MISSING = MISSING
    """Colour as #rrggbb."""
    icon: Icon | None | MISSING = MISSING
    """An emoji or the name of an icon."""
    position: Position | MISSING = MISSING
    """Place in lists, ascending."""


class PillarOut(OwnedOut):
    """A pillar."""

    name: str
    """What it is called."""
    vision: str | None
    """What life looks like when this pillar stands firm."""
    target_share: float | None
    """Share of time or effort aimed at, 0 to 1."""
    alignment_strength: float | None
    """How much its person stands behind it now, 0 to 1."""
    colour: str | None
    """Colour as #rrggbb."""
    icon: str | None
    """An emoji or the name of an icon."""
    position: int
    """Place in lists, ascending."""
    area_count: int
    """How many areas rest on it."""


class AreaCreate(Input):
    """An area to add."""

    name: Line
    """What it is called."""
    slug: Slug | None = None
    """Short name for `#area` in quick add, unique; made from the name when absent."""
    pillar_id: PillarId | None = None
    """The pillar that it rests on."""
    description: Prose | None = None
    """What belongs to it."""
    importance: Importance = 3
    """1 (least) to 5 (most)."""
    target_share: Share | None = None
    """Share of time or effort aimed at, 0 to 1."""
    point_factor: Annotated[float, Field(ge=1, le=1.3, allow_inf_nan=False)] = 1.0
    """Multiplier of points, 1.0 to 1.3."""
    sub_categories: Annotated[list[Line], Field(max_length=50)] = []
    """Names of its parts."""
    is_work: bool = False
    """Whether it is worked on in working hours."""
    colour: Colour | None = None
    """Colour as #rrggbb."""
    icon: Icon | None = None
    """An emoji or the name of an icon."""
    position: Position = 0
    """Place in lists, ascending."""


class AreaPatch(Patch):
    """What to change of an area."""

    name: Line | MISSING = MISSING
    """What it is called."""
    slug: Slug | MISSING = MISSING
    """Short name for `#area` in quick add, unique."""
    pillar_id: PillarId | None | MISSING = MISSING
    """The pillar that it rests on."""
    description: Prose | None | MISSING = MISSING
    """What belongs to it."""
    importance: Importance | MISSING = MISSING
    """1 (least) to 5 (most)."""
    target_share: Share | None | MISSING = MISSING
    """Share of time or effort aimed at, 0 to 1."""
    point_factor: Annotated[float, Field(ge=1, le=1.3, allow_inf_nan=False)] | MISSING = MISSING
    """Multiplier of points, 1.0 to 1.3."""
    sub_categories: Annotated[list[Line], Field(max_length=50)] | MISSING = MISSING
    """Names of its parts."""
    is_work: bool | MISSING = MISSING
    """Whether it is worked on in working hours."""
    colour: Colour | None | MISSING = MISSING
    """Colour as #rrggbb."""
    icon: Icon | None | MISSING = MISSING
    """An emoji or the name of an icon."""
    position: Position | MISSING = MISSING
    """Place in lists, ascending."""


class AreaOut(OwnedOut):
    """An area of life."""

    name: str
    """What it is called."""
    slug: str
    """Short name, for `#area` in quick add."""
    pillar_id: PillarId | None
    """The pillar that it rests on."""
    description: str | None
    """What belongs to it."""
    importance: int
    """1 (least) to 5 (most)."""
    target_share: float | None
    """Share of time or effort aimed at, 0 to 1."""
    point_factor: float
    """Multiplier of points, 1.0 to 1.3."""
    sub_categories: list[str]
    """Names of its parts."""
    is_work: bool
    """Whether it is worked on in working hours."""
    colour: str | None
    """Colour as #rrggbb."""
    icon: str | None
    """An emoji or the name of an icon."""
    position: int
    """Place in lists, ascending."""
    open_task_count: int
    """Open tasks that have it as their own area."""


class AreaQuery(PageQuery):
    """Which areas to list."""

    pillar_id: PillarId | None = None
    """Only those that rest on this pillar."""
    archived: bool = False
    """Show the archived ones instead."""
    sort: Literal["position", "name", "importance", "created"] = "position"
    """`importance` and `created` descend."""


class ProjectCreate(Input):
    """A project to add."""

    name: Line
    """What it is called."""
    area_id: AreaId | None = None
    """The area that it belongs to."""
    description: Prose | None = None
    """What it is about, in Markdown."""
    status: UncompletedStatus = "active"
    """Where it stands. Complete it to have it completed."""
    priority: Priority = 3
    """1 urgent, 2 high, 3 medium, 4 low."""
    importance: Importance = 3
    """1 (least) to 5 (most)."""
    impact: Importance = 3
    """Expected effect on its area, 1 (least) to 5 (most)."""
    start_date: Day | None = None
    """First day."""
    due_date: Day | None = None
    """Last day; not before the first."""
    estimate_minutes: Annotated[int, Field(ge=0, le=10_000_000)] | None = None
    """Effort expected, in minutes."""
    position: Position = 0
    """Place in lists, ascending."""


class ProjectPatch(Patch):
    """What to change of a project."""

    name: Line | MISSING = MISSING
    """What it is called."""
    area_id: AreaId | None | MISSING = MISSING
    """The area that it belongs to."""
    description: Prose | None | MISSING = MISSING
    """What it is about, in Markdown."""
    status: ProjectStatus | MISSING = MISSING
    """Where it stands; `completed` completes it and another reopens a completed one, as `/complete` and
    `/reopen` do."""
    priority: Priority | MISSING = MISSING
    """1 urgent, 2 high, 3 medium, 4 low."""
    importance: Importance | MISSING = MISSING
    """1 (least) to 5 (most)."""
    impact: Importance | MISSING = MISSING
    """Expected effect on its area, 1 (least) to 5 (most)."""
    start_date: Day | None | MISSING = MISSING
    """First day."""
    due_date: Day | None | MISSING = MISSING
    """Last day; not before the first."""
    estimate_minutes: Annotated[int, Field(ge=0, le=10_000_000)] | None | MISSING = MISSING
    """Effort expected, in minutes."""
    position: Position | MISSING = MISSING
    """Place in lists, ascending."""


class ProjectOut(OwnedOut):
    """A project."""

    name: str
    """What it is called."""
    area_id: AreaId | None
    """The area that it belongs to."""
    description: str | None
    """What it is about, in Markdown."""
    status: ProjectStatus
    """Where it stands."""
    priority: int
    """1 urgent, 2 high, 3 medium, 4 low."""
    importance: int
    """1 (least) to 5 (most)."""
    impact: int
    """Expected effect on its area, 1 (least) to 5 (most)."""
    start_date: date | None
    """First day."""
    due_date: date | None
    """Last day."""
    estimate_minutes: int | None
    """Effort expected, in minutes."""
    completed_at: datetime | None
    """When it was completed."""
    position: int
    """Place in lists, ascending."""
    task_count: int
    """Its tasks that are not cancelled."""
    done_count: int
    """Its tasks that are done."""


class CompletedProjectOut(ProjectOut):
    """A project that is completed, and what that brought."""

    earned_alignment: int
    """Alignment points that this completion earned."""


class ReopenedProjectOut(ProjectOut):
    """A project that is under way again, and what of its completion was taken back."""

    taken_back_alignment: int
    """Alignment points that were taken back."""


class ProjectQuery(PageQuery):
    """Which projects to list."""

    area_id: AreaId | None = None
    """Only those of this area."""
    status: Annotated[list[ProjectStatus], Field(max_length=5)] | None = None
    """Only those in one of these states."""
    archived: bool = False
    """Show the archived ones instead."""
    q: Annotated[str, Field(min_length=1, max_length=200)] | None = None
    """Only those whose name contains this text."""
    sort: Literal["position", "name", "due", "priority", "created"] = "position"
    """`due` puts projects without a date last; `created` descends."""


class PillarQuery(PageQuery):
    """Which pillars to list."""

    archived: bool = False
    """Show the archived ones instead."""
    sort: Literal["position", "name", "created"] = "position"
    """`created` descends."""


class HealthPartsOut(Output):
    """The parts of a project's health, each 0 (bad) to 1 (good), null where nothing is known."""

    schedule: float | None
    """Share done / share of the time elapsed, at most 1; needs a due date."""
    overdue: float | None
    """1 - open overdue tasks / tasks due until today."""
    blockers: float | None
    """1 - blocked tasks / max(3, half of the open tasks)."""
    activity: float | None
    """2^(-days since the last work on it / 10)."""
    scope: float | None
    """1 - tasks added in 14 days / tasks open 14 days ago; null for a younger project."""
    estimates: float | None
    """Mean of min/max of actual and estimated minutes of its done tasks."""


class HealthSampleOut(Output):
    """How much the numbers rest on."""

    tasks: int
    """Tasks that are not cancelled."""
    open_tasks: int
    """Tasks that are neither done nor cancelled."""
    blocked_tasks: int
    """Open tasks that wait for something."""
    due_to_date: int
    """Tasks due today or earlier, done or not."""
    overdue: int
    """Open tasks whose due day has passed."""
    open_14_days_ago: int | None
    """Tasks that were open 14 days ago; null for a younger project."""
    added_in_14_days: int
    """Tasks added since then."""
    estimated_tasks: int
    """Done tasks with an estimate and a known effort."""
    last_activity_at: datetime | None
    """When a task was last added or done, or time last spent."""


class ProjectHealthOut(Output):
    """Health of a project, with its parts and what they rest on."""

    project_id: ProjectId
    """The project."""
    score: float | None
    """0 to 100: the weighted mean of the parts that are known; null where none is."""
    band: Literal["excellent", "healthy", "stable", "at_risk", "critical"] | None
    """From 85, 70, 55, 40, and below; null without a score."""
    colour: Literal["green", "yellow", "red"] | None
    """Green from 70, yellow from 40; null without a score."""
    parts: HealthPartsOut
    """The parts of the score."""
    weights: HealthPartsOut
    """What each part weighs; the weights of unknown parts are shared among the others."""
    sample: HealthSampleOut
    """How much the numbers rest on."""
    algorithm_version: str
    """Name of the formula."""
