"""Wire shapes of tasks."""

from datetime import date, datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from pydantic import MISSING, Field, StringConstraints

from cairn.kit.http.paging import PageQuery
from cairn.kit.http.schemas import Day, Input, Instant, Output, OwnedOut, Patch, ZoneName
from cairn.kit.text import Line, Prose, Tag, Tags
from cairn.planning.ids import AreaId, ProjectId, TaskId
from cairn.planning.recurrence import RepeatMode
from cairn.planning.schemas.structure import Minutes, Position, Priority

TaskStatus = Literal["backlog", "todo", "in_progress", "blocked", "on_hold", "in_review", "done", "cancelled"]
OpenStatus = Literal["backlog", "todo", "in_progress", "blocked", "on_hold", "in_review"]
Energy = Annotated[int, Field(ge=1, le=10)]
StoryPoints = Annotated[int, Field(ge=0, le=100)]
RuleText = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=600)]


class TaskCreate(Input):
    """A task to add."""

    title: Line
    """What to do."""
    description: Prose | None = None
    """More about it, in Markdown."""
    area_id: AreaId | None = None
    """Its own area; absent in a sub-task, the parent's."""
    project_id: ProjectId | None = None
    """The project that it is part of; absent in a sub-task, the parent's."""
    parent_id: TaskId | None = None
    """The task that it is a part of."""
    sub_category: Line | None = None
    """One of the parts of its area."""
    priority: Priority = 3
    """1 urgent, 2 high, 3 medium, 4 low."""
    status: OpenStatus = "todo"
    """Where it stands. A new task is open; complete it to have it done."""
    blocked_reason: Prose | None = None
    """What it waits for; only with the status `blocked`."""
    tags: Tags = []
    """Labels, up to 50, trimmed. Two that differ in case only are one, in the first spelling."""
    due_date: Day | None = None
    """Your day on which it is due; with `due_at`, leave it out or send the day of that moment."""
    due_at: Instant | None = None
    """The moment at which it is due, where a time of day matters; sets `due_date`."""
    timezone: ZoneName | None = None
    """Zone in which `due_at` is meant; yours when absent. A repeated time of day is kept in it."""
    scheduled_for: Day | None = None
    """The day on which you mean to do it."""
    story_points: StoryPoints | None = None
    """Size in story points, 0 to 100."""
    estimate_minutes: Minutes | None = None
    """Effort expected, in minutes."""
    actual_minutes_override: Minutes | None = None
    """Effort taken in minutes, where the recorded time does not say it."""
    recurrence_rule: RuleText | None = None
    """Value of an RFC 5545 RRULE without DTSTART, such as FREQ=WEEKLY;BYDAY=MO. The series begins on the
    due day, else on the scheduled day; without both the first day of the rule from today on becomes the
    due day."""
    recurrence_mode: RepeatMode | None = None
    """Count the next date from the series (`schedule`, the default) or from the day of completion."""
    energy_needed: Energy | None = None
    """Energy that it takes, 1 to 10."""
    energy_start: Energy | None = None
    """Your energy when you began, 1 to 10."""
    position: Position = 0
    """Place in lists, ascending."""


class TaskPatch(Patch):
    """What to change of a task."""

    title: Line | MISSING = MISSING
    """What to do."""
    description: Prose | None | MISSING = MISSING
    """More about it, in Markdown."""
    area_id: AreaId | None | MISSING = MISSING
    """Its own area."""
    project_id: ProjectId | None | MISSING = MISSING
    """The project that it is part of."""
    parent_id: TaskId | None | MISSING = MISSING
    """The task that it is a part of; not itself nor one of its own parts."""
    sub_category: Line | None | MISSING = MISSING
    """One of the parts of its area."""
    priority: Priority | MISSING = MISSING
    """1 urgent, 2 high, 3 medium, 4 low."""
    status: TaskStatus | MISSING = MISSING
    """Where it stands. `done` does what `/complete` does; leaving `done`, what `/reopen` does."""
    blocked_reason: Prose | None | MISSING = MISSING
    """What it waits for; only with the status `blocked`, and gone when that ends."""
    tags: Tags | MISSING = MISSING
    """Labels, up to 50, trimmed; they replace the present ones."""
    due_date: Day | None | MISSING = MISSING
    """Your day on which it is due. Alone it moves `due_at` along, at the same time of day; null ends both."""
    due_at: Instant | None | MISSING = MISSING
    """The moment at which it is due; sets `due_date`. Null leaves the day and drops the time."""
    timezone: ZoneName | None | MISSING = MISSING
    """Zone in which `due_at` is meant."""
    scheduled_for: Day | None | MISSING = MISSING
    """The day on which you mean to do it."""
    story_points: StoryPoints | None | MISSING = MISSING
    """Size in story points, 0 to 100."""
    estimate_minutes: Minutes | None | MISSING = MISSING
    """Effort expected, in minutes."""
    actual_minutes_override: Minutes | None | MISSING = MISSING
    """Effort taken in minutes, where the recorded time does not say it."""
    recurrence_rule: RuleText | None | MISSING = MISSING
    """Value of an RFC 5545 RRULE without DTSTART; a new one starts a new series. Null ends the series."""
    recurrence_mode: RepeatMode | MISSING = MISSING
    """Count the next date from the series (`schedule`) or from the day of completion."""
    energy_needed: Energy | None | MISSING = MISSING
    """Energy that it takes, 1 to 10."""
    energy_start: Energy | None | MISSING = MISSING
    """Your energy when you began, 1 to 10."""
    energy_end: Energy | None | MISSING = MISSING
    """Your energy when it was done, 1 to 10."""
    position: Position | MISSING = MISSING
    """Place in lists, ascending."""


class TaskOut(OwnedOut):
    """A task."""

    deleted_at: datetime | None
    """Since when it is in the trash, or null."""
    title: str
    """What to do."""
    description: str | None
    """More about it, in Markdown."""
    area_id: AreaId | None
    """Its own area."""
    effective_area_id: AreaId | None
    """Its own area, else that of its project."""
    project_id: ProjectId | None
    """The project that it is part of."""
    parent_id: TaskId | None
    """The task that it is a part of."""
    sub_category: str | None
    """One of the parts of its area."""
    priority: int
    """1 urgent, 2 high, 3 medium, 4 low."""
    status: TaskStatus
    """Where it stands."""
    blocked_reason: str | None
    """What it waits for, in words."""
    blocked_by: list[TaskId]
    """The open tasks that have to be closed first."""
    is_ready: bool
    """Whether it waits for no other task. A task can be ready and still have the status `blocked`."""
    tags: list[str]
    """Labels."""
    due_date: date | None
    """The day on which it is due, as its person counts days."""
    due_at: datetime | None
    """The moment at which it is due, where a time of day matters."""
    timezone: str | None
    """Zone in which `due_at` is meant."""
    scheduled_for: date | None
    """The day on which its person means to do it."""
    story_points: int | None
    """Size in story points."""
    estimate_minutes: int | None
    """Effort expected, in minutes."""
    actual_minutes: int | None
    """Effort taken in minutes: what its person said, else the recorded time; null where neither is there."""
    actual_minutes_override: int | None
    """Effort taken as its person said it, in minutes."""
    recurrence_rule: str | None
    """Value of an RFC 5545 RRULE."""
    recurrence_mode: RepeatMode | None
    """What the next date is counted from."""
    recurrence_start: date | None
    """First day of the series."""
    recurrence_text: str | None
    """The rule in words, such as "every week on Monday"."""
    previous_id: TaskId | None
    """The occurrence whose completion made this one."""
    rollover_count: int
    """How often its scheduled day ended with it undone."""
    energy_needed: int | None
    """Energy that it takes, 1 to 10."""
    energy_start: int | None
    """Energy when it was begun, 1 to 10."""
    energy_end: int | None
    """Energy when it was done, 1 to 10."""
    completed_at: datetime | None
    """When it was done."""
    completed_on: date | None
    """The day on which it was done, as its person counted days then."""
    completion_count: int
    """How often it was completed, reopened completions included."""
    open_subtask_count: int
    """How many of its direct parts are open."""
    position: int
    """Place in lists, ascending."""


class TaskComplete(Input):
    """What to record with the completion."""

    energy_end: Energy | None = None
    """Your energy now, 1 to 10."""


class CompletedTaskOut(TaskOut):
    """A task that is done, and what its completion brought."""

    earned_points: int
    """Points that this completion earned; 0 where it earned none."""
    next_task_id: TaskId | None
    """The next task of the series, or null."""


class ReopenedTaskOut(TaskOut):
    """A task that is open again, and what of its completion was taken back."""

    taken_back_points: int
    """Points that were taken back."""
    removed_task_id: TaskId | None
    """The next task of the series, which nobody had touched and which went to the trash."""
    kept_task_id: TaskId | None
    """The next task of the series, which was worked on or changed and therefore stays."""


class TaskQuery(PageQuery):
    """Which tasks to list."""

    status: Annotated[list[TaskStatus], Field(max_length=8)] | None = None
    """Only those in one of these states."""
    open: bool | None = None
    """Only those that are (true) or are not (false) still to be done."""
    project_id: ProjectId | None = None
    """Only those of this project."""
    area_id: AreaId | None = None
    """Only those of this area: their own, else their project's."""
    parent_id: TaskId | None = None
    """Only the direct parts of this task."""
    tag: Annotated[list[Tag], Field(max_length=20)] | None = None
    """Only those that have all of these tags, in any case."""
    priority: Annotated[list[Priority], Field(max_length=4)] | None = None
    """Only those of one of these priorities."""
    due_on: Day | None = None
    """Only those due on this day."""
    due_before: Day | None = None
    """Only those due before this day, which is not included."""
    due_after: Day | None = None
    """Only those due after this day, which is not included."""
    overdue: bool | None = None
    """Only the open ones that were due before today (true), or all others (false)."""
    no_due: bool | None = None
    """Only those without (true) or with (false) a due date."""
    scheduled_on: Day | None = None
    """Only those planned for this day."""
    scheduled_before: Day | None = None
    """Only those planned for a day before this one."""
    q: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=200)] | None = None
    """Only those whose title or description has a word beginning with each of these words."""
    ready: bool | None = None
    """Only those that wait for no other task (true), or that do (false)."""
    archived: bool = False
    """Show the archived ones instead."""
    deleted: bool = False
    """Show the trash instead, archived or not."""
    sort: Literal["due", "priority", "created", "updated", "title", "position", "completed"] = "due"
    """`created`, `updated` and `completed` descend; `due` puts tasks without a date last."""


class DependencyCreate(Input):
    """What a task has to wait for."""

    blocked_by_id: TaskId
    """The task that has to be closed first."""


class TaskRefOut(Output):
    """A task at the other end of a dependency."""

    id: TaskId
    """The task."""
    title: str
    """What to do."""
    status: TaskStatus
    """Where it stands."""
    is_open: bool
    """Whether it is still to be done, and thus holds up what waits for it."""


class DependenciesOut(Output):
    """What a task waits for, and what waits for it. The trash is left out."""

    blocked_by: list[TaskRefOut]
    """The tasks that have to be closed first, in the order in which they were added."""
    blocks: list[TaskRefOut]
    """The tasks that wait for it."""


class TaskEventOut(Output):
    """Something that happened to a task."""

    id: UUID
    """Time-ordered id of the event."""
    created_at: datetime
    """When it happened."""
    actor_id: UUID | None
    """Who did it; null for the system."""
    action: str
    """What happened: create, update, complete, reopen, archive, restore, delete, …."""
    changes: dict[str, list[Any]] | None
    """Changed field to [before, after]; a person's own words are not kept, only that they changed."""
