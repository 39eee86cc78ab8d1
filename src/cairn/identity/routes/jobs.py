"""Background jobs and dead letters, for administrators."""

from typing import Annotated

from fastapi import Query, Response

from cairn.identity.deps import AdminWorkDep
from cairn.identity.problems import JobState
from cairn.identity.schemas.jobs import JobIdPath, JobOut, JobQuery
from cairn.identity.service.jobs import discard_job, list_jobs, retry_job, show_job
from cairn.kit.http.paging import Page, numbered_page
from cairn.kit.http.problems import Conflict, Forbidden, NotFound, problems
from cairn.kit.http.replies import json_response
from cairn.kit.http.routing import router as make_router
from cairn.kit.json import encode_json

router = make_router("/admin/jobs", "administration")
PLAIN = {"x-plain": True}


@router.get("", response_model=Page[JobOut], responses=problems(Forbidden))
async def list_background_jobs(work: AdminWorkDep, query: Annotated[JobQuery, Query()]) -> Response:
    """List the jobs of all people, newest first: what waits, what runs, and the dead letters."""
    offset = (query.page - 1) * query.page_size
    rows, total = await list_jobs(
        work, state=query.state, name=query.name, limit=query.page_size, offset=offset
    )
    return json_response(numbered_page(rows, total, query))


@router.get("/{number}", response_model=JobOut, openapi_extra=PLAIN, responses=problems(Forbidden, NotFound))
async def get_background_job(work: AdminWorkDep, number: JobIdPath) -> Response:
    """Return a job that has not been done yet."""
    return json_response(encode_json(dict(await show_job(work, number))))


@router.post(
    "/{number}/retry",
    response_model=JobOut,
    openapi_extra=PLAIN,
    responses=problems(Forbidden, NotFound, JobState, Conflict),
)
async def retry_background_job(work: AdminWorkDep, number: JobIdPath) -> Response:
    """Run a dead job again, with all its attempts."""
    return json_response(encode_json(dict(await retry_job(work, number))))


@router.delete(
    "/{number}", status_code=204, openapi_extra=PLAIN, responses=problems(Forbidden, NotFound, JobState)
)
async def discard_background_job(work: AdminWorkDep, number: JobIdPath) -> None:
    """Remove a job that does not run. What it was to do is not done."""
    await discard_job(work, number)
