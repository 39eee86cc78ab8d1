"""Quick add: a task in one line."""

import msgspec
from fastapi import Response

from cairn.identity.deps import WorkDep
from cairn.kit.http.problems import problems
from cairn.kit.http.replies import etag, reply
from cairn.kit.http.routing import router as make_router
from cairn.planning.schemas.quick import QuickAdd, QuickOut
from cairn.planning.service.quick import add_line, read_line

router = make_router("/tasks", "tasks")


@router.post(
    "/quick",
    status_code=201,
    response_model=QuickOut,
    responses={200: {"model": QuickOut, "description": "A dry run: nothing was written."}, **problems()},
)
async def quick_add_task(work: WorkDep, body: QuickAdd) -> Response:
    """Add a task from one line of text.

    Dates, times, repetition, `#area`, `#tag`, `@project`, priority and effort are understood; what is not
    stays in the title.
    """
    reading = await read_line(work, body.text, body.said_at)
    answer: dict[str, object] = {
        "task": None,
        "draft": reading.draft().model_dump(),
        "understood": [span.model_dump() for span in reading.spans(reading.understood)],
        "unresolved": [span.model_dump() for span in reading.spans(reading.unresolved)],
    }
    if body.dry_run:
        return await reply(work, answer)
    task = await add_line(work, reading)
    headers = {"Location": f"/api/v1/tasks/{task.id}", "ETag": etag(task.version)}
    return await reply(work, {**answer, "task": msgspec.Raw(task.body)}, status=201, headers=headers)
