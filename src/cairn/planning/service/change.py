"""Changing, removing and bringing back tasks."""

from collections.abc import Mapping
from typing import Any

from cairn.identity.people import Person, person
from cairn.kit.db.locks import lock
from cairn.kit.db.owned import Written
from cairn.kit.db.work import Work
from cairn.kit.events import publish
from cairn.kit.http.problems import Conflict, Stale
from cairn.planning.events import TaskRemoved, about, changed
from cairn.planning.ids import TaskId
from cairn.planning.models import Task
from cairn.planning.queries.tasks import PARENTS, TASKS
from cairn.planning.service import due, series
from cairn.planning.service.complete import complete
from cairn.planning.service.create import check_reason
from cairn.planning.service.reopen import reverse

# What can only be judged with the person's calendar at hand.
_OF_CALENDAR = frozenset({"due_at", "due_date", "recurrence_rule", "recurrence_mode", "timezone"})


class ParentCycle(Conflict):
    """A task cannot be a part of itself, nor of one of its own parts."""

    type, title = "parent-cycle", "A task cannot be a part of itself"


async def change_task(
    work: Work, task_id: TaskId, changes: Mapping[str, Any], *, if_match: int | None = None
) -> Written:
    """Change the named columns of a task; raises NotFound, Stale, Invalid or ParentCycle."""
    parent_id = changes.get("parent_id")
    if parent_id is not None:
        await lock(work, "task_tree")
    task = await TASKS.get(work, task_id, lock=True)
    if if_match is not None and task.version != if_match:
        raise Stale(f"The newest version is {task.version}.", version=task.version)
    if parent_id is not None and task_id in {row.id for row in await work.db.rows(PARENTS, id=parent_id)}:
        raise ParentCycle
    return await change(work, task, changes)


async def change(work: Work, task: Task, changes: Mapping[str, Any], whose: Person | None = None) -> Written:
    """Change the named columns of a task whose row is locked, with all that follows from them."""
    columns = dict(changes)
    status = columns.get("status", task.status)
    completes, reopens = status == "done" != task.status, task.status == "done" != status
    if completes or reopens:
        del columns["status"]
    _settle_reason(task, columns, status)
    if whose is None and (completes or reopens or _OF_CALENDAR & columns.keys()):
        whose = await person(work)
    if whose is not None:
        due.resettle(task, columns, whose)
        series.resettle(task, columns, whose, whose.today(work.clock))
    if whose is not None and reopens:
        reopening = await reverse(work, task, whose, status=status)
        return await _write(work, task, columns) if columns else reopening.task
    written = await _write(work, task, columns) if columns or not completes else None
    if whose is not None and completes:
        if written is not None:
            task = await TASKS.get(work, task.id)
        return (await complete(work, task, whose)).task
    return written or await TASKS.show(work, task.id)


async def remove_task(work: Work, task_id: TaskId, *, if_match: int | None = None) -> None:
    """Put a task in the trash; what it earned stays. Raises NotFound or Stale."""
    task = await TASKS.get(work, task_id, lock=True)
    await TASKS.remove(work, task_id, if_match=if_match)
    await publish(work, TaskRemoved(**about(task)))


async def archive_task(work: Work, task_id: TaskId, *, if_match: int | None = None) -> Written:
    """Hide a task from lists until it is restored; raises NotFound or Stale."""
    return await TASKS.archive(work, task_id, if_match=if_match)


async def restore_task(work: Work, task_id: TaskId) -> Written:
    """Take a task out of the trash and the archive; raises NotFound or Conflict (its series has another)."""
    written = await TASKS.restore(work, task_id)
    task = await TASKS.get(work, task_id)
    await publish(work, changed(task, {"deleted_at"}))
    return written


async def _write(work: Work, task: Task, columns: Mapping[str, Any]) -> Written:
    written = await TASKS.patch(work, task.id, columns)
    after = task
    if "project_id" in columns or "area_id" in columns:
        after = await TASKS.get(work, task.id)
    await publish(work, changed(after, columns, task))
    return written


def _settle_reason(task: Task, columns: dict[str, Any], status: str) -> None:
    """Let a reason stand only beside the status that it explains; raises Invalid."""
    check_reason({"status": status, "blocked_reason": columns.get("blocked_reason")})
    if status != "blocked" and task.blocked_reason is not None:
        columns["blocked_reason"] = None
