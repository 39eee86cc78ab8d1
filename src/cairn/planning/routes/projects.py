"""Projects."""

from typing import Annotated

from fastapi import Query, Request, Response

from cairn.identity.deps import ReadDep, WorkDep
from cairn.kit.http.paging import Page
from cairn.kit.http.problems import NotFound, Stale, problems
from cairn.kit.http.replies import IfMatch, changed, created, etag, extended, json_response, reply, shown
from cairn.kit.http.routing import router as make_router
from cairn.kit.json import encode_json
from cairn.planning.ids import ProjectId
from cairn.planning.models import Project
from cairn.planning.queries.structure import PROJECTS
from cairn.planning.schemas.structure import (
    CompletedProjectOut,
    ProjectCreate,
    ProjectHealthOut,
    ProjectOut,
    ProjectPatch,
    ProjectQuery,
    ReopenedProjectOut,
)
from cairn.planning.service import projects as service
from cairn.planning.service.health import health_of

router = make_router("/projects", "projects")


@router.get("", response_model=Page[ProjectOut], responses=problems())
async def list_projects(work: ReadDep, query: Annotated[ProjectQuery, Query()]) -> Response:
    """List projects."""
    return json_response(await PROJECTS.page(work, query, query.sort, query.filters()))


@router.post("", status_code=201, response_model=ProjectOut, responses=problems())
async def create_project(work: WorkDep, body: ProjectCreate) -> Response:
    """Add a project."""
    return await created(work, await PROJECTS.add(work, Project(**body.model_dump())), "/api/v1/projects")


@router.get("/{project_id}", response_model=ProjectOut, responses=problems(NotFound))
async def get_project(work: ReadDep, project_id: ProjectId, request: Request) -> Response:
    """Return one project."""
    return shown(request, await PROJECTS.show(work, project_id))


@router.patch("/{project_id}", response_model=ProjectOut, responses=problems(NotFound, Stale))
async def update_project(
    work: WorkDep, project_id: ProjectId, body: ProjectPatch, if_match: IfMatch
) -> Response:
    """Change the fields that are sent."""
    return await changed(
        work, await service.change_project(work, project_id, body.changes(), if_match=if_match)
    )


@router.delete("/{project_id}", status_code=204, responses=problems(NotFound, Stale))
async def delete_project(work: WorkDep, project_id: ProjectId, if_match: IfMatch) -> None:
    """Put a project in the trash, where it stays 30 days. Its tasks remain, without a project."""
    await service.remove_project(work, project_id, if_match=if_match)


@router.post("/{project_id}/archive", response_model=ProjectOut, responses=problems(NotFound))
async def archive_project(work: WorkDep, project_id: ProjectId) -> Response:
    """Hide a project from lists, and with it its tasks from the hierarchy."""
    return await changed(work, await PROJECTS.archive(work, project_id))


@router.post("/{project_id}/restore", response_model=ProjectOut, responses=problems(NotFound))
async def restore_project(work: WorkDep, project_id: ProjectId) -> Response:
    """Take a project out of the archive or the trash."""
    return await changed(work, await service.restore_project(work, project_id))


@router.post("/{project_id}/complete", response_model=CompletedProjectOut, responses=problems(NotFound))
async def complete_project(work: WorkDep, project_id: ProjectId) -> Response:
    """Complete a project, whatever its tasks, and earn alignment.

    50 points, 25 more at priority 1 or 2, 50 more in an area of importance 5. Completing it again changes
    nothing.
    """
    written, earned = await service.complete_project(work, project_id)
    body = extended(written.body, earned_alignment=earned)
    return await reply(work, body, headers={"ETag": etag(written.version)})


@router.post("/{project_id}/reopen", response_model=ReopenedProjectOut, responses=problems(NotFound))
async def reopen_project(work: WorkDep, project_id: ProjectId) -> Response:
    """Put a completed or cancelled project under way again; what its completion earned is taken back."""
    written, taken = await service.reopen_project(work, project_id)
    body = extended(written.body, taken_back_alignment=taken)
    return await reply(work, body, headers={"ETag": etag(written.version)})


@router.get("/{project_id}/health", response_model=ProjectHealthOut, responses=problems(NotFound))
async def get_project_health(work: ReadDep, project_id: ProjectId) -> Response:
    """Return how a project fares, with the parts of the score and what they rest on."""
    return json_response(encode_json((await health_of(work, project_id)).model_dump()))
