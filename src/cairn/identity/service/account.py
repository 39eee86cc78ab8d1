"""What people change of their own account: password, calendar, profile."""

from typing import Any

from cairn.identity.context import AuthContext
from cairn.identity.days import reset_day_turn
from cairn.identity.ids import SessionId
from cairn.identity.passwords import hash_password
from cairn.identity.queries.accounts import (
    ACCOUNT,
    ACCOUNT_LOCKED,
    CHANGE_ACCOUNT,
    CHANGE_PASSWORD,
    CHANGE_PROFILE,
    PROFILE,
    PROFILE_LOCKED,
)
from cairn.identity.schemas.accounts import AccountOut, ProfileOut
from cairn.identity.service.notices import tell
from cairn.identity.service.proof import accept_proof, prove_password
from cairn.identity.service.sessions import end_other_sessions
from cairn.identity.service.signup import refuse_weak
from cairn.kit.actor import Actor
from cairn.kit.db.audit import record
from cairn.kit.db.sql import Query, Row
from cairn.kit.db.work import ReadWork, Scope, Work
from cairn.kit.http.problems import NotFound, Stale

_CALENDAR = ("locale", "timezone", "day_start_hour", "week_start")
_PROFILE = ("display_name", "working_hours", "peak_hours", "planned_minutes", "onboarding", "ai_enabled")
_PERSONAL = ("display_name", "onboarding")


async def show_account(work: ReadWork) -> Row:
    """Return the owner's account."""
    return await _one(work, ACCOUNT)


async def show_profile(work: ReadWork) -> Row:
    """Return the owner's profile."""
    return await _one(work, PROFILE)


async def change_account(work: Work, changes: dict[str, Any], *, if_match: int | None) -> Row:
    """Change locale, zone, start of the day or of the week; raises Stale."""
    old = await _one(work, ACCOUNT_LOCKED)
    _require(old, if_match)
    merged = {name: changes.get(name, old[name]) for name in _CALENDAR}
    new = await _one(work, CHANGE_ACCOUNT, **merged, now=work.clock.now())
    pairs = {name: (old[name], new[name]) for name in sorted(changes)}
    await record(work, "update", "user_account", work.owner, pairs)
    if {"timezone", "day_start_hour"} & changes.keys():
        await reset_day_turn(work)
    return new


async def change_profile(work: Work, changes: dict[str, Any], *, if_match: int | None) -> Row:
    """Change the profile; raises Stale."""
    old = await _one(work, PROFILE_LOCKED)
    _require(old, if_match)
    merged = {name: changes.get(name, old[name]) for name in _PROFILE}
    new = await _one(work, CHANGE_PROFILE, **merged, now=work.clock.now())
    pairs = {name: (None, None) if name in _PERSONAL else (old[name], new[name]) for name in sorted(changes)}
    await record(work, "update", "profile", old.id, pairs)
    return new


async def change_password(
    context: AuthContext, actor: Actor, current: str, new: str, request_id: str | None
) -> int:
    """Replace the password and end the other sessions; return how many of them.

    Raises WrongPassword, Invalid or TooManyRequests.
    """
    proof = await prove_password(
        context, actor, current, first=lambda found: refuse_weak(new, found.email, "/new_password")
    )
    password_hash = await hash_password(new)
    async with context.database.work(
        actor.user_id, actor=actor, scope=Scope.SYSTEM, request_id=request_id
    ) as work:
        await accept_proof(work, proof)
        return await replace_password(work, password_hash, keep=SessionId(actor.session_id))


async def replace_password(work: Work, password_hash: str, *, keep: SessionId | None) -> int:
    """Store the owner's new password and end their sessions but one; return how many.

    Where none is kept, the old password was lost or stolen: personal access tokens end too.
    """
    await work.db.run(CHANGE_PASSWORD, password_hash=password_hash, now=work.clock.now())
    await record(work, "change_password", "user_account", work.owner)
    await tell(work, "password_changed")
    return await end_other_sessions(work, "password_change", keep=keep, tokens_too=keep is None)


def account_body(row: Row) -> dict[str, Any]:
    """Return what is shown of an account; never its hash."""
    return {name: row[name] for name in AccountOut.model_fields}


def profile_body(row: Row) -> dict[str, Any]:
    """Return what is shown of a profile."""
    return {name: row[name] for name in ProfileOut.model_fields}


async def _one(work: ReadWork, query: Query, **values: Any) -> Row:
    row = await work.db.row(query, **values)
    if row is None:
        raise NotFound
    return row


def _require(row: Row, version: int | None) -> None:
    if version is not None and row.version != version:
        raise Stale(f"The newest version is {row.version}.", version=row.version)
