"""Signing in with a password."""

import asyncio
from dataclasses import replace

from cairn.identity.context import AuthContext, Origin
from cairn.identity.keys import Keyring
from cairn.identity.passwords import hash_password, verify_password
from cairn.identity.problems import SecondFactorRequired, WrongCredentials
from cairn.identity.queries.accounts import ACCOUNT_LOCKED, CREDENTIAL_BY_EMAIL, REHASH
from cairn.identity.queries.sessions import ADDRESSES
from cairn.identity.service.factors import Challenge, challenge_text, factor_is_on
from cairn.identity.service.sessions import SignedIn, Tokens, issue, start_session
from cairn.identity.text import normal_email
from cairn.identity.throttle import FORGOTTEN_AFTER, Attempt, Blocked, admit, forgive, sign_in_counters
from cairn.kit.db.sql import Row
from cairn.kit.db.work import Scope, Work
from cairn.kit.ids import UserId
from cairn.settings import AuthSettings

KNOWN_FOR = FORGOTTEN_AFTER * 90
"""How long an address counts as one of the person's own after a session was used from it."""


async def sign_in(context: AuthContext, email: str, password: str, origin: Origin) -> Tokens:
    """Start a session; raises WrongCredentials, SecondFactorRequired or TooManyRequests.

    Three steps: count the attempt (a transaction of its own, which lasts whatever comes of it), compare the
    password with no connection held, write the session. An unknown address, a wrong password and a disabled
    account go the same way and get the same answer.
    """
    email = normal_email(email)
    async with context.database.work(scope=Scope.SYSTEM) as work:
        credential = await work.db.row(CREDENTIAL_BY_EMAIL, email=email)
        attempt = await _admit(work, context.keyring, email, credential, origin)
    if isinstance(attempt, Blocked):
        raise attempt.problem()
    await asyncio.sleep(attempt.delay_seconds)
    verdict = await verify_password(password, credential.password_hash if credential else None)
    if credential is None or not verdict.matches or credential.status != "active":
        raise WrongCredentials
    rehashed = await hash_password(password) if verdict.outdated else None
    owner = UserId(credential.id)
    async with context.database.work(owner, scope=Scope.SYSTEM, request_id=origin.request_id) as work:
        entered = await _enter(work, context.settings, credential, origin)
        await forgive(work, attempt)
        if rehashed is not None:
            await work.db.run(REHASH, password_hash=rehashed)
    if isinstance(entered, Challenge):
        challenge = replace(entered, password_hash=rehashed or entered.password_hash)
        raise SecondFactorRequired(
            challenge=await challenge_text(context, challenge), methods=["totp", "recovery_code"]
        )
    return await issue(context, entered)


async def _admit(
    work: Work, keyring: Keyring, email: str, credential: Row | None, origin: Origin
) -> Attempt | Blocked:
    since = work.clock.now() - KNOWN_FOR
    found = await work.db.rows(ADDRESSES, person=credential.id if credential else None, since=since)
    counters = sign_in_counters(keyring, email, origin.address, [row.address for row in found])
    return await admit(work, counters)


async def _enter(work: Work, auth: AuthSettings, credential: Row, origin: Origin) -> SignedIn | Challenge:
    """Begin the session, or ask for the second factor.

    Raises WrongCredentials where the account was disabled or its password changed while it was compared.
    """
    account = await work.db.row(ACCOUNT_LOCKED)
    if account is None or account.status != "active" or account.password_hash != credential.password_hash:
        raise WrongCredentials
    if await factor_is_on(work):
        return Challenge(work.owner, credential.password_hash)
    return await start_session(work, auth, account, origin, "sign_in")
