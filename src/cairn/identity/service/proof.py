"""Proving again who one is, within a session: before dangerous acts, and to change the password."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from cairn.identity.context import AuthContext
from cairn.identity.passwords import verify_password
from cairn.identity.problems import WrongPassword
from cairn.identity.queries.accounts import ACCOUNT_LOCKED, CREDENTIAL
from cairn.identity.queries.sessions import AUTHENTICATED_NOW
from cairn.identity.service.factors import factor_is_on, use_code
from cairn.identity.throttle import PAIR_FREE, Attempt, Blocked, Counter, admit, forgive
from cairn.kit.actor import Actor
from cairn.kit.db.audit import record
from cairn.kit.db.sql import Row
from cairn.kit.db.work import Scope, Work
from cairn.kit.http.problems import NotFound, Unauthenticated


@dataclass(frozen=True, slots=True)
class Proof:
    """A password that was right a moment ago."""

    password_hash: str
    attempt: Attempt


async def prove_password(
    context: AuthContext, actor: Actor, password: str, *, first: Callable[[Row], None] = lambda _: None
) -> Proof:
    """Compare the actor's password; raises WrongPassword, TooManyRequests, or what `first` raises.

    Guesses are counted like those of signing in: whoever finds an open session must not be able to try
    passwords in it. `first` sees the credential before anything is counted.
    """
    counter = Counter(context.keyring.throttle_hash("password", str(actor.user_id)), PAIR_FREE, blocks=True)
    async with context.database.work(actor.user_id, actor=actor, scope=Scope.SYSTEM) as work:
        credential = await work.db.row(CREDENTIAL)
        if credential is None:
            raise NotFound
        first(credential)
        attempt = await admit(work, (counter,))
    if isinstance(attempt, Blocked):
        raise attempt.problem()
    if not (await verify_password(password, credential.password_hash)).matches:
        raise WrongPassword
    return Proof(credential.password_hash, attempt)


async def accept_proof(work: Work, proof: Proof) -> None:
    """Take a proof into the transaction that needs it, in the system scope.

    Raises WrongPassword where the password was changed in the meantime, Unauthenticated for a disabled
    account.
    """
    account = await work.db.row(ACCOUNT_LOCKED)
    if account is None or account.status != "active":
        raise Unauthenticated
    if account.password_hash != proof.password_hash:
        raise WrongPassword
    await forgive(work, proof.attempt)


async def prove_again(
    context: AuthContext, actor: Actor, password: str, code: str | None, request_id: str | None
) -> datetime:
    """Note that the actor has just proven who they are; return until when that counts.

    Raises WrongPassword, TooManyRequests or, where a second factor is on, WrongCode.
    """
    proof = await prove_password(context, actor, password)
    async with context.database.work(
        actor.user_id, actor=actor, scope=Scope.SYSTEM, request_id=request_id
    ) as work:
        await accept_proof(work, proof)
        refusal = await use_code(work, context.keyring, code or "") if await factor_is_on(work) else None
        if refusal is None:
            await note_proof(work, actor)
    if refusal is not None:
        raise refusal
    return context.database.clock.now() + timedelta(minutes=context.settings.recent_minutes)


async def note_proof(work: Work, actor: Actor) -> None:
    """Let dangerous acts of the actor's session be accepted for some minutes."""
    await work.db.run(AUTHENTICATED_NOW, session=actor.session_id, now=work.clock.now())
    await record(work, "reauthenticate", "auth_session", actor.session_id)
