"""Invitations, for administrators."""

from typing import Annotated

from fastapi import Query, Response

from cairn.identity.deps import AdminWorkDep
from cairn.identity.ids import InviteId
from cairn.identity.schemas.accounts import InviteCreate, InviteOut, InviteQuery, NewInviteOut
from cairn.identity.service.admin import invite, invite_page, withdraw_invite
from cairn.kit.http.paging import Page
from cairn.kit.http.problems import Forbidden, NotFound, problems
from cairn.kit.http.replies import JSON, json_response
from cairn.kit.http.routing import router as make_router
from cairn.kit.json import encode_json

router = make_router("/admin/invites", "administration")


@router.post(
    "",
    status_code=201,
    response_model=NewInviteOut,
    openapi_extra={"x-plain": True},
    responses=problems(Forbidden),
)
async def create_invite(work: AdminWorkDep, body: InviteCreate) -> Response:
    """Invite somebody. The code is in this answer only; the server keeps a hash of it.

    One that is sent by mail carries another code; either can be used, once.
    """
    made = await invite(work, email=body.email, role=body.role, days=body.days, send=body.send)
    return Response(encode_json({**dict(made.row), "code": made.code}), 201, media_type=JSON)


@router.get("", response_model=Page[InviteOut], responses=problems(Forbidden))
async def list_invites(work: AdminWorkDep, query: Annotated[InviteQuery, Query()]) -> Response:
    """List the invitations, newest first, used and expired ones too."""
    return json_response(await invite_page(work, query))


@router.delete(
    "/{invite_id}", status_code=204, openapi_extra={"x-plain": True}, responses=problems(Forbidden, NotFound)
)
async def delete_invite(work: AdminWorkDep, invite_id: InviteId) -> None:
    """Withdraw an invitation that was not used."""
    await withdraw_invite(work, invite_id)
