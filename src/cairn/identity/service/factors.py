"""The second factor: codes of an authenticator, and recovery codes for when it is lost."""

import hashlib
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Literal
from uuid import UUID

from cairn.identity import totp
from cairn.identity.context import AuthContext, Origin
from cairn.identity.keys import Keyring
from cairn.identity.problems import ChallengeInvalid, FactorAbsent, FactorPresent, WrongCode
from cairn.identity.queries.accounts import ACCOUNT_LOCKED
from cairn.identity.queries.factors import (
    ADD_CODES,
    BEGIN_FACTOR,
    CONFIRM_FACTOR,
    FACTOR,
    FACTOR_LOCKED,
    REMOVE_CODES,
    REMOVE_FACTOR,
    USE_CODE,
    USE_STEP,
)
from cairn.identity.service.notices import tell
from cairn.identity.service.sessions import SignedIn, Tokens, issue, start_session
from cairn.identity.throttle import PAIR_FREE, Blocked, Counter, admit, forgive
from cairn.identity.tokens import issue_challenge, read_challenge
from cairn.kit.db.audit import record
from cairn.kit.db.sql import Row
from cairn.kit.db.work import ReadWork, Scope, Work
from cairn.kit.http.problems import Problem
from cairn.kit.ids import UserId, new_id

CHALLENGE_LIFE = timedelta(minutes=5)
ISSUER = "Cairn"
Kind = Literal["totp", "recovery_code"]


@dataclass(frozen=True, slots=True)
class Challenge:
    """A password that was right, for an account that asks for a code too."""

    user_id: UserId
    password_hash: str


async def factor_is_on(work: ReadWork) -> bool:
    """Whether the owner signs in with a code too."""
    row = await work.db.row(FACTOR)
    return row is not None and row.confirmed_at is not None


async def challenge_text(context: AuthContext, challenge: Challenge) -> str:
    """Return the token that a client sends back with the code."""
    mark = hashlib.sha256(challenge.password_hash.encode()).hexdigest()
    return await issue_challenge(context.keyring, challenge.user_id, mark, life=CHALLENGE_LIFE)


async def answer_challenge(context: AuthContext, text: str, code: str, origin: Origin) -> Tokens:
    """Start a session; raises ChallengeInvalid, WrongCode or TooManyRequests.

    The transaction returns its refusal instead of raising it, since the count of the attempt has to last.
    """
    found = read_challenge(context.keyring, text)
    if found is None:
        raise ChallengeInvalid
    user_id, mark = found
    async with context.database.work(user_id, scope=Scope.SYSTEM, request_id=origin.request_id) as work:
        outcome = await _answer(work, context, mark, code, origin)
    if isinstance(outcome, Problem):
        raise outcome
    return await issue(context, outcome)


async def _answer(
    work: Work, context: AuthContext, mark: str, code: str, origin: Origin
) -> SignedIn | Problem:
    account = await work.db.row(ACCOUNT_LOCKED)
    if account is None or account.status != "active":
        return ChallengeInvalid()
    if hashlib.sha256(account.password_hash.encode()).hexdigest() != mark:
        return ChallengeInvalid()
    refusal = await use_code(work, context.keyring, code)
    return refusal or await start_session(work, context.settings, account, origin, "sign_in")


async def use_code(work: Work, keyring: Keyring, code: str) -> Problem | None:
    """Use up a code of the owner; return the refusal, whose count has to be committed all the same."""
    counter = Counter(keyring.throttle_hash("second factor", str(work.owner)), PAIR_FREE, blocks=True)
    attempt = await admit(work, (counter,))
    if isinstance(attempt, Blocked):
        return attempt.problem()
    kind = await _use(work, keyring, totp.plain_code(code))
    if kind is None:
        return WrongCode()
    await forgive(work, attempt)
    if kind == "recovery_code":
        await record(work, "use_recovery_code", "totp_factor", None)
        await tell(work, "recovery_code_used")
    return None


async def _use(work: Work, keyring: Keyring, plain: str) -> Kind | None:
    factor = await work.db.row(FACTOR_LOCKED)
    if factor is None or factor.confirmed_at is None:
        return None
    if not totp.is_totp(plain):
        digest = _code_hash(keyring, work.owner, plain)
        used = await work.db.value(USE_CODE, code_hash=digest, now=work.clock.now())
        return None if used is None else "recovery_code"
    secret = keyring.unseal(factor.secret_sealed, _label(work.owner))
    if secret is None:  # sealed with another server's secret: the recovery codes go the same way
        return None
    step = totp.matching_step(secret, plain, work.clock.now(), factor.last_step)
    if step is None:
        return None
    await work.db.run(USE_STEP, step=step)
    return "totp"


async def show_factor(work: ReadWork) -> dict[str, Any]:
    """Return whether the second factor is on, and how many recovery codes are left."""
    row = await work.db.row(FACTOR)
    on = row is not None and row.confirmed_at is not None
    return {
        "enabled": on,
        "enabled_at": row.confirmed_at if row is not None and on else None,
        "recovery_codes_left": row.codes_left if row is not None and on else 0,
    }


async def begin_factor(work: Work, keyring: Keyring) -> dict[str, str]:
    """Return the secret of an authenticator that is yet to be confirmed; raises FactorPresent."""
    account = await work.db.row(ACCOUNT_LOCKED)
    secret = totp.new_secret()
    sealed = keyring.seal(secret, _label(work.owner))
    made = await work.db.value(BEGIN_FACTOR, id=new_id(), now=work.clock.now(), secret_sealed=sealed)
    if made is None or account is None:
        raise FactorPresent
    return {"secret": totp.as_text(secret), "uri": totp.otpauth(secret, account.email, ISSUER)}


async def confirm_factor(work: Work, keyring: Keyring, code: str) -> list[str]:
    """Turn the second factor on, by a first code of it; return the recovery codes.

    Raises FactorAbsent, FactorPresent or WrongCode. Guesses need no count: whoever makes them has been shown
    the secret.
    """
    factor = await work.db.row(FACTOR_LOCKED)
    if factor is None:
        raise FactorAbsent
    if factor.confirmed_at is not None:
        raise FactorPresent
    now = work.clock.now()
    secret = keyring.unseal(factor.secret_sealed, _label(work.owner))
    plain = totp.plain_code(code)
    step = (
        totp.matching_step(secret, plain, now, factor.last_step) if secret and totp.is_totp(plain) else None
    )
    if step is None:
        raise WrongCode
    await work.db.run(CONFIRM_FACTOR, step=step, now=now)
    await record(work, "enable", "totp_factor", factor.id)
    await tell(work, "totp_enabled")
    return await _replace_codes(work, keyring)


async def renew_codes(work: Work, keyring: Keyring) -> list[str]:
    """Replace the recovery codes; raises FactorAbsent."""
    factor = await work.db.row(FACTOR_LOCKED)
    if factor is None or factor.confirmed_at is None:
        raise FactorAbsent
    await record(work, "renew_codes", "totp_factor", factor.id)
    return await _replace_codes(work, keyring)


async def remove_factor(work: Work) -> None:
    """Turn the second factor off; raises FactorAbsent."""
    removed: Row | None = await work.db.row(REMOVE_FACTOR)
    if removed is None:
        raise FactorAbsent
    await work.db.run(REMOVE_CODES)
    await record(work, "disable", "totp_factor", removed.id)
    if removed.was_on:
        await tell(work, "totp_disabled")


async def _replace_codes(work: Work, keyring: Keyring) -> list[str]:
    codes = [totp.new_recovery_code() for _ in range(totp.RECOVERY_CODES)]
    hashes = [_code_hash(keyring, work.owner, totp.plain_code(code)) for code in codes]
    await work.db.run(REMOVE_CODES)
    ids: list[UUID] = [new_id() for _ in codes]
    await work.db.run(ADD_CODES, ids=ids, hashes=hashes, now=work.clock.now())
    return codes


def _code_hash(keyring: Keyring, owner: UserId, plain: str) -> bytes:
    """Return what is stored of a recovery code: keyed, since its few bits could be tried out."""
    return keyring.throttle_hash("recovery code", str(owner), plain)


def _label(owner: UserId) -> bytes:
    return b"totp " + owner.bytes
