"""The sign-ins of whoever asks."""

from typing import Annotated

from fastapi import Query, Request, Response

from cairn.identity.cookies import clear_cookies
from cairn.identity.deps import ActorDep, AuthDep, ReadDep, WorkDep
from cairn.identity.ids import SessionId
from cairn.identity.schemas.signin import EndedOut, SessionOut, SessionQuery
from cairn.identity.scopes import SIGNING_IN
from cairn.identity.service.sessions import end_other_sessions, end_session, list_sessions
from cairn.kit.http.paging import Page
from cairn.kit.http.problems import NotFound, problems
from cairn.kit.http.replies import json_response, reply
from cairn.kit.http.routing import router as make_router

router = make_router("/auth/sessions", SIGNING_IN)


@router.get("", response_model=Page[SessionOut], responses=problems())
async def list_my_sessions(
    work: ReadDep, actor: ActorDep, query: Annotated[SessionQuery, Query()]
) -> Response:
    """List the sessions that last, the one used last first."""
    return json_response(await list_sessions(work, SessionId(actor.session_id), query))


@router.post("/revoke-others", response_model=EndedOut, responses=problems())
async def revoke_other_sessions(work: WorkDep, actor: ActorDep) -> Response:
    """End all your sessions but this one, at once."""
    ended = await end_other_sessions(work, "revoked", keep=SessionId(actor.session_id))
    return await reply(work, {"ended": ended})


@router.post(
    "/revoke-all",
    status_code=200,
    response_model=EndedOut,
    openapi_extra={"x-plain": True},
    responses=problems(),
)
async def revoke_all_sessions(work: WorkDep, auth: AuthDep, request: Request) -> Response:
    """Sign out everywhere: end all your sessions at once, the one of this request too."""
    response = await reply(work, {"ended": await end_other_sessions(work, "revoked", keep=None)})
    clear_cookies(response, request, auth.public_url)
    return response


@router.delete(
    "/{session_id}", status_code=204, openapi_extra={"x-plain": True}, responses=problems(NotFound)
)
async def revoke_session(work: WorkDep, session_id: SessionId) -> None:
    """End a session at once, on whatever device it is."""
    await end_session(work, session_id, "revoked")
