"""Completing a task: status, points, the next of its series and what the domains above make of it, at once.

The row is locked first. Of two completions at the same time the second waits, finds the task done and
answers what the first one brought.
"""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from uuid import UUID

from cairn.identity.people import Person, person
from cairn.kit.db.owned import Written
from cairn.kit.db.work import Work
from cairn.kit.events import publish
from cairn.planning.events import TaskCompleted, about
from cairn.planning.ids import TaskId
from cairn.planning.models import Task
from cairn.planning.queries.tasks import FOLLOWER, POINT_FACTOR, TASKS
from cairn.planning.service.create import add_task
from cairn.planning.service.series import following
from cairn.rewards.rules import task_points
from cairn.rewards.service import Occasion, earn, earned_with


@dataclass(frozen=True, slots=True)
class Completion:
    """A done task and what its completion brought."""

    task: Written
    earned_points: int
    next_task_id: TaskId | None


async def complete_task(work: Work, task_id: TaskId, *, energy_end: int | None = None) -> Completion:
    """Complete a task once; a done one stays as it is. Raises NotFound."""
    task = await TASKS.get(work, task_id, lock=True)
    if task.status == "done":
        return await _present(work, task)
    return await complete(work, task, await person(work), energy_end=energy_end)


async def complete(work: Work, task: Task, whose: Person, *, energy_end: int | None = None) -> Completion:
    """Complete an open task whose row is locked."""
    task_id, now = TaskId(task.id), work.clock.now()
    completed_on = whose.local_day(now)
    changes: dict[str, Any] = {
        "status": "done",
        "completed_at": now,
        "completed_on": completed_on,
        "completion_count": task.completion_count + 1,
    }
    if energy_end is not None:
        changes["energy_end"] = energy_end
    if task.blocked_reason is not None:
        changes["blocked_reason"] = None
    written = await TASKS.patch(work, task_id, changes, action="complete")
    earned = await earn(
        work,
        occasion(task.id, task.completion_count + 1),
        await _worth(work, task),
        local_date=completed_on,
        timezone=whose.zone.key,
    )
    next_task_id = await _follow(work, task, following(task, whose, completed_on))
    await publish(
        work,
        TaskCompleted(
            **about(task),
            completed_at=now,
            completed_on=completed_on,
            points=earned,
            next_task_id=next_task_id,
        ),
    )
    return Completion(written, earned, next_task_id)


def occasion(task_id: UUID, n: int) -> Occasion:
    """Return the name under which the n-th completion of a task is paid."""
    return Occasion(task_id, "task_completed", n)


async def _worth(work: Work, task: Task) -> int:
    factor: Decimal | None = None
    if task.area_id is not None or task.project_id is not None:
        factor = await work.db.value(POINT_FACTOR, area_id=task.area_id, project_id=task.project_id)
    return task_points(
        story_points=task.story_points,
        estimate_minutes=task.estimate_minutes,
        priority=task.priority,
        area_factor=Decimal(1) if factor is None else factor,
    )


async def _follow(work: Work, task: Task, new: Task | None) -> TaskId | None:
    """Write the next task, unless one is left from an earlier completion."""
    if new is None:
        return None
    if task.completion_count:
        left = await work.db.row(FOLLOWER, id=task.id)
        if left is not None:
            return TaskId(left.id)
    return TaskId((await add_task(work, new)).id)


async def _present(work: Work, task: Task) -> Completion:
    """Return a done task as its completion left it."""
    earned = await earned_with(work, occasion(task.id, task.completion_count))
    following_row = await work.db.row(FOLLOWER, id=task.id)
    return Completion(
        await TASKS.show(work, task.id),
        earned,
        None if following_row is None else TaskId(following_row.id),
    )
