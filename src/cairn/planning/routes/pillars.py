"""Pillars of life."""

from typing import Annotated

from fastapi import Query, Request, Response

from cairn.identity.deps import ReadDep, WorkDep
from cairn.kit.http.paging import Page
from cairn.kit.http.problems import NotFound, Stale, problems
from cairn.kit.http.replies import IfMatch, changed, created, json_response, shown
from cairn.kit.http.routing import router as make_router
from cairn.planning.ids import PillarId
from cairn.planning.models import Pillar
from cairn.planning.queries.structure import PILLARS
from cairn.planning.schemas.structure import PillarCreate, PillarOut, PillarPatch, PillarQuery

router = make_router("/pillars", "pillars")


@router.get("", response_model=Page[PillarOut], responses=problems())
async def list_pillars(work: ReadDep, query: Annotated[PillarQuery, Query()]) -> Response:
    """List what your life rests on."""
    return json_response(await PILLARS.page(work, query, query.sort, query.filters()))


@router.post("", status_code=201, response_model=PillarOut, responses=problems())
async def create_pillar(work: WorkDep, body: PillarCreate) -> Response:
    """Add a pillar."""
    return await created(work, await PILLARS.add(work, Pillar(**body.model_dump())), "/api/v1/pillars")


@router.get("/{pillar_id}", response_model=PillarOut, responses=problems(NotFound))
async def get_pillar(work: ReadDep, pillar_id: PillarId, request: Request) -> Response:
    """Return one pillar."""
    return shown(request, await PILLARS.show(work, pillar_id))


@router.patch("/{pillar_id}", response_model=PillarOut, responses=problems(NotFound, Stale))
async def update_pillar(work: WorkDep, pillar_id: PillarId, body: PillarPatch, if_match: IfMatch) -> Response:
    """Change the fields that are sent."""
    return await changed(work, await PILLARS.patch(work, pillar_id, body.changes(), if_match=if_match))


@router.delete("/{pillar_id}", status_code=204, responses=problems(NotFound, Stale))
async def delete_pillar(work: WorkDep, pillar_id: PillarId, if_match: IfMatch) -> None:
    """Put a pillar in the trash, where it stays 30 days. Its areas remain, without a pillar."""
    await PILLARS.remove(work, pillar_id, if_match=if_match)


@router.post("/{pillar_id}/archive", response_model=PillarOut, responses=problems(NotFound))
async def archive_pillar(work: WorkDep, pillar_id: PillarId) -> Response:
    """Hide a pillar, and with it all that rests on it, from the hierarchy."""
    return await changed(work, await PILLARS.archive(work, pillar_id))


@router.post("/{pillar_id}/restore", response_model=PillarOut, responses=problems(NotFound))
async def restore_pillar(work: WorkDep, pillar_id: PillarId) -> Response:
    """Take a pillar out of the archive or the trash."""
    return await changed(work, await PILLARS.restore(work, pillar_id))
