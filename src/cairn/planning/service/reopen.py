"""Reopening a task reverses its completion: status, points, the next of its series."""

from dataclasses import dataclass
from typing import Any

from cairn.identity.people import Person, person
from cairn.kit.db.owned import Written
from cairn.kit.db.work import Work
from cairn.kit.events import publish
from cairn.planning.events import TaskRemoved, TaskReopened, about, changed
from cairn.planning.ids import TaskId
from cairn.planning.models import CLOSED_STATUSES, Task
from cairn.planning.queries.tasks import FOLLOWER, TASKS
from cairn.planning.service.complete import occasion
from cairn.rewards.service import clawback


@dataclass(frozen=True, slots=True)
class Reopening:
    """A task that is no longer done, and what was taken back."""

    task: Written
    taken_back_points: int = 0
    removed_task_id: TaskId | None = None
    """The next task of the series, if nobody had touched it."""
    kept_task_id: TaskId | None = None
    """The next task of the series, if somebody had."""


async def reopen_task(work: Work, task_id: TaskId) -> Reopening:
    """Make a done or cancelled task one to do; an open one stays as it is. Raises NotFound."""
    task = await TASKS.get(work, task_id, lock=True)
    reopening = await reopen(work, task, await person(work))
    return reopening or Reopening(await TASKS.show(work, task_id))


async def reopen(work: Work, task: Task, whose: Person) -> Reopening | None:
    """Reopen a task whose row is locked; None for one that is open."""
    if task.status == "done":
        return await reverse(work, task, whose, status="todo")
    if task.status in CLOSED_STATUSES:
        written = await TASKS.patch(work, task.id, {"status": "todo"}, action="reopen")
        await publish(work, changed(task, {"status"}))
        return Reopening(written)
    return None


async def reverse(work: Work, task: Task, whose: Person, *, status: str) -> Reopening:
    """Reverse the completion of a done task whose row is locked, and give it another status."""
    task_id = TaskId(task.id)
    changes: dict[str, Any] = {
        "status": status,
        "completed_at": None,
        "completed_on": None,
        "energy_end": None,
    }
    written = await TASKS.patch(work, task_id, changes, action="reopen")
    points = await clawback(
        work,
        occasion(task.id, task.completion_count),
        reason="task_reopened",
        local_date=whose.today(work.clock),
        timezone=whose.zone.key,
    )
    removed, kept = await _unfollow(work, task)
    await publish(work, TaskReopened(**about(task), points=points))
    return Reopening(written, points, removed, kept)


async def _unfollow(work: Work, task: Task) -> tuple[TaskId | None, TaskId | None]:
    """Put the next task in the trash if nobody has touched it; return (removed, kept)."""
    following_row = await work.db.row(FOLLOWER, id=task.id)
    if following_row is None:
        return None, None
    next_id = TaskId(following_row.id)
    if not following_row.untouched:
        return None, next_id
    await TASKS.remove(work, next_id)
    await publish(work, TaskRemoved(**about(task, next_id)))
    return next_id, None
