"""Calendar feeds."""

from typing import Annotated, Any

from fastapi import Path, Query, Request, Response

from cairn.identity.deps import ActorDep, DatabaseDep, ReadDep, WorkDep
from cairn.integrations.ids import CalendarFeedId
from cairn.integrations.queries import FEEDS
from cairn.integrations.routes.address import address
from cairn.integrations.schemas.feeds import (
    CalendarFeedCreate,
    CalendarFeedMadeOut,
    CalendarFeedOut,
    CalendarFeedQuery,
)
from cairn.integrations.service.feeds import create_feed, read_feed
from cairn.kit.http.paging import Page
from cairn.kit.http.problems import NotFound, Stale, problems
from cairn.kit.http.replies import JSON, IfMatch, etag, extended, json_response, shown
from cairn.kit.http.routing import API
from cairn.kit.http.routing import router as make_router

router = make_router("/calendar-feeds", "integrations")
public = make_router("/calendars", "integrations")

CALENDAR = "text/calendar"
FeedToken = Annotated[str, Path(pattern=r"^cf_[A-Za-z0-9_-]{86}$", description="The secret of the feed.")]
_ANSWERS: dict[int | str, dict[str, Any]] = {
    200: {
        "description": "The calendar.",
        "content": {CALENDAR: {"schema": {"type": "string"}, "example": "BEGIN:VCALENDAR\r\n"}},
        "headers": {
            "ETag": {"description": "Names the content.", "schema": {"type": "string", "example": '"abc"'}}
        },
    },
    304: {"description": "The calendar that the client has is the present one."},
}


@router.get("", response_model=Page[CalendarFeedOut], responses=problems())
async def list_calendar_feeds(work: ReadDep, query: Annotated[CalendarFeedQuery, Query()]) -> Response:
    """List your calendar feeds. Their addresses are shown only when they are made."""
    return json_response(await FEEDS.page(work, query, query.sort, query.filters()))


@router.post(
    "",
    status_code=201,
    response_model=CalendarFeedMadeOut,
    openapi_extra={"x-plain": True},
    responses=problems(),
)
async def create_calendar_feed(
    request: Request, actor: ActorDep, database: DatabaseDep, body: CalendarFeedCreate
) -> Response:
    """Make a calendar of your tasks with dates, for programs that cannot sign in."""
    # No key for repetition: the answer, which has a secret in it, is not kept.
    async with database.work(actor.user_id, actor=actor, request_id=request.state.request_id) as work:
        written, token = await create_feed(work, body)
    url = address(request, f"{API}/calendars/{token.text}")
    made = extended(written.body, token=token.text, url=url)
    return Response(made, 201, {"ETag": etag(written.version)}, JSON)


@router.get("/{calendar_feed_id}", response_model=CalendarFeedOut, responses=problems(NotFound))
async def get_calendar_feed(work: ReadDep, calendar_feed_id: CalendarFeedId, request: Request) -> Response:
    """Return one calendar feed."""
    return shown(request, await FEEDS.show(work, calendar_feed_id))


@router.delete("/{calendar_feed_id}", status_code=204, responses=problems(NotFound, Stale))
async def revoke_calendar_feed(work: WorkDep, calendar_feed_id: CalendarFeedId, if_match: IfMatch) -> None:
    """Revoke a calendar feed: its address is worthless at once."""
    await FEEDS.remove(work, calendar_feed_id, if_match=if_match)


@public.get(
    "/{feed_token}",
    response_model=None,
    openapi_extra={"x-open": True},
    responses={**_ANSWERS, **problems(NotFound)},
)
async def read_calendar(request: Request, database: DatabaseDep, feed_token: FeedToken) -> Response:
    """Return the calendar behind a feed's address. It needs no sign-in; a revoked one is not found."""
    found = await read_feed(database, feed_token)
    headers = {"ETag": found.etag, "Cache-Control": "private, max-age=300"}
    given = request.headers.get("if-none-match", "")
    if found.etag in {tag.strip().removeprefix("W/") for tag in given.split(",")}:
        return Response(status_code=304, headers=headers)
    return Response(found.body, headers=headers, media_type=f"{CALENDAR}; charset=utf-8")
