"""The administration of accounts: by an administrator over HTTP, or by the operator at the command line."""

import secrets
from dataclasses import dataclass
from datetime import timedelta

from cairn.identity.ids import InviteId
from cairn.identity.passwords import hash_password
from cairn.identity.queries.accounts import ACCOUNTS, CREDENTIAL_BY_EMAIL, SET_STATUS
from cairn.identity.queries.invites import ADD_INVITE, COUNT_INVITES, INVITES, REMOVE_INVITE
from cairn.identity.service.account import replace_password
from cairn.identity.service.sessions import end_other_sessions
from cairn.identity.service.signup import invite_hash, refuse_weak
from cairn.identity.text import normal_email
from cairn.kit.db.audit import record
from cairn.kit.db.sql import Row
from cairn.kit.db.work import Database, ReadWork, Scope, Work
from cairn.kit.http.paging import PageQuery, numbered_page
from cairn.kit.http.problems import Invalid, NotFound
from cairn.kit.ids import UserId, new_id
from cairn.kit.jobs import enqueue

_CODE_BYTES = 20
INVITE_DAYS = 14


@dataclass(frozen=True, slots=True)
class Invitation:
    """An invitation with its code, which is shown once and stored as a hash only."""

    row: Row
    code: str


def invite_code() -> str:
    """Return a new code of an invitation."""
    return f"ci_{secrets.token_urlsafe(_CODE_BYTES)}"


async def invite(
    work: Work, *, email: str | None, role: str, days: int = INVITE_DAYS, send: bool = False
) -> Invitation:
    """Make an invitation, and send it if asked; in the system scope. Raises Invalid."""
    if send and email is None:
        raise Invalid.field("/email", "missing", "Name the address that the invitation is sent to.")
    code = invite_code()
    now = work.clock.now()
    row = await work.db.row(
        ADD_INVITE,
        id=new_id(),
        code_hash=invite_hash(code),
        email=None if email is None else normal_email(email),
        role=role,
        now=now,
        created_by=work.actor_id,
        expires_at=now + timedelta(days=days),
    )
    if row is None:  # pragma: no cover - an INSERT without a condition returns its row
        raise NotFound
    if work.actor is not None:
        await record(work, "create", "invite", row.id, {"role": (None, role)})
    if send:
        await enqueue(work, "identity.send_invite", invite=row.id)
    return Invitation(row, code)


async def invite_page(work: ReadWork, query: PageQuery) -> bytes:
    """Return a page of the invitations as JSON, newest first; in the system scope."""
    limit = query.page_size
    rows = await work.db.rows(INVITES, limit=limit, offset=(query.page - 1) * limit)
    return numbered_page(rows, await work.db.value(COUNT_INVITES), query)


async def withdraw_invite(work: Work, invite_id: InviteId) -> None:
    """Remove an invitation that was not used; raises NotFound."""
    if await work.db.value(REMOVE_INVITE, id=invite_id) is None:
        raise NotFound
    await record(work, "delete", "invite", invite_id)


async def invite_as_operator(
    database: Database,
    *,
    email: str | None = None,
    role: str = "member",
    days: int = INVITE_DAYS,
    send: bool = False,
) -> Invitation:
    """Make an invitation at the command line; a server that runs sends it."""
    async with database.work(scope=Scope.SYSTEM) as work:
        return await invite(work, email=email, role=role, days=days, send=send)


async def reset_password(database: Database, email: str, password: str | None = None) -> str:
    """Give an account a new password, made here unless given, and end its sessions; return the password.

    Raises NotFound or Invalid.
    """
    password = password if password is not None else secrets.token_urlsafe(15)
    refuse_weak(password, normal_email(email))
    password_hash = await hash_password(password)
    async with database.work(await _id_of(database, email), scope=Scope.SYSTEM) as work:
        await replace_password(work, password_hash, keep=None)
    return password


async def set_status(database: Database, email: str, status: str) -> None:
    """Make an account `active` or `disabled`; a disabled one is signed out everywhere. Raises NotFound."""
    async with database.work(await _id_of(database, email), scope=Scope.SYSTEM) as work:
        await work.db.run(SET_STATUS, status=status, now=work.clock.now())
        await record(work, "update", "user_account", work.owner, {"status": (None, status)})
        if status != "active":
            await end_other_sessions(work, "disabled", keep=None, tokens_too=True)


async def list_accounts(database: Database) -> list[Row]:
    """Return every account: id, email, role, is_owner, status, created_at, last_used_at (or None)."""
    async with database.read(scope=Scope.SYSTEM) as work:
        return await work.db.rows(ACCOUNTS)


async def _id_of(database: Database, email: str) -> UserId:
    async with database.read(scope=Scope.SYSTEM) as work:
        row = await work.db.row(CREDENTIAL_BY_EMAIL, email=normal_email(email))
    if row is None:
        raise NotFound(f"There is no account with the address {normal_email(email)}.")
    return UserId(row.id)
