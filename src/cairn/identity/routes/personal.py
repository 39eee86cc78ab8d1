"""Personal access tokens of whoever asks."""

from typing import Annotated

from fastapi import Query, Response

from cairn.identity.deps import ReadDep, RecentActorDep, WorkDep
from cairn.identity.ids import PersonalTokenId
from cairn.identity.problems import ReauthenticationRequired
from cairn.identity.schemas.personal import NewTokenOut, TokenCreate, TokenOut, TokenQuery
from cairn.identity.scopes import SIGNING_IN
from cairn.identity.service import personal
from cairn.kit.http.paging import Page
from cairn.kit.http.problems import NotFound, problems
from cairn.kit.http.replies import JSON, json_response
from cairn.kit.http.routing import router as make_router
from cairn.kit.json import encode_json

router = make_router("/auth/tokens", SIGNING_IN)

PLAIN = {"x-plain": True}


@router.get("", response_model=Page[TokenOut], responses=problems())
async def list_tokens(work: ReadDep, query: Annotated[TokenQuery, Query()]) -> Response:
    """List your tokens that count, newest first."""
    return json_response(await personal.list_tokens(work, query))


@router.post(
    "",
    status_code=201,
    response_model=NewTokenOut,
    openapi_extra=PLAIN,
    responses=problems(ReauthenticationRequired),
)
async def create_token(work: WorkDep, recent: RecentActorDep, body: TokenCreate) -> Response:
    """Make a token for a program of yours. Its text is in this answer only; the server keeps a hash of it."""
    made = await personal.create_token(work, name=body.name, scopes=body.scopes, days=body.days)
    return Response(encode_json({**dict(made.row), "token": made.text}), 201, media_type=JSON)


@router.delete("/{token_id}", status_code=204, openapi_extra=PLAIN, responses=problems(NotFound))
async def revoke_token(work: WorkDep, token_id: PersonalTokenId) -> None:
    """End a token at once."""
    await personal.revoke_token(work, token_id)
