"""Sessions: a sign-in, its chain of refresh tokens, and its end."""

from dataclasses import dataclass
from datetime import timedelta

from cairn.identity.context import AuthContext, Origin
from cairn.identity.ids import SessionId
from cairn.identity.problems import RefreshRaced, SessionEnded
from cairn.identity.queries.accounts import ACCOUNT
from cairn.identity.queries.sessions import (
    ADD_SESSION,
    ADD_TOKEN,
    COUNT_SESSIONS,
    END_OTHER_SESSIONS,
    END_SESSION,
    FORGET_TOKENS,
    SESSION_LOCKED,
    SESSIONS,
    TOKEN,
    TOUCH_SESSION,
    USE_TOKEN,
)
from cairn.identity.throttle import place
from cairn.identity.tokens import RefreshToken, issue_access_token, new_refresh_token, read_refresh_token
from cairn.kit.actor import Actor
from cairn.kit.db.audit import record
from cairn.kit.db.sql import Row
from cairn.kit.db.work import ReadWork, Work
from cairn.kit.http.paging import PageQuery, numbered_page
from cairn.kit.http.problems import NotFound, Problem
from cairn.kit.ids import new_id
from cairn.settings import AuthSettings

REUSE_GRACE = timedelta(seconds=10)
"""How long a used refresh token is taken for a repeated request and not for a stolen one."""


@dataclass(frozen=True, slots=True)
class SignedIn:
    """A sign-in that is written but not yet proven by an access token."""

    account: Row
    refresh: RefreshToken

    @property
    def actor(self) -> Actor:
        """The one who signed in."""
        return Actor(self.refresh.user_id, self.refresh.session_id, self.account.role)


@dataclass(frozen=True, slots=True)
class Tokens:
    """What a client is given; both tokens are secrets."""

    account: Row
    session_id: SessionId
    access: str
    refresh: str


async def issue(context: AuthContext, signed_in: SignedIn) -> Tokens:
    """Return the tokens of a sign-in, after its transaction: signing may read the keys again."""
    life = timedelta(minutes=context.settings.access_minutes)
    access = await issue_access_token(context.keyring, signed_in.actor, life=life)
    return Tokens(signed_in.account, signed_in.refresh.session_id, access, signed_in.refresh.text)


async def start_session(
    work: Work, auth: AuthSettings, account: Row, origin: Origin, action: str
) -> SignedIn:
    """Begin a session of the work's owner, with the first link of its chain; audited as `action`."""
    now = work.clock.now()
    token = new_refresh_token(work.owner, SessionId(new_id()))
    await work.db.run(
        ADD_SESSION,
        id=token.session_id,
        now=now,
        device=origin.device,
        address=origin.address,
        expires_at=now + timedelta(days=auth.refresh_days),
    )
    await _add_link(work, token)
    await record(work, action, "auth_session", token.session_id, actor_id=work.owner)
    return SignedIn(account, token)


async def refresh(context: AuthContext, text: str, origin: Origin) -> Tokens:
    """Exchange a refresh token for new tokens; raises SessionEnded or RefreshRaced.

    The transaction returns its refusal instead of raising it, since the end of a session whose token was
    reused has to be committed although the answer is an error.
    """
    token = read_refresh_token(text)
    if token is None:
        raise SessionEnded
    async with context.database.work(token.user_id, request_id=origin.request_id) as work:
        outcome = await _rotate(work, context.settings, token, origin)
    if isinstance(outcome, Problem):
        raise outcome
    return await issue(context, outcome)


async def _rotate(work: Work, auth: AuthSettings, token: RefreshToken, origin: Origin) -> SignedIn | Problem:
    now = work.clock.now()
    session = await work.db.row(SESSION_LOCKED, session=token.session_id)
    if session is None or session.revoked_at is not None or session.expires_at <= now:
        return SessionEnded()
    link = await work.db.row(TOKEN, session=token.session_id, token_hash=token.digest)
    account = await work.db.row(ACCOUNT)
    if link is None or account is None or account.status != "active":
        return SessionEnded()
    if link.used_at is not None:
        if now - link.used_at <= REUSE_GRACE:
            return RefreshRaced()
        await _end(work, token.session_id, "refresh_reuse")
        return SessionEnded("A refresh token was used twice, so the session was ended.")
    following = new_refresh_token(token.user_id, token.session_id)
    life = timedelta(days=auth.refresh_days)
    await work.db.run(USE_TOKEN, id=link.id, now=now)
    await _add_link(work, following)
    await work.db.run(
        TOUCH_SESSION, session=token.session_id, now=now, expires_at=now + life, address=origin.address
    )
    await work.db.run(FORGET_TOKENS, session=token.session_id, before=now - life)
    return SignedIn(account, following)


async def _add_link(work: Work, token: RefreshToken) -> None:
    await work.db.run(
        ADD_TOKEN, id=new_id(), now=work.clock.now(), session=token.session_id, token_hash=token.digest
    )


async def list_sessions(work: ReadWork, current: SessionId, query: PageQuery) -> bytes:
    """Return a page of the owner's lasting sessions as JSON, the one used last first."""
    now, limit = work.clock.now(), query.page_size
    rows = await work.db.rows(
        SESSIONS, now=now, current=current, limit=limit, offset=(query.page - 1) * limit
    )
    shown = [{**dict(row), "address": place(row.address)} for row in rows]
    return numbered_page(shown, await work.db.value(COUNT_SESSIONS, now=now), query)


async def end_session(work: Work, session_id: SessionId, reason: str) -> None:
    """End one session of the owner at once; raises NotFound for one that has ended or is not theirs."""
    if not await _end(work, session_id, reason):
        raise NotFound


async def end_other_sessions(
    work: Work, reason: str, *, keep: SessionId | None, tokens_too: bool = False
) -> int:
    """End the owner's sessions but one, and their personal access tokens if asked; return how many."""
    ended = await work.db.rows(
        END_OTHER_SESSIONS, now=work.clock.now(), reason=reason, keep=keep, tokens_too=tokens_too
    )
    for row in ended:
        await record(work, "end", "auth_session", row.id, {"revoked_reason": (None, reason)})
    return len(ended)


async def _end(work: Work, session_id: SessionId, reason: str) -> bool:
    ended = await work.db.value(END_SESSION, session=session_id, now=work.clock.now(), reason=reason)
    if ended is not None:
        await record(work, "end", "auth_session", session_id, {"revoked_reason": (None, reason)})
    return ended is not None
