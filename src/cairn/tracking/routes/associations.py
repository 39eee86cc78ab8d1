"""What goes with what."""

from typing import Annotated

from fastapi import Query, Response

from cairn.identity.deps import ReadDep, WorkDep
from cairn.kit.http.problems import NotFound, problems
from cairn.kit.http.replies import json_response, reply
from cairn.kit.http.routing import router as make_router
from cairn.kit.json import encode_json
from cairn.tracking.schemas.associations import AssociationsOut, PairOut, PairQuery, QueuedOut
from cairn.tracking.service import associations

router = make_router("/associations", "insights")


@router.get("", response_model=AssociationsOut, responses=problems())
async def list_associations(work: ReadDep) -> Response:
    """Return which of your habits, metrics and days go together, as last computed."""
    return json_response(encode_json(await associations.newest(work)))


@router.post("/recompute", status_code=202, response_model=QueuedOut, responses=problems())
async def recompute_associations(work: WorkDep) -> Response:
    """Have what goes with what computed anew; a job does it in a moment."""
    await associations.ask(work)
    return await reply(work, {"queued": True}, status=202)


@router.get("/pair", response_model=PairOut, responses=problems(NotFound))
async def get_association_pair(work: ReadDep, query: Annotated[PairQuery, Query()]) -> Response:
    """Return two series of your last year day by day, for a plot."""
    return json_response(encode_json(await associations.pair(work, query)))
