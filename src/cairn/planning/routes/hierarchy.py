"""Everything at once: the tree of the structure, and the calendar of its tasks."""

from typing import Annotated

from fastapi import Query, Response

from cairn.identity.deps import ReadDep
from cairn.kit.http.problems import Invalid, problems
from cairn.kit.http.replies import json_response
from cairn.kit.http.routing import router as make_router
from cairn.kit.json import encode_json
from cairn.planning.schemas.hierarchy import HierarchyOut, HierarchyQuery, ScheduleOut, ScheduleQuery
from cairn.planning.service.hierarchy import hierarchy
from cairn.planning.service.schedule import schedule

router = make_router("", "hierarchy")

MAX_DAYS = 92


@router.get("/hierarchy", response_model=HierarchyOut, responses=problems())
async def get_hierarchy(work: ReadDep, query: Annotated[HierarchyQuery, Query()]) -> Response:
    """Return pillars, areas, projects and tasks as one tree, each task once."""
    return json_response(await hierarchy(work, depth=query.depth, open_only=query.open_only))


@router.get("/schedule", response_model=ScheduleOut, responses=problems())
async def get_schedule(work: ReadDep, query: Annotated[ScheduleQuery, Query()]) -> Response:
    """Return what is due, planned or expected on each day of a span."""
    if query.last < query.first:
        raise Invalid.field("query:to", "before_start", "The last day is not before the first.")
    if (query.last - query.first).days >= MAX_DAYS:
        raise Invalid.field("query:to", "too_long", f"At most {MAX_DAYS} days at once.")
    return json_response(encode_json((await schedule(work, query.first, query.last)).model_dump()))
