"""Reviews, and what keeps being put off."""

from typing import Annotated

from fastapi import APIRouter, Query, Request, Response

from cairn.identity.deps import ReadDep, WorkDep
from cairn.kit.http.paging import Page
from cairn.kit.http.problems import Conflict, NotFound, Stale, problems
from cairn.kit.http.replies import IfMatch, changed, json_response, reply, shown
from cairn.kit.http.routing import router as make_router
from cairn.reviews import quarantine, service
from cairn.reviews.ids import ReviewId
from cairn.reviews.problems import ReviewCompleted
from cairn.reviews.queries import REVIEWS
from cairn.reviews.schemas import (
    DecidedOut,
    Decisions,
    QuarantinedOut,
    QuarantineQuery,
    ReviewDraft,
    ReviewOut,
    ReviewPatch,
    ReviewPlan,
    ReviewQuery,
)

reviews_router = make_router("/reviews", "reviews")
quarantine_router = make_router("/quarantine", "reviews")
ROUTERS: tuple[APIRouter, ...] = (reviews_router, quarantine_router)


@reviews_router.get("", response_model=Page[ReviewOut], responses=problems())
async def list_reviews(work: ReadDep, query: Annotated[ReviewQuery, Query()]) -> Response:
    """List your reviews. One waits two hours after each of your weeks and months has closed."""
    return json_response(await REVIEWS.page(work, query, query.sort, query.filters()))


@reviews_router.post("", response_model=ReviewOut, responses=problems())
async def draft_review(work: WorkDep, body: ReviewDraft) -> Response:
    """Draft the review of a period, or compute its numbers again. A completed one stays as it is."""
    return await changed(work, await service.draft(work, body.period_type, body.day))


@reviews_router.get("/{review_id}", response_model=ReviewOut, responses=problems(NotFound))
async def get_review(work: ReadDep, review_id: ReviewId, request: Request) -> Response:
    """Return one review."""
    return shown(request, await REVIEWS.show(work, review_id))


@reviews_router.patch("/{review_id}", response_model=ReviewOut, responses=problems(NotFound, Stale))
async def update_review(work: WorkDep, review_id: ReviewId, body: ReviewPatch, if_match: IfMatch) -> Response:
    """Write the words of a review."""
    return await changed(work, await REVIEWS.patch(work, review_id, body.changes(), if_match=if_match))


@reviews_router.post(
    "/{review_id}/plan", response_model=ReviewOut, responses=problems(NotFound, ReviewCompleted)
)
async def plan_review(work: WorkDep, review_id: ReviewId, body: ReviewPlan) -> Response:
    """Say what the next period is for."""
    return await changed(work, await service.plan(work, review_id, body.focus))


@reviews_router.post("/{review_id}/complete", response_model=ReviewOut, responses=problems(NotFound))
async def complete_review(work: WorkDep, review_id: ReviewId) -> Response:
    """Say that a review is done."""
    return await changed(work, await service.complete(work, review_id))


@reviews_router.delete("/{review_id}", status_code=204, responses=problems(NotFound, Stale))
async def delete_review(work: WorkDep, review_id: ReviewId, if_match: IfMatch) -> None:
    """Put a review in the trash, where it stays 30 days."""
    await REVIEWS.remove(work, review_id, if_match=if_match)


@reviews_router.post("/{review_id}/restore", response_model=ReviewOut, responses=problems(NotFound, Conflict))
async def restore_review(work: WorkDep, review_id: ReviewId) -> Response:
    """Take a review out of the trash, unless its period has another by now."""
    return await changed(work, await REVIEWS.restore(work, review_id))


@quarantine_router.get("", response_model=Page[QuarantinedOut], responses=problems())
async def list_quarantine(work: ReadDep, query: Annotated[QuarantineQuery, Query()]) -> Response:
    """List open tasks whose planned day ended three times or more with them undone."""
    return json_response(await quarantine.quarantined(work, query))


@quarantine_router.post("/decisions", response_model=DecidedOut, responses=problems())
async def decide_quarantine(work: WorkDep, body: Decisions) -> Response:
    """Keep, reschedule or drop tasks of that list; all that is decided, or nothing."""
    return await reply(work, (await quarantine.decide(work, body.decisions)).model_dump())
