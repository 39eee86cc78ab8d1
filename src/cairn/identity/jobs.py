"""Housekeeping of accounts, and their mails."""

from datetime import timedelta
from typing import TYPE_CHECKING
from uuid import UUID

from cairn.identity.ids import InviteId
from cairn.identity.keyed import new_token
from cairn.identity.mails import (
    FOLDER,
    confirm_mail,
    invite_mail,
    notice_mail,
    outbox,
    page,
    reset_mail,
    taken_mail,
)
from cairn.identity.queries.accounts import CREDENTIAL, CREDENTIAL_BY_EMAIL
from cairn.identity.queries.invites import FORGET_INVITES, INVITE_TO_SEND
from cairn.identity.queries.mails import FORGET_MAIL_TOKENS, MAIL_TOKEN_TO_SEND
from cairn.identity.queries.sessions import FORGET_SESSIONS
from cairn.identity.service.admin import invite_code
from cairn.identity.service.recovery import MAIL_PREFIX, RESET_LIFE, add_mail_token
from cairn.identity.service.signup import invite_hash
from cairn.identity.throttle import forget_old
from cairn.kit.db.work import Database, Scope
from cairn.kit.ids import UserId
from cairn.kit.jobs import job
from cairn.kit.mail import Mail, forget_mails

if TYPE_CHECKING:
    from cairn.settings import Settings

KEPT_AFTER_THE_END = timedelta(days=90)
"""How long ended sessions and lapsed invitations can still be looked at by the operator."""
MAILS_KEPT = timedelta(days=14)
"""How long mails stay in the folder of the outbox."""


@job("identity.tidy", cron="17 3 * * *")
async def tidy(database: Database) -> None:
    """Remove what no longer counts: failed attempts, long-ended sessions, lapsed invitations and mails."""
    async with database.work(scope=Scope.SYSTEM) as work:
        now = work.clock.now()
        before = now - KEPT_AFTER_THE_END
        await forget_old(work)
        await work.db.run(FORGET_SESSIONS, before=before)
        await work.db.run(FORGET_INVITES, before=before)
        await work.db.run(FORGET_MAIL_TOKENS, before=now)
    if database.settings is not None:
        forget_mails(database.settings.data_dir / FOLDER, before=now - MAILS_KEPT)


@job("identity.send_reset")
async def send_reset(database: Database, person: str) -> None:
    """Send a link to choose a new password; to nobody where there is no such account."""
    settings = _settings(database)
    owner = UserId(UUID(person))
    async with database.work(owner, scope=Scope.SYSTEM) as work:
        account = await work.db.row(CREDENTIAL)
        if account is None or account.status != "active":
            return
        until = work.clock.now() + RESET_LIFE
        token = await add_mail_token(work, "reset", account.email, RESET_LIFE)
    link = page(settings, "/reset-password", token.text)
    await _send(database, reset_mail(account.email, link, token.text, until))


@job("identity.send_confirmation")
async def send_confirmation(database: Database, person: str, mail: str) -> None:
    """Send the link that proves an address; a notice where the address is another account's."""
    settings = _settings(database)
    token = new_token(MAIL_PREFIX, UserId(UUID(person)), UUID(mail))
    async with database.work(token.user_id, scope=Scope.SYSTEM) as work:
        row = await work.db.row(
            MAIL_TOKEN_TO_SEND, id=token.row_id, token_hash=token.digest, now=work.clock.now()
        )
        if row is None:
            return
        taken = await work.db.row(CREDENTIAL_BY_EMAIL, email=row.email)
    if taken is not None and taken.id != token.user_id:
        await _send(database, taken_mail(row.email))
        return
    link = page(settings, "/confirm-email", token.text)
    await _send(database, confirm_mail(row.email, link, token.text, row.expires_at))


@job("identity.send_invite")
async def send_invite(database: Database, invite: str) -> None:
    """Send an invitation, with a code of its own."""
    settings = _settings(database)
    code = invite_code()
    async with database.work(scope=Scope.SYSTEM) as work:
        row = await work.db.row(
            INVITE_TO_SEND, id=InviteId(UUID(invite)), mail_hash=invite_hash(code), now=work.clock.now()
        )
    if row is not None and row.email is not None:
        await _send(database, invite_mail(row.email, page(settings, "/sign-up", code), code, row.expires_at))


@job("identity.send_notice")
async def send_notice(database: Database, person: str, what: str) -> None:
    """Tell somebody that the way they sign in was changed."""
    async with database.read(UserId(UUID(person)), scope=Scope.SYSTEM) as work:
        account = await work.db.row(CREDENTIAL)
    if account is not None:
        await _send(database, notice_mail(account.email, what))


async def _send(database: Database, mail: Mail) -> None:
    await outbox(_settings(database)).send(mail, at=database.clock.now())


def _settings(database: Database) -> "Settings":
    if database.settings is None:
        raise LookupError("a job that sends mail needs the settings of its process")
    return database.settings
