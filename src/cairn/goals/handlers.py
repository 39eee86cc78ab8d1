"""What goals do when something happens to a task, project, habit or metric.

All of it happens inside the transaction of the change. The task's row is locked by then, the lock of goals
comes after it, and nobody who holds that lock asks for a task: so no two changes wait for each other.
"""

from uuid import UUID

from cairn.goals.service.parts import follow_series
from cairn.goals.service.standing import recompute_linked, snapshot_goals
from cairn.identity.days import DayTurned
from cairn.identity.people import person
from cairn.kit.db.work import Work
from cairn.kit.events import on
from cairn.planning.events import (
    ProjectMoved,
    TaskChanged,
    TaskCompleted,
    TaskCreated,
    TaskEvent,
    TaskRemoved,
    TaskReopened,
    TasksAdded,
)
from cairn.tracking.events import TrackedChanged

_TELLING = frozenset({"status", "story_points", "project_id", "deleted_at"})


async def follow_task(work: Work, event: TaskEvent) -> None:
    """Recompute the goals that the task or its project counts towards."""
    await recompute_linked(work, _places(event))


_EVENTS: tuple[type[TaskEvent], ...] = (TaskRemoved, TaskCompleted, TaskReopened)
for _kind in _EVENTS:
    on(_kind)(follow_task)


@on(TaskCreated)
async def follow_new(work: Work, event: TaskCreated) -> None:
    """Link the next of a series as the one before it, and recompute the goals of a new task's project."""
    linked = event.previous_id is not None and await follow_series(work, event.previous_id, event.task_id)
    if linked or event.project_id is not None:
        await recompute_linked(work, _places(event))


@on(ProjectMoved)
async def follow_project(work: Work, event: ProjectMoved) -> None:
    """Recompute the goals that a project counts towards, in the trash or out of it."""
    await recompute_linked(work, [event.project_id])


@on(TaskChanged)
async def follow_change(work: Work, event: TaskChanged) -> None:
    """Recompute the goals of the task, and of the project that it came from."""
    if _TELLING & event.fields:
        places = _places(event)
        if event.former_project_id is not None:
            places.append(event.former_project_id)
        await recompute_linked(work, places)


@on(TasksAdded)
async def follow_many(work: Work, event: TasksAdded) -> None:
    """Recompute the goals of the projects that have new tasks."""
    await recompute_linked(work, event.project_ids)


@on(TrackedChanged)
async def follow_tracked(work: Work, event: TrackedChanged) -> None:
    """Recompute the goals that habits and metrics count towards."""
    await recompute_linked(work, event.entity_ids)


@on(DayTurned)
async def note_the_day(work: Work, _event: DayTurned) -> None:
    """Keep how every goal stands, for the curve of its progress."""
    await snapshot_goals(work, await person(work))


def _places(event: TaskEvent) -> list[UUID]:
    return [event.task_id] if event.project_id is None else [event.task_id, event.project_id]
