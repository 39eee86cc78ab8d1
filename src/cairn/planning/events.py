"""What planning tells the domains above it, inside the transaction in which it happens."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from cairn.planning.ids import AreaId, ProjectId, TaskId
from cairn.planning.models import Task


@dataclass(frozen=True, slots=True)
class TaskEvent:
    """What every event of a task carries."""

    task_id: TaskId
    project_id: ProjectId | None
    """Its project after the event."""
    area_id: AreaId | None
    """Its own area after the event, not its project's."""


@dataclass(frozen=True, slots=True)
class TaskCreated(TaskEvent):
    """A task was added, by a person or as the next of a series."""

    previous_id: TaskId | None
    """The occurrence that it follows in a series."""


@dataclass(frozen=True, slots=True)
class TasksAdded:
    """Many tasks were added at once, with no event for each; nothing can point at them yet."""

    project_ids: frozenset[ProjectId]
    """The projects that they are part of."""


@dataclass(frozen=True, slots=True)
class TaskChanged(TaskEvent):
    """Columns of a task changed; completion and reopening have events of their own."""

    fields: frozenset[str]
    """The columns that were written, `deleted_at` when it came back from the trash."""
    former_project_id: ProjectId | None
    """Its project before the event."""


@dataclass(frozen=True, slots=True)
class TaskRemoved(TaskEvent):
    """A task went to the trash."""


@dataclass(frozen=True, slots=True)
class TaskCompleted(TaskEvent):
    """A task is done."""

    completed_at: datetime
    completed_on: date
    """The person's day of completion."""
    points: int
    """What it earned."""
    next_task_id: TaskId | None
    """The next task of its series."""


@dataclass(frozen=True, slots=True)
class TaskReopened(TaskEvent):
    """A done task is open again, or cancelled after all."""

    points: int
    """What was taken back."""


@dataclass(frozen=True, slots=True)
class ProjectMoved:
    """A project went to the trash or came back from it, and with it its tasks' part in what it counts for."""

    project_id: ProjectId


def changed(after: Task, fields: Iterable[str], before: Task | None = None) -> TaskChanged:
    """Return the event of columns of a task that were written; `before` is needed where it moved."""
    former = (before or after).project_id
    return TaskChanged(
        **about(after),
        fields=frozenset(fields),
        former_project_id=None if former is None else ProjectId(former),
    )


def about(task: Task, task_id: UUID | None = None) -> dict[str, Any]:
    """Return what every event of a task carries; a task not yet written needs its id."""
    return {"task_id": task_id or task.id, "project_id": task.project_id, "area_id": task.area_id}
