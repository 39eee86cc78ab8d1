"""Links: what has to do with what."""

from typing import Annotated

from fastapi import Query, Request, Response

from cairn.identity.deps import ReadDep, WorkDep
from cairn.kit.db.entities import missing
from cairn.kit.http.paging import Page
from cairn.kit.http.problems import Conflict, FieldError, Invalid, NotFound, Stale, problems
from cairn.kit.http.replies import IfMatch, changed, created, json_response, shown
from cairn.kit.http.routing import router as make_router
from cairn.kit.json import encode_json
from cairn.reflection.ids import LinkId
from cairn.reflection.models import Link
from cairn.reflection.queries.links import LINKS, targets
from cairn.reflection.schemas.links import (
    EntityLinkCreate,
    EntityLinkOut,
    EntityLinkQuery,
    LinkTargetQuery,
    LinkTargetsOut,
)

router = make_router("/links", "links")


@router.get("", response_model=Page[EntityLinkOut], responses=problems())
async def list_links(work: ReadDep, query: Annotated[EntityLinkQuery, Query()]) -> Response:
    """List connections between your things."""
    return json_response(await LINKS.page(work, query, query.sort, query.filters()))


@router.post("", status_code=201, response_model=EntityLinkOut, responses=problems(Conflict))
async def create_link(work: WorkDep, body: EntityLinkCreate) -> Response:
    """Connect two things, such as an entry of the journal with the goal that it is about."""
    if body.from_id == body.to_id:
        raise Invalid.field("/to_id", "same", "A thing cannot be connected with itself.")
    lost = await missing(work, (body.from_id, body.to_id))
    if lost:
        ends = {"/from_id": body.from_id, "/to_id": body.to_id}
        detail = "There is no such thing."
        raise Invalid(errors=[FieldError(at, "not_found", detail) for at, end in ends.items() if end in lost])
    return await created(work, await LINKS.add(work, Link(**body.model_dump())), "/api/v1/links")


@router.get("/targets", response_model=LinkTargetsOut, responses=problems())
async def find_link_targets(work: ReadDep, query: Annotated[LinkTargetQuery, Query()]) -> Response:
    """Find what can be connected, by a part of its name: tasks, goals, habits, entries, days and so on."""
    rows = await work.db.rows(targets(), q=query.q, limit=query.limit)
    return json_response(encode_json({"items": [dict(row) for row in rows]}))


@router.get("/{link_id}", response_model=EntityLinkOut, responses=problems(NotFound))
async def get_link(work: ReadDep, link_id: LinkId, request: Request) -> Response:
    """Return one connection."""
    return shown(request, await LINKS.show(work, link_id))


@router.delete("/{link_id}", status_code=204, responses=problems(NotFound, Stale))
async def delete_link(work: WorkDep, link_id: LinkId, if_match: IfMatch) -> None:
    """Take a connection away; it stays in the trash 30 days."""
    await LINKS.remove(work, link_id, if_match=if_match)


@router.post("/{link_id}/restore", response_model=EntityLinkOut, responses=problems(NotFound, Conflict))
async def restore_link(work: WorkDep, link_id: LinkId) -> Response:
    """Take a connection out of the trash."""
    return await changed(work, await LINKS.restore(work, link_id))
