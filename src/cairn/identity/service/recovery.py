"""What is proven by mail: that a forgotten password may be replaced, and that an address is its person's."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from cairn.identity.context import AuthContext, Origin
from cairn.identity.keyed import KeyedToken, new_token, read_token
from cairn.identity.passwords import hash_password
from cairn.identity.problems import EmailTaken, LinkInvalid
from cairn.identity.queries.accounts import ACCOUNT_LOCKED, CREDENTIAL_BY_EMAIL, VERIFY_ADDRESS
from cairn.identity.queries.mails import ADD_MAIL_TOKEN, END_MAIL_TOKENS, OPEN_MAIL_TOKEN, USE_MAIL_TOKEN
from cairn.identity.service.account import replace_password
from cairn.identity.service.notices import tell
from cairn.identity.service.signup import refuse_weak
from cairn.identity.text import normal_email
from cairn.identity.throttle import Blocked, Counter, admit, network
from cairn.kit.db.audit import record
from cairn.kit.db.sql import Row
from cairn.kit.db.work import Scope, Work
from cairn.kit.ids import UserId, new_id
from cairn.kit.jobs import enqueue

MAIL_PREFIX = "cm_"
RESET_LIFE = timedelta(hours=1)
ADDRESS_LIFE = timedelta(days=1)
_FREE_BY_EMAIL, _FREE_BY_ADDRESS = 3, 10


async def ask_for_reset(context: AuthContext, email: str, origin: Origin) -> None:
    """Send a link to choose a new password; raises TooManyRequests.

    An address without an account goes the same way: the same statements, the same answer, and a job that
    finds nobody. Questions are counted, by mailbox and by network, so that nobody's mailbox is flooded.
    """
    email = normal_email(email)
    counters = (
        Counter(context.keyring.throttle_hash("reset", email), _FREE_BY_EMAIL, blocks=True),
        Counter(
            context.keyring.throttle_hash("reset by", network(origin.address)), _FREE_BY_ADDRESS, blocks=True
        ),
    )
    async with context.database.work(scope=Scope.SYSTEM, request_id=origin.request_id) as work:
        credential = await work.db.row(CREDENTIAL_BY_EMAIL, email=email)
        attempt = await admit(work, counters)
        if not isinstance(attempt, Blocked):
            person = UserId(credential.id if credential else new_id())
            await enqueue(work, "identity.send_reset", key=f"reset:{person}", owner=person, person=person)
    if isinstance(attempt, Blocked):
        raise attempt.problem()


async def reset_password(context: AuthContext, text: str, new: str, origin: Origin) -> None:
    """Replace a forgotten password, and end every session; raises LinkInvalid or Invalid.

    Nobody is signed in by it: where a second factor is on, it is still asked for.
    """
    token = _read(text)
    async with context.database.read(token.user_id, scope=Scope.SYSTEM) as read:
        row = await read.db.row(OPEN_MAIL_TOKEN, **_named(token, "reset"), now=read.clock.now())
    if row is None:
        raise LinkInvalid
    refuse_weak(new, row.email, "/new_password")
    password_hash = await hash_password(new)
    async with context.database.work(token.user_id, scope=Scope.SYSTEM, request_id=origin.request_id) as work:
        account, email = await _use(work, token, "reset")
        now = work.clock.now()
        await work.db.run(END_MAIL_TOKENS, purpose="reset", now=now)
        await replace_password(work, password_hash, keep=None)
        if account.email == email and account.email_verified_at is None:
            await work.db.run(VERIFY_ADDRESS, email=email, now=now)


async def ask_for_address(work: Work, email: str) -> None:
    """Send a link to an address that the owner wants to sign in with; the present one is proven likewise."""
    account = await work.db.row(ACCOUNT_LOCKED)
    now, mail_id = work.clock.now(), new_id()
    await work.db.run(END_MAIL_TOKENS, purpose="address", now=now)
    await _add(work, mail_id, "address", email=email, life=ADDRESS_LIFE, digest=None)
    await enqueue(work, "identity.send_confirmation", person=work.owner, mail=mail_id)
    if account is not None and account.email != email:
        await tell(work, "email_asked")
    await record(work, "ask_for_address", "user_account", work.owner)


async def confirm_address(context: AuthContext, text: str, origin: Origin) -> None:
    """Let the account sign in with the address of the link; raises LinkInvalid or EmailTaken."""
    token = _read(text)
    async with context.database.work(token.user_id, scope=Scope.SYSTEM, request_id=origin.request_id) as work:
        _, email = await _use(work, token, "address")
        holder = await work.db.row(CREDENTIAL_BY_EMAIL, email=email)
        if holder is not None and holder.id != work.owner:
            raise EmailTaken
        await work.db.run(VERIFY_ADDRESS, email=email, now=work.clock.now())
        await record(work, "confirm_address", "user_account", work.owner)
        await tell(work, "email_changed")


async def add_mail_token(work: Work, purpose: str, email: str, life: timedelta) -> KeyedToken:
    """Store a right that is about to be sent; the token is for the mail alone."""
    token = new_token(MAIL_PREFIX, work.owner, new_id())
    await _add(work, token.row_id, purpose, email=email, life=life, digest=token.digest)
    return token


async def _add(
    work: Work, mail_id: UUID, purpose: str, *, email: str, life: timedelta, digest: bytes | None
) -> None:
    now = work.clock.now()
    await work.db.run(
        ADD_MAIL_TOKEN,
        id=mail_id,
        now=now,
        purpose=purpose,
        token_hash=digest,
        email=email,
        expires_at=now + life,
    )


async def _use(work: Work, token: KeyedToken, purpose: str) -> tuple[Row, str]:
    """Use up a link; return its account, locked, and the address it was sent to. Raises LinkInvalid."""
    account = await work.db.row(ACCOUNT_LOCKED)
    email = await work.db.value(USE_MAIL_TOKEN, **_named(token, purpose), now=work.clock.now())
    if account is None or account.status != "active" or email is None:
        raise LinkInvalid
    return account, email


def _read(text: str) -> KeyedToken:
    token = read_token(MAIL_PREFIX, text.strip())
    if token is None:
        raise LinkInvalid
    return token


def _named(token: KeyedToken, purpose: str) -> dict[str, Any]:
    return {"id": token.row_id, "purpose": purpose, "token_hash": token.digest}
