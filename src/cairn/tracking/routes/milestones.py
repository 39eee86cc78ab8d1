"""Milestones of habits and metrics."""

from typing import Annotated

from fastapi import Query, Response

from cairn.identity.deps import ReadDep
from cairn.kit.http.paging import Cursor
from cairn.kit.http.problems import problems
from cairn.kit.http.replies import json_response
from cairn.kit.http.routing import router as make_router
from cairn.tracking.queries.milestones import MILESTONES
from cairn.tracking.schemas.milestones import MilestoneOut, MilestoneQuery

router = make_router("/milestones", "metrics")


@router.get("", response_model=Cursor[MilestoneOut], responses=problems())
async def list_milestones(work: ReadDep, query: Annotated[MilestoneQuery, Query()]) -> Response:
    """List what you reached with your habits and metrics, the newest first."""
    return json_response(await MILESTONES.page(work, query, query.filters()))
