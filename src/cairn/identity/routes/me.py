"""The account and the profile of whoever asks."""

from fastapi import Request, Response

from cairn.identity.deps import ReadDep, WorkDep
from cairn.identity.schemas.accounts import AccountOut, AccountPatch, ProfileOut, ProfilePatch
from cairn.identity.service.account import (
    account_body,
    change_account,
    change_profile,
    profile_body,
    show_account,
    show_profile,
)
from cairn.kit.db.owned import Written
from cairn.kit.db.sql import Row
from cairn.kit.http.problems import Stale, problems
from cairn.kit.http.replies import IfMatch, changed, shown
from cairn.kit.http.routing import router as make_router
from cairn.kit.ids import UserId
from cairn.kit.json import encode_json

router = make_router("", "accounts")


@router.get("/auth/me", response_model=AccountOut, responses=problems())
async def get_me(work: ReadDep, request: Request) -> Response:
    """Return your account."""
    return shown(request, _account(await show_account(work), work.owner))


@router.patch("/auth/me", response_model=AccountOut, responses=problems(Stale))
async def update_me(work: WorkDep, body: AccountPatch, if_match: IfMatch) -> Response:
    """Change the fields that are sent. Days already written keep the zone that they had."""
    row = await change_account(work, body.changes(), if_match=if_match)
    return await changed(work, _account(row, work.owner))


@router.get("/me/profile", response_model=ProfileOut, responses=problems())
async def get_profile(work: ReadDep, request: Request) -> Response:
    """Return your profile."""
    return shown(request, _profile(await show_profile(work), work.owner))


@router.patch("/me/profile", response_model=ProfileOut, responses=problems(Stale))
async def update_profile(work: WorkDep, body: ProfilePatch, if_match: IfMatch) -> Response:
    """Change the fields that are sent."""
    row = await change_profile(work, body.changes(), if_match=if_match)
    return await changed(work, _profile(row, work.owner))


def _account(row: Row, owner: UserId) -> Written:
    return Written(owner, row.version, encode_json(account_body(row)))


def _profile(row: Row, owner: UserId) -> Written:
    return Written(owner, row.version, encode_json(profile_body(row)))
