"""Wire shapes of the structure as a tree, and of the days of a calendar."""

from datetime import date, datetime
from typing import Literal

from pydantic import Field

from cairn.kit.http.schemas import Day, Input, Output
from cairn.planning.ids import AreaId, PillarId, ProjectId, TaskId
from cairn.planning.schemas.structure import ProjectStatus

Level = Literal["pillars", "areas", "projects", "tasks"]


class HierarchyQuery(Input):
    """How much of the tree to return."""

    depth: Level = "tasks"
    """The lowest level to list; lists below it are empty, their tasks are counted all the same."""
    open_only: bool = False
    """Leave out tasks that are done or cancelled and projects that are completed or cancelled; they are
    counted all the same."""


class Counted(Output):
    """The tasks at and below a place of the tree."""

    task_count: int
    """Tasks that are not cancelled."""
    done_count: int
    """Those of them that are done."""
    done_share: float | None
    """done_count / task_count, 0 to 1; null without tasks."""


class TaskNode(Output):
    """A task of the tree."""

    id: TaskId
    """The task."""
    title: str
    """What is to be done."""
    status: str
    """Where it stands."""
    priority: int
    """1 urgent, 2 high, 3 medium, 4 low."""
    due_date: date | None
    """The day on which it is due."""
    parent_id: TaskId | None
    """The task that it is a part of; both stand side by side here."""


class ProjectNode(Counted):
    """A project of the tree."""

    id: ProjectId
    """The project."""
    name: str
    """What it is called."""
    status: ProjectStatus
    """Where it stands."""
    priority: int
    """1 urgent, 2 high, 3 medium, 4 low."""
    due_date: date | None
    """Last day."""
    tasks: list[TaskNode]
    """Its tasks, by position."""


class AreaNode(Counted):
    """An area of the tree."""

    id: AreaId
    """The area."""
    name: str
    """What it is called."""
    slug: str
    """Short name, for `#area` in quick add."""
    importance: int
    """1 (least) to 5 (most)."""
    colour: str | None
    """Colour as #rrggbb."""
    icon: str | None
    """An emoji or the name of an icon."""
    projects: list[ProjectNode]
    """Its projects, by position."""
    tasks: list[TaskNode]
    """Its tasks without a project."""


class PillarNode(Counted):
    """A pillar of the tree."""

    id: PillarId
    """The pillar."""
    name: str
    """What it is called."""
    colour: str | None
    """Colour as #rrggbb."""
    icon: str | None
    """An emoji or the name of an icon."""
    areas: list[AreaNode]
    """The areas that rest on it, by position."""


class HierarchyOut(Counted):
    """Everything, each task once. What is archived, or below something archived, is left out."""

    pillars: list[PillarNode]
    """The pillars, by position."""
    areas: list[AreaNode]
    """Areas without a pillar."""
    projects: list[ProjectNode]
    """Projects without an area."""
    tasks: list[TaskNode]
    """Tasks without a project and without an area."""


class ScheduleQuery(Input):
    """Which days to return; both ends are included, at most 92 days."""

    first: Day = Field(alias="from")
    """First day."""
    last: Day = Field(alias="to")
    """Last day, at most 91 days after the first."""


class ScheduledTask(Output):
    """A task on a day."""

    task_id: TaskId
    """The task; of an expected occurrence, the open task of its series."""
    title: str
    """What is to be done."""
    status: str
    """Where it stands."""
    priority: int
    """1 urgent, 2 high, 3 medium, 4 low."""
    project_id: ProjectId | None
    """Its project."""
    area_id: AreaId | None
    """Its own area."""
    estimate_minutes: int | None
    """Effort expected, in minutes."""
    at: datetime | None
    """The instant it is due, where it is due on this day at a time."""
    is_due: bool
    """Whether this is the day it is due."""
    is_scheduled: bool
    """Whether this is the day it is planned to be done."""
    is_expected: bool
    """Whether it is a coming occurrence of a repeating task, which is no task yet."""


class ScheduleDay(Output):
    """The open tasks of one day of a calendar."""

    day: date
    """The local day."""
    tasks: list[ScheduledTask]
    """Tasks with a time first, in its order."""


class ScheduleOut(Output):
    """The days asked for, in order, those without tasks too."""

    timezone: str
    """IANA name of the zone that the days are in."""
    days: list[ScheduleDay]
    """One entry a day."""
