"""Mail: through an SMTP server, or into a folder where the operator reads it.

A mail is sent by a job, never inside a transaction: a server that does not answer must hold no rows, and a
mail that was sent cannot be rolled back.
"""

import asyncio
import os
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from email import message_from_bytes, policy
from email.message import EmailMessage
from email.utils import format_datetime, make_msgid
from pathlib import Path
from typing import Literal, Protocol

from cairn.kit.ids import new_id

Security = Literal["starttls", "tls", "none"]
_SUFFIX = ".eml"


@dataclass(frozen=True, slots=True)
class Mail:
    """A message to one person, in plain text."""

    to: str
    subject: str
    text: str


class MailNotSentError(Exception):
    """The mail server did not take a message. It says the kind of fault alone, neither address nor text."""


class Outbox(Protocol):
    """Where mails go."""

    async def send(self, mail: Mail, *, at: datetime) -> None:
        """Hand a mail over; raises MailNotSentError."""


@dataclass(frozen=True, slots=True)
class FileOutbox:
    """Writes each mail to a file that only the account of the server can read."""

    folder: Path
    sender: str

    async def send(self, mail: Mail, *, at: datetime) -> None:
        """Write the mail; the names of the files sort by age."""
        content = _message(mail, self.sender, at).as_bytes()
        try:
            await asyncio.to_thread(self._write, content)
        except OSError as error:
            raise MailNotSentError(type(error).__name__) from None

    def _write(self, content: bytes) -> None:
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        path = self.folder / f"{new_id()}{_SUFFIX}"
        draft = path.with_suffix(".part")
        with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            file.write(content)
        draft.replace(path)


@dataclass(frozen=True, slots=True, kw_only=True)
class SmtpOutbox:
    """Sends by an SMTP server."""

    host: str
    port: int
    security: Security
    user: str | None
    password: str | None
    sender: str
    timeout_seconds: float

    async def send(self, mail: Mail, *, at: datetime) -> None:
        """Send the mail."""
        import smtplib

        message = _message(mail, self.sender, at)
        try:
            await asyncio.to_thread(self._deliver, message)
        except (smtplib.SMTPException, OSError) as error:
            # The library's errors carry addresses and what the server said.
            raise MailNotSentError(type(error).__name__) from None

    def _deliver(self, message: EmailMessage) -> None:
        import smtplib
        import ssl

        context = ssl.create_default_context()
        if self.security == "tls":
            server: smtplib.SMTP = smtplib.SMTP_SSL(
                self.host, self.port, timeout=self.timeout_seconds, context=context
            )
        else:
            server = smtplib.SMTP(self.host, self.port, timeout=self.timeout_seconds)
        with server:
            if self.security == "starttls":
                server.starttls(context=context)
            if self.user is not None:
                server.login(self.user, self.password or "")
            server.send_message(message)


@dataclass(frozen=True, slots=True)
class KeptMail:
    """A mail in the folder."""

    id: str
    """Name of its file, time-ordered."""
    to: str
    subject: str
    at: str
    """When it was sent, as its header says."""
    text: str


def kept_mails(folder: Path) -> Iterator[KeptMail]:
    """Yield the mails in a folder, oldest first."""
    for path in sorted(folder.glob(f"*{_SUFFIX}")):
        message = message_from_bytes(path.read_bytes(), policy=policy.default)
        body = message.get_body(("plain",))
        yield KeptMail(
            path.stem,
            str(message["To"]),
            str(message["Subject"]),
            str(message["Date"]),
            "" if body is None else body.get_content().replace("\r\n", "\n"),
        )


def forget_mails(folder: Path, *, before: datetime) -> int:
    """Remove mails that were written before a moment; return how many."""
    return _remove(p for p in folder.glob("*") if datetime.fromtimestamp(p.stat().st_mtime, UTC) < before)


def _remove(paths: "Iterator[Path] | list[Path]") -> int:
    removed = 0
    for path in paths:
        path.unlink(missing_ok=True)
        removed += 1
    return removed


def _message(mail: Mail, sender: str, at: datetime) -> EmailMessage:
    message = EmailMessage(policy=policy.SMTP)
    message["From"] = sender
    message["To"] = mail.to
    message["Subject"] = mail.subject
    message["Date"] = format_datetime(at)
    message["Message-ID"] = make_msgid(domain=sender.rpartition("@")[2].strip("> ") or "localhost")
    message["Auto-Submitted"] = "auto-generated"  # RFC 3834: nobody's holiday notice shall answer
    message.set_content(mail.text)
    return message
