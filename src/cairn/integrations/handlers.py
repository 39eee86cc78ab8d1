"""What webhooks are told, and what is forgotten at night."""

from cairn.identity.days import DayTurned
from cairn.integrations.service.webhooks import forget, tell
from cairn.kit.db.work import Work
from cairn.kit.events import on
from cairn.planning.events import TaskChanged, TaskCompleted, TaskCreated, TaskRemoved, TaskReopened


@on(TaskCreated)
async def tell_created(work: Work, event: TaskCreated) -> None:
    """Tell of a new task."""
    await tell(work, "task.created", event.task_id)


@on(TaskChanged)
async def tell_changed(work: Work, event: TaskChanged) -> None:
    """Tell of a changed task."""
    await tell(work, "task.updated", event.task_id)


@on(TaskCompleted)
async def tell_completed(work: Work, event: TaskCompleted) -> None:
    """Tell of a task that is done."""
    await tell(work, "task.completed", event.task_id)


@on(TaskReopened)
async def tell_reopened(work: Work, event: TaskReopened) -> None:
    """Tell of a task that is open again."""
    await tell(work, "task.reopened", event.task_id)


@on(TaskRemoved)
async def tell_removed(work: Work, event: TaskRemoved) -> None:
    """Tell of a task that went to the trash; of that only its id."""
    await tell(work, "task.deleted", event.task_id, gone=True)


@on(DayTurned)
async def forget_deliveries(work: Work, _event: DayTurned) -> None:
    """Old deliveries are not kept: they hold copies of tasks."""
    await forget(work)
