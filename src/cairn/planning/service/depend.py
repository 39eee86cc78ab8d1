"""What a task has to wait for. The graph of these never has a cycle."""

from collections.abc import Sequence

from cairn.kit.db import audit
from cairn.kit.db.locks import lock
from cairn.kit.db.work import Work
from cairn.kit.events import publish
from cairn.kit.http.problems import Conflict, Invalid, NotFound
from cairn.kit.ids import new_id
from cairn.planning.events import changed
from cairn.planning.ids import TaskId
from cairn.planning.queries.dependencies import ADD_EDGE, ADD_EDGES, EDGES_BEYOND, REMOVE_EDGE
from cairn.planning.queries.tasks import TASKS
from cairn.planning.rules import cycle_closed_by


class DependencyCycle(Conflict):
    """The task would wait for itself, over the tasks in `path`: each waits for the next one."""

    type, title = "dependency-cycle", "These tasks would wait for each other"


async def add_dependency(work: Work, task_id: TaskId, blocked_by_id: TaskId) -> bool:
    """Let a task wait for another; false where it did already. Raises NotFound, Invalid, DependencyCycle.

    Two edges that are harmless alone can close a cycle together, and neither transaction would see the
    other's: hence one at a time for each person.
    """
    await lock(work, "task_dependency")
    task = await TASKS.get(work, task_id)
    try:
        await TASKS.get(work, blocked_by_id)
    except NotFound:
        raise Invalid.field("/blocked_by_id", "not_found", "There is no such task.") from None
    edges = await work.db.rows(EDGES_BEYOND, start=blocked_by_id)
    path = cycle_closed_by(((edge.task_id, edge.blocked_by_id) for edge in edges), task_id, blocked_by_id)
    if path is not None:
        raise DependencyCycle(path=path)
    added = await work.db.value(ADD_EDGE, task_id=task_id, blocked_by_id=blocked_by_id, now=work.clock.now())
    if added:
        await audit.record(work, "add_dependency", "task", task_id, {"blocked_by": (None, blocked_by_id)})
        await publish(work, changed(task, {"blocked_by"}))
    return bool(added)


async def add_dependencies(work: Work, edges: Sequence[tuple[TaskId, TaskId]]) -> None:
    """Let new tasks wait for others, as pairs of (task, what it waits for), each pair once.

    For tasks that are written in the same transaction: nothing waits for them yet, so a cycle could only be
    among the pairs themselves, and the caller has made sure that there is none.
    """
    if edges:
        rows = [{"task_id": task, "blocked_by_id": other, "event": new_id()} for task, other in edges]
        await work.db.run(
            ADD_EDGES, edges=rows, now=work.clock.now(), actor=work.actor_id, request=work.request_id
        )


async def remove_dependency(work: Work, task_id: TaskId, blocked_by_id: TaskId) -> None:
    """Let a task no longer wait for another; raises NotFound."""
    task = await TASKS.get(work, task_id)
    if not await work.db.value(REMOVE_EDGE, task_id=task_id, blocked_by_id=blocked_by_id):
        raise NotFound
    await audit.record(work, "remove_dependency", "task", task_id, {"blocked_by": (blocked_by_id, None)})
    await publish(work, changed(task, {"blocked_by"}))
