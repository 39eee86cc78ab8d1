"""Areas of life."""

from typing import Annotated

from fastapi import Query, Request, Response

from cairn.identity.deps import ReadDep, WorkDep
from cairn.kit.http.paging import Page
from cairn.kit.http.problems import Conflict, NotFound, Stale, problems
from cairn.kit.http.replies import IfMatch, changed, created, json_response, shown
from cairn.kit.http.routing import router as make_router
from cairn.kit.text import slugify
from cairn.planning.ids import AreaId
from cairn.planning.models import Area
from cairn.planning.queries.structure import AREAS
from cairn.planning.schemas.structure import AreaCreate, AreaOut, AreaPatch, AreaQuery

router = make_router("/areas", "areas")


@router.get("", response_model=Page[AreaOut], responses=problems())
async def list_areas(work: ReadDep, query: Annotated[AreaQuery, Query()]) -> Response:
    """List the areas of your life."""
    return json_response(await AREAS.page(work, query, query.sort, query.filters()))


@router.post("", status_code=201, response_model=AreaOut, responses=problems(Conflict))
async def create_area(work: WorkDep, body: AreaCreate) -> Response:
    """Add an area."""
    values = body.model_dump()
    values["slug"] = body.slug or slugify(body.name)
    return await created(work, await AREAS.add(work, Area(**values)), "/api/v1/areas")


@router.get("/{area_id}", response_model=AreaOut, responses=problems(NotFound))
async def get_area(work: ReadDep, area_id: AreaId, request: Request) -> Response:
    """Return one area."""
    return shown(request, await AREAS.show(work, area_id))


@router.patch("/{area_id}", response_model=AreaOut, responses=problems(NotFound, Conflict, Stale))
async def update_area(work: WorkDep, area_id: AreaId, body: AreaPatch, if_match: IfMatch) -> Response:
    """Change the fields that are sent."""
    return await changed(work, await AREAS.patch(work, area_id, body.changes(), if_match=if_match))


@router.delete("/{area_id}", status_code=204, responses=problems(NotFound, Stale))
async def delete_area(work: WorkDep, area_id: AreaId, if_match: IfMatch) -> None:
    """Put an area in the trash, where it stays 30 days. Its tasks and projects remain, without an area."""
    await AREAS.remove(work, area_id, if_match=if_match)


@router.post("/{area_id}/archive", response_model=AreaOut, responses=problems(NotFound))
async def archive_area(work: WorkDep, area_id: AreaId) -> Response:
    """Hide an area from lists."""
    return await changed(work, await AREAS.archive(work, area_id))


@router.post("/{area_id}/restore", response_model=AreaOut, responses=problems(NotFound, Conflict))
async def restore_area(work: WorkDep, area_id: AreaId) -> Response:
    """Take an area out of the archive or the trash."""
    return await changed(work, await AREAS.restore(work, area_id))
