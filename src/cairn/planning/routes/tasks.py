"""Tasks."""

from typing import Annotated, Any

from fastapi import Query, Request, Response

from cairn.identity.deps import ReadDep, WorkDep
from cairn.identity.people import person
from cairn.kit.db.owned import Written
from cairn.kit.http.paging import Cursor, CursorDep, Page
from cairn.kit.http.problems import Conflict, NotFound, Stale, problems
from cairn.kit.http.replies import IfMatch, changed, created, extended, json_response, reply, shown
from cairn.kit.http.routing import router as make_router
from cairn.planning.ids import TaskId
from cairn.planning.queries.dependencies import NEIGHBOURS
from cairn.planning.queries.tasks import HISTORY, TASK_EXISTS, TASKS, conditions
from cairn.planning.schemas.bulk import BulkAction, BulkOut
from cairn.planning.schemas.tasks import (
    CompletedTaskOut,
    DependenciesOut,
    DependencyCreate,
    ReopenedTaskOut,
    TaskComplete,
    TaskCreate,
    TaskEventOut,
    TaskOut,
    TaskPatch,
    TaskQuery,
)
from cairn.planning.service import bulk, change, complete, create, depend, reopen
from cairn.planning.service.change import ParentCycle
from cairn.planning.service.depend import DependencyCycle

router = make_router("/tasks", "tasks")


@router.get("", response_model=Page[TaskOut], responses=problems())
async def list_tasks(work: ReadDep, query: Annotated[TaskQuery, Query()]) -> Response:
    """List your tasks: open, done and cancelled ones, unless the filters say otherwise."""
    today = None if query.overdue is None else (await person(work)).today(work.clock)
    filters = conditions(query, today)
    return json_response(await TASKS.page(work, query, query.sort, filters, trash=query.deleted))


@router.post("", status_code=201, response_model=TaskOut, responses=problems())
async def create_task(work: WorkDep, body: TaskCreate) -> Response:
    """Add a task."""
    return await created(work, await create.create_task(work, body), "/api/v1/tasks")


@router.post("/bulk", response_model=BulkOut, responses=problems(Conflict))
async def change_tasks(work: WorkDep, body: BulkAction) -> Response:
    """Do one thing with up to 500 tasks: with all of them or, where one is unknown or refuses, with none."""
    return await reply(work, await bulk.change_tasks(work, body))


@router.get("/{task_id}", response_model=TaskOut, responses=problems(NotFound))
async def get_task(work: ReadDep, task_id: TaskId, request: Request) -> Response:
    """Return one task."""
    return shown(request, await TASKS.show(work, task_id))


@router.patch(
    "/{task_id}", response_model=TaskOut, responses=problems(NotFound, Stale, Conflict, ParentCycle)
)
async def update_task(work: WorkDep, task_id: TaskId, body: TaskPatch, if_match: IfMatch) -> Response:
    """Change the fields that are sent. The status `done` completes the task, leaving it reopens it."""
    return await changed(work, await change.change_task(work, task_id, body.changes(), if_match=if_match))


@router.delete("/{task_id}", status_code=204, responses=problems(NotFound, Stale))
async def delete_task(work: WorkDep, task_id: TaskId, if_match: IfMatch) -> None:
    """Put a task in the trash, where it stays 30 days. What it earned stays, and so do its parts."""
    await change.remove_task(work, task_id, if_match=if_match)


@router.post("/{task_id}/archive", response_model=TaskOut, responses=problems(NotFound))
async def archive_task(work: WorkDep, task_id: TaskId) -> Response:
    """Hide a task from lists."""
    return await changed(work, await change.archive_task(work, task_id))


@router.post("/{task_id}/restore", response_model=TaskOut, responses=problems(NotFound, Conflict))
async def restore_task(work: WorkDep, task_id: TaskId) -> Response:
    """Take a task out of the archive or the trash."""
    return await changed(work, await change.restore_task(work, task_id))


@router.post("/{task_id}/complete", response_model=CompletedTaskOut, responses=problems(NotFound))
async def complete_task(work: WorkDep, task_id: TaskId, body: TaskComplete | None = None) -> Response:
    """Complete a task: it earns points, and the next task of its series is made.

    A done task stays as it is and gets the same answer again.
    """
    done = await complete.complete_task(work, task_id, energy_end=body.energy_end if body else None)
    return await _with(work, done.task, earned_points=done.earned_points, next_task_id=done.next_task_id)


@router.post("/{task_id}/reopen", response_model=ReopenedTaskOut, responses=problems(NotFound))
async def reopen_task(work: WorkDep, task_id: TaskId) -> Response:
    """Make a done or cancelled task one to do, and take back what its completion brought.

    An open task stays as it is.
    """
    back = await reopen.reopen_task(work, task_id)
    return await _with(
        work,
        back.task,
        taken_back_points=back.taken_back_points,
        removed_task_id=back.removed_task_id,
        kept_task_id=back.kept_task_id,
    )


@router.get("/{task_id}/dependencies", response_model=DependenciesOut, responses=problems(NotFound))
async def get_dependencies(work: ReadDep, task_id: TaskId) -> Response:
    """Return what a task waits for and what waits for it."""
    return json_response(await _neighbours(work, task_id))


@router.post(
    "/{task_id}/dependencies",
    status_code=201,
    response_model=DependenciesOut,
    responses=problems(NotFound, DependencyCycle),
)
async def add_task_dependency(work: WorkDep, task_id: TaskId, body: DependencyCreate) -> Response:
    """Let a task wait for another one, until that is closed. A second time changes nothing."""
    await depend.add_dependency(work, task_id, body.blocked_by_id)
    return await reply(work, await _neighbours(work, task_id), status=201)


@router.delete(
    "/{task_id}/dependencies/{blocked_by_id}",
    status_code=204,
    openapi_extra={"x-plain": True},
    responses=problems(NotFound),
)
async def remove_task_dependency(work: WorkDep, task_id: TaskId, blocked_by_id: TaskId) -> None:
    """Let a task no longer wait for another one."""
    await depend.remove_dependency(work, task_id, blocked_by_id)


@router.get("/{task_id}/history", response_model=Cursor[TaskEventOut], responses=problems(NotFound))
async def get_task_history(work: ReadDep, task_id: TaskId, query: CursorDep) -> Response:
    """List what happened to a task, newest first, also while it is in the trash."""
    if not await work.db.value(TASK_EXISTS, id=task_id):
        raise NotFound
    return json_response(await HISTORY.page(work, query, {"entity_id": task_id}))


async def _neighbours(work: ReadDep, task_id: TaskId) -> bytes:
    found: bytes | None = await work.db.value(NEIGHBOURS, id=task_id)
    if found is None:
        raise NotFound
    return found


async def _with(work: WorkDep, task: Written, **more: Any) -> Response:
    body = extended(task.body, **more)
    return await changed(work, Written(task.id, task.version, body))
