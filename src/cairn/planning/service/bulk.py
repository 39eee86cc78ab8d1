"""One action on many tasks: all of them or none.

Each task goes the way that it would go alone, so that rules, points, audit and events are the same.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from cairn.identity.people import Person, person
from cairn.kit.db.work import Work
from cairn.kit.http.problems import FieldError, Invalid
from cairn.planning.ids import TaskId
from cairn.planning.models import Task
from cairn.planning.queries.tasks import LOCK_TASKS, TASKS
from cairn.planning.schemas.bulk import (
    BulkAction,
    BulkMove,
    BulkPrioritise,
    BulkReschedule,
    BulkSimple,
    BulkTag,
)
from cairn.planning.service.change import archive_task, change, remove_task, restore_task
from cairn.planning.service.complete import complete
from cairn.planning.service.reopen import reopen

MAX_TAGS = 50


@dataclass(slots=True)
class Outcome:
    """What a bulk action did."""

    changed_ids: list[TaskId] = field(default_factory=list)
    unchanged_ids: list[TaskId] = field(default_factory=list)
    points: int = 0
    next_task_ids: list[TaskId] = field(default_factory=list)


async def change_tasks(work: Work, asked: BulkAction) -> Outcome:
    """Do what is asked with every task; raises Invalid that names the ones that are not there."""
    places = {task_id: place for place, task_id in reversed(list(enumerate(asked.ids)))}
    ids = sorted(places, key=places.__getitem__)
    rows = await work.db.rows(LOCK_TASKS, ids=ids, trash=asked.action == "restore")
    tasks = {TaskId(row.id): TASKS.load(row) for row in rows}
    _refuse_unknown([places[task_id] for task_id in ids if task_id not in tasks])
    whose = await person(work)
    outcome = Outcome()
    for task_id in ids:
        done = await _act(work, asked, tasks[task_id], whose, outcome)
        (outcome.changed_ids if done else outcome.unchanged_ids).append(task_id)
    return outcome


async def _act(work: Work, asked: BulkAction, task: Task, whose: Person, outcome: Outcome) -> bool:
    """Do it with one task; return whether that changed it."""
    if isinstance(asked, BulkSimple):
        return await _pass_on(work, asked, task, whose, outcome)
    present = _present(task)
    changes = {n: v for n, v in _columns(asked, task).items() if v != present[n]}
    if changes:
        try:
            await change(work, task, changes, whose)
        except Invalid as problem:
            raise problem.below("/to" if isinstance(asked, BulkMove | BulkReschedule) else "") from None
    return bool(changes)


async def _pass_on(work: Work, asked: BulkSimple, task: Task, whose: Person, outcome: Outcome) -> bool:
    """Complete, reopen, archive, restore or delete one task; return whether that changed it."""
    task_id = TaskId(task.id)
    if asked.action == "complete":
        if task.status == "done":
            return False
        completion = await complete(work, task, whose)
        outcome.points += completion.earned_points
        if completion.next_task_id is not None:
            outcome.next_task_ids.append(completion.next_task_id)
        return True
    if asked.action == "reopen":
        reopening = await reopen(work, task, whose)
        outcome.points -= 0 if reopening is None else reopening.taken_back_points
        return reopening is not None
    hidden = task.archived_at is not None
    if asked.action == "delete":
        await remove_task(work, task_id)
    elif asked.action == "archive" and not hidden:
        await archive_task(work, task_id)
    elif asked.action == "restore" and (hidden or task.deleted_at is not None):
        await restore_task(work, task_id)
    else:
        return False
    return True


def _columns(asked: BulkMove | BulkReschedule | BulkPrioritise | BulkTag, task: Task) -> dict[str, Any]:
    if isinstance(asked, BulkPrioritise):
        return {"priority": asked.priority}
    if isinstance(asked, BulkTag):
        return {"tags": _retagged(task.tags, asked.add, asked.remove)}
    return asked.to.changes()


def _present(task: Task) -> dict[str, Any]:
    """Return the columns that a bulk action can write, as they are."""
    return {
        "project_id": task.project_id,
        "area_id": task.area_id,
        "due_date": task.due_date,
        "scheduled_for": task.scheduled_for,
        "priority": task.priority,
        "tags": task.tags,
    }


def _retagged(tags: Sequence[str], add: Sequence[str], remove: Sequence[str]) -> list[str]:
    gone = {tag.casefold() for tag in remove}
    kept = {tag.casefold(): tag for tag in tags if tag.casefold() not in gone}
    for tag in add:
        kept.setdefault(tag.casefold(), tag)
    if len(kept) > MAX_TAGS:
        raise Invalid.field("/add", "too_long", f"A task has at most {MAX_TAGS} tags.")
    return list(kept.values())


def _refuse_unknown(places: Sequence[int]) -> None:
    if places:
        raise Invalid(
            errors=[FieldError(f"/ids/{place}", "not_found", "There is no such task.") for place in places]
        )
