"""Adding tasks."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from cairn.identity.people import Person, person
from cairn.kit.db.owned import Written
from cairn.kit.db.work import Work
from cairn.kit.events import publish
from cairn.kit.http.problems import Invalid, NotFound
from cairn.kit.ids import new_id
from cairn.planning.events import TaskCreated, about
from cairn.planning.ids import TaskId
from cairn.planning.models import Task
from cairn.planning.queries.tasks import TASKS
from cairn.planning.schemas.tasks import TaskCreate
from cairn.planning.service import due, series


async def create_task(work: Work, new: TaskCreate) -> Written:
    """Add a task; raises Invalid for dates, a rule or references that cannot be."""
    values = new.model_dump()
    if new.parent_id is not None and not {"area_id", "project_id"} <= new.model_fields_set:
        await _inherit(work, new, values)
    if new.due_at is not None or new.recurrence_rule is not None or new.recurrence_mode is not None:
        whose = await person(work)
        task = draft(values, whose, whose.today(work.clock))
    else:
        task = Task(**check_reason(values))
    return await add_task(work, task)


async def add_task(work: Work, task: Task) -> Written:
    """Write a task that is ready to be written."""
    row_id = TaskId(new_id())
    written = await TASKS.add(work, task, row_id=row_id)
    previous_id = None if task.previous_id is None else TaskId(task.previous_id)
    await publish(work, TaskCreated(**about(task, row_id), previous_id=previous_id))
    return written


async def add_tasks(
    work: Work, tasks: Sequence[Task], *, ids: Sequence[TaskId], made_at: Sequence[datetime]
) -> None:
    """Write tasks that come from elsewhere, in one statement; they may refer to each other by their ids.

    Whoever has written all of them publishes TasksAdded.
    """
    await TASKS.add_many(work, tasks, row_ids=ids, made_at=made_at)


def draft(
    values: Mapping[str, Any], whose: Person, today: date, *, completed_at: datetime | None = None
) -> Task:
    """Return a task of these columns with all that follows from them; raises Invalid.

    With `completed_at` it is one that was done elsewhere: it has its day of completion, earns nothing and
    is not followed by another.
    """
    columns = check_reason(dict(values))
    due.settle(columns, whose)
    series.settle(columns, whose, today)
    if completed_at is not None:
        columns.update(
            status="done",
            completed_at=completed_at,
            completed_on=whose.local_day(completed_at),
            completion_count=1,
        )
    return Task(**columns)


def check_reason(values: dict[str, Any]) -> dict[str, Any]:
    """Return the values; raises Invalid for a reason without a block."""
    if values.get("blocked_reason") is not None and values.get("status") != "blocked":
        raise Invalid.field(
            "/blocked_reason", "not_blocked", "Only a task with the status `blocked` has a reason."
        )
    return values


async def _inherit(work: Work, new: TaskCreate, values: dict[str, Any]) -> None:
    """Take project and area from the parent, where they were not sent (null counts as sent)."""
    try:
        parent = await TASKS.get(work, TaskId(values["parent_id"]))
    except NotFound:
        raise Invalid.field("/parent_id", "not_found", "There is no such task.") from None
    if "project_id" not in new.model_fields_set:
        values["project_id"] = parent.project_id
    if "area_id" not in new.model_fields_set:
        values["area_id"] = parent.area_id
