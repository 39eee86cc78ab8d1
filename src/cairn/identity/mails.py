"""The mails of accounts: their words, and the outbox that the settings name.

A mail that holds a link is made by a job, which makes the link's token too: what is secret in it is in no
table and in no argument of a job.
"""

from datetime import datetime
from typing import TYPE_CHECKING

from cairn.kit.mail import FileOutbox, Mail, Outbox, SmtpOutbox

if TYPE_CHECKING:
    from cairn.settings import Settings

FOLDER = "outbox"

NOTICES = {
    "password_changed": "Your password was changed.",
    "email_changed": "Your account now signs in with this address.",
    "email_asked": "Somebody who is signed in to your account asked to change its e-mail address. It stays as"
    " it is until the new one is confirmed.",
    "totp_enabled": "Signing in now asks for a code of your authenticator too.",
    "totp_disabled": "Signing in no longer asks for a code of your authenticator.",
    "recovery_code_used": "A recovery code was used to sign in.",
    "token_created": "A personal access token was made.",
}
"""What somebody is told of a change to how they sign in, by its name."""


def outbox(settings: "Settings") -> Outbox:
    """Return where mails go."""
    mail = settings.mail
    if mail.host is None:
        return FileOutbox(settings.data_dir / FOLDER, mail.sender)
    return SmtpOutbox(
        host=mail.host,
        port=mail.port,
        security=mail.security,
        user=mail.user,
        password=None if mail.password is None else mail.password.get_secret_value(),
        sender=mail.sender,
        timeout_seconds=mail.timeout_seconds,
    )


def page(settings: "Settings", path: str, secret: str) -> str:
    """Return a link to a page of the web application, with its secret where no server logs it."""
    http = settings.http
    return f"{http.public_url or f'http://{http.host}:{http.port}'}{path}#{secret}"


def reset_mail(to: str, link: str, code: str, until: datetime) -> Mail:
    """Return the mail by which a forgotten password is replaced."""
    return Mail(
        to,
        "A new password for Cairn",
        f"Somebody, we hope you, has forgotten the password of this address.\n\n"
        f"Choose a new one here, until {_when(until)}:\n{link}\n\n"
        f"The code in it is\n{code}\n\n"
        "If it was not you, do nothing: your password stays as it is.\n",
    )


def confirm_mail(to: str, link: str, code: str, until: datetime) -> Mail:
    """Return the mail that proves that an address is its person's."""
    return Mail(
        to,
        "Confirm this address for Cairn",
        f"Somebody wants to sign in to Cairn with this address.\n\n"
        f"If it is you, confirm it here, until {_when(until)}:\n{link}\n\nThe code in it is\n{code}\n\n"
        "If it is not you, do nothing.\n",
    )


def taken_mail(to: str) -> Mail:
    """Return the mail to an address that somebody else wants to use."""
    return Mail(
        to,
        "Your address in Cairn",
        "Somebody wanted to use this address for another account. It stays with yours.\n",
    )


def invite_mail(to: str, link: str, code: str, until: datetime) -> Mail:
    """Return an invitation."""
    return Mail(
        to,
        "You are invited to Cairn",
        f"You can make an account here, until {_when(until)}:\n{link}\n\n"
        f"The code of the invitation is\n{code}\n",
    )


def notice_mail(to: str, what: str) -> Mail:
    """Return what somebody is told of a change to how they sign in."""
    return Mail(
        to,
        "Your account in Cairn",
        f"{NOTICES[what]}\n\nIf it was not you: choose a new password and sign out everywhere.\n",
    )


def _when(moment: datetime) -> str:
    return f"{moment:%Y-%m-%d %H:%M} UTC"
