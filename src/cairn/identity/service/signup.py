"""Making accounts: by signing up, and by the operator."""

import hashlib
from dataclasses import dataclass
from typing import Literal
from uuid import UUID

from cairn.identity.context import AuthContext, Origin
from cairn.identity.events import AccountCreated
from cairn.identity.ids import InviteId
from cairn.identity.passwords import hash_password, weakness
from cairn.identity.problems import EmailTaken, InviteInvalid, SignUpClosed
from cairn.identity.queries.accounts import (
    ADD_ACCOUNT,
    ADD_PROFILE,
    ANY_ACCOUNT,
    CREDENTIAL_BY_EMAIL,
    SIGN_UP_LOCK,
)
from cairn.identity.queries.invites import OPEN_INVITE, USE_INVITE
from cairn.identity.service.sessions import SignedIn, Tokens, issue, start_session
from cairn.identity.throttle import ADDRESS_FREE, Blocked, Counter, admit, network
from cairn.kit.db.audit import record
from cairn.kit.db.sql import Row
from cairn.kit.db.work import Database, Scope, Work
from cairn.kit.events import publish
from cairn.kit.http.problems import Invalid, Problem
from cairn.kit.ids import UserId, new_id

_LOCK_KEY = 0x7369_676E_7570  # "signup"


@dataclass(frozen=True, slots=True)
class NewAccount:
    """What an account begins with."""

    email: str
    """Normalised."""
    password: str
    display_name: str | None = None
    timezone: str = "UTC"
    day_start_hour: int = 0
    week_start: int = 0
    locale: str = "en"


@dataclass(frozen=True, slots=True)
class Admission:
    """By which right an account is made."""

    role: str
    is_owner: bool = False
    invite_id: InviteId | None = None


async def sign_up(context: AuthContext, new: NewAccount, invite_code: str | None, origin: Origin) -> Tokens:
    """Make an account and sign in.

    Raises Invalid, SignUpClosed, InviteInvalid, EmailTaken or TooManyRequests. That an address is taken is
    told only to somebody who may make an account at all: with sign-up by invitation (the default), to the
    holder of an unused invitation. With open sign-up anybody can try it out, and without a second channel
    such as mail no answer could hide it, since an account is made or is not; there it is counted by network
    address like a failed sign-in, so that lists of addresses cannot be tried.
    """
    refuse_weak(new.password, new.email)
    async with context.database.work(scope=Scope.SYSTEM, request_id=origin.request_id) as work:
        refusal = await _may_sign_up(work, context, new.email, invite_code, origin.address)
    if refusal is not None:
        raise refusal
    password_hash = await hash_password(new.password)
    owner = UserId(new_id())
    async with context.database.work(owner, scope=Scope.SYSTEM, request_id=origin.request_id) as work:
        await work.db.run(SIGN_UP_LOCK, key=_LOCK_KEY)
        admission = await _admission(work, context.settings.signup, new.email, invite_code)
        account = await add_account(work, new, password_hash, admission)
        signed_in: SignedIn = await start_session(work, context.settings, account, origin, "sign_up")
        await publish(work, AccountCreated(owner))
    return await issue(context, signed_in)


def refuse_weak(password: str, email: str, pointer: str = "/password") -> None:
    """Raise Invalid for a password that is not accepted."""
    reason = weakness(password, email)
    if reason is not None:
        raise Invalid.field(pointer, "weak_password", reason)


async def create_account(
    database: Database, new: NewAccount, *, role: str = "member", own: bool = True
) -> UUID:
    """Make an account as the operator, whatever the mode of sign-up.

    The first one becomes the owner, unless it may not own the server.
    Raises Invalid or EmailTaken.
    """
    refuse_weak(new.password, new.email)
    password_hash = await hash_password(new.password)
    owner = UserId(new_id())
    async with database.work(owner, scope=Scope.SYSTEM) as work:
        await work.db.run(SIGN_UP_LOCK, key=_LOCK_KEY)
        first = own and not await work.db.value(ANY_ACCOUNT)
        admission = Admission("admin", is_owner=True) if first else Admission(role)
        await add_account(work, new, password_hash, admission)
        await publish(work, AccountCreated(owner))
    return owner


async def add_account(work: Work, new: NewAccount, password_hash: str, admission: Admission) -> Row:
    """Insert the account of the work's owner with its profile, and use up the invitation."""
    now = work.clock.now()
    account = await work.db.row(
        ADD_ACCOUNT,
        email=new.email,
        password_hash=password_hash,
        role=admission.role,
        is_owner=admission.is_owner,
        locale=new.locale,
        timezone=new.timezone,
        day_start_hour=new.day_start_hour,
        week_start=new.week_start,
        now=now,
    )
    if account is None:
        raise EmailTaken
    if admission.invite_id is not None and not await work.db.value(
        USE_INVITE, id=admission.invite_id, now=now
    ):
        raise InviteInvalid
    await work.db.run(ADD_PROFILE, id=new_id(), now=now, display_name=new.display_name)
    await record(work, "create", "user_account", work.owner, {"role": (None, admission.role)})
    return account


def invite_hash(code: str) -> bytes:
    """Return what is stored of an invitation's code, which has 160 random bits and so needs no salt."""
    return hashlib.sha256(code.strip().encode()).digest()


async def _may_sign_up(
    work: Work, context: AuthContext, email: str, invite_code: str | None, address: str | None
) -> Problem | None:
    """Return why not, before the password is hashed; the count of a taken address must be committed."""
    try:
        await _admission(work, context.settings.signup, email, invite_code)
    except (SignUpClosed, InviteInvalid) as refusal:
        return refusal
    if await work.db.row(CREDENTIAL_BY_EMAIL, email=email) is None:
        return None
    place = network(address)
    counter = Counter(context.keyring.throttle_hash("sign-up", place), ADDRESS_FREE, blocks=True)
    attempt = await admit(work, (counter,))
    return attempt.problem() if isinstance(attempt, Blocked) else EmailTaken()


async def _admission(
    work: Work, mode: Literal["open", "invite", "closed"], email: str, invite_code: str | None
) -> Admission:
    """Return by which right somebody may sign up; raises SignUpClosed or InviteInvalid."""
    if not await work.db.value(ANY_ACCOUNT):
        return Admission("admin", is_owner=True)
    if mode != "closed" and invite_code is not None:
        invite = await work.db.row(OPEN_INVITE, code_hash=invite_hash(invite_code), now=work.clock.now())
        if invite is None or invite.email not in {None, email}:
            raise InviteInvalid
        return Admission(invite.role, invite_id=InviteId(invite.id))
    if mode != "open":
        raise SignUpClosed
    return Admission("member")
