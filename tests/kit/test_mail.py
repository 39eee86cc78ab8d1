"""Mail: to a real SMTP server, or into files; never more in an error than the kind of fault."""

import asyncio
import ssl
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from email import message_from_bytes, policy
from pathlib import Path
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult, Envelope, Session
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from cairn.kit.mail import FileOutbox, Mail, MailNotSentError, SmtpOutbox, kept_mails

AT = datetime(2026, 11, 23, 9, tzinfo=UTC)
MAIL = Mail(
    "ada@example.org", "Grüße aus Köln", "Zeile eins, with a link:\nhttps://cairn.example/x#cm_secret\n"
)
SECRET = "the password of the mail server"


class Mailbox:
    """Keeps what a server was given."""

    def __init__(self) -> None:
        self.taken: list[Envelope] = []

    async def handle_DATA(self, _server: Any, _session: Session, envelope: Envelope) -> str:  # noqa: N802 - its name
        self.taken.append(envelope)
        if "refused@example.org" in envelope.rcpt_tos:
            return "554 we do not like refused@example.org"
        return "250 taken"


@contextmanager
def smtp(box: Mailbox, **options: Any) -> Iterator[int]:
    """Run an SMTP server on a free port."""
    controller = Controller(box, hostname="127.0.0.1", port=0, **options)
    loop_server: dict[str, int] = {}

    def started() -> None:
        loop_server["port"] = controller.server.sockets[0].getsockname()[1]  # type: ignore[union-attr]

    # The controller asks its own port 0 whether it answers, which it cannot; so it is started by hand.
    import threading

    thread = threading.Thread(target=controller.loop.run_forever, daemon=True)

    async def begin() -> None:
        controller.server = await controller._create_server()
        started()

    thread.start()
    asyncio.run_coroutine_threadsafe(begin(), controller.loop).result(20)
    try:
        yield loop_server["port"]
    finally:

        async def end() -> None:
            assert controller.server is not None
            controller.server.close()
            await controller.server.wait_closed()

        asyncio.run_coroutine_threadsafe(end(), controller.loop).result(20)
        controller.loop.call_soon_threadsafe(controller.loop.stop)
        thread.join(20)
        controller.loop.close()


def to(port: int, **changes: Any) -> SmtpOutbox:
    values: dict[str, Any] = {
        "host": "127.0.0.1",
        "port": port,
        "security": "none",
        "user": None,
        "password": None,
        "sender": "Cairn <cairn@cairn.example>",
        "timeout_seconds": 20.0,
    }
    return SmtpOutbox(**{**values, **changes})


async def test_server_gets_the_mail_as_it_was_written() -> None:
    box = Mailbox()
    with smtp(box) as port:
        await to(port).send(MAIL, at=AT)
    (envelope,) = box.taken
    assert envelope.rcpt_tos == ["ada@example.org"]
    assert envelope.mail_from == "cairn@cairn.example"
    message = message_from_bytes(envelope.original_content or b"", policy=policy.default)
    assert (message["To"], message["Subject"]) == ("ada@example.org", "Grüße aus Köln")
    assert message["Date"] == "Mon, 23 Nov 2026 09:00:00 +0000"
    assert message["Auto-Submitted"] == "auto-generated"
    assert message["Message-ID"].endswith("@cairn.example>")
    body = message.get_body(("plain",))
    assert body is not None
    assert body.get_content().replace("\r\n", "\n") == MAIL.text


@pytest.mark.filterwarnings("ignore:Requiring AUTH while not requiring TLS")
async def test_server_that_wants_a_password_gets_it() -> None:
    def judge(_s: Any, _session: Any, _envelope: Any, _mechanism: str, auth: Any) -> AuthResult:
        return AuthResult(success=(auth.login, auth.password) == (b"cairn", SECRET.encode()), handled=False)

    box = Mailbox()
    with smtp(box, authenticator=judge, auth_required=True, auth_require_tls=False) as port:
        await to(port, user="cairn", password=SECRET).send(MAIL, at=AT)
        with pytest.raises(MailNotSentError, match="SMTPAuthenticationError"):
            await to(port, user="cairn", password="wrong").send(MAIL, at=AT)
        with pytest.raises(MailNotSentError):
            await to(port).send(MAIL, at=AT)
    assert len(box.taken) == 1


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a certificate for 127.0.0.1 that nobody has signed."""
    from ipaddress import ip_address

    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "127.0.0.1")])
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(datetime(2020, 1, 1, tzinfo=UTC))
        .not_valid_after(datetime(2100, 1, 1, tzinfo=UTC))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    path = tmp_path_factory.mktemp("certificate") / "pair.pem"
    form = serialization.Encoding.PEM
    private = key.private_bytes(form, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    path.write_bytes(private + made.public_bytes(form))
    return path


async def test_encryption_is_asked_for_and_the_certificate_is_checked(
    certificate: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    box = Mailbox()
    with smtp(box, tls_context=context, require_starttls=True) as port:
        with pytest.raises(MailNotSentError, match="SSLCertVerificationError"):
            await to(port, security="starttls").send(MAIL, at=AT)
        with pytest.raises(MailNotSentError):
            await to(port, security="none").send(MAIL, at=AT)
        monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
        await to(port, security="starttls").send(MAIL, at=AT)
    with smtp(box) as port, pytest.raises(MailNotSentError):
        await to(port, security="starttls").send(MAIL, at=AT)
    assert len(box.taken) == 1


async def test_faults_name_neither_address_nor_text() -> None:
    box = Mailbox()
    with smtp(box) as port, pytest.raises(MailNotSentError) as refused:
        await to(port).send(Mail("refused@example.org", "x", MAIL.text), at=AT)
    with pytest.raises(MailNotSentError, match="ConnectionRefusedError"):
        await to(port).send(MAIL, at=AT)
    assert str(refused.value) == "SMTPDataError"
    assert refused.value.__cause__ is None


async def test_files_are_for_the_account_of_the_server_alone(tmp_path: Path) -> None:
    folder = tmp_path / "outbox"
    outbox = FileOutbox(folder, "Cairn <cairn@localhost>")
    await outbox.send(MAIL, at=AT)
    await outbox.send(Mail("ben@example.org", "Second", "Two\n"), at=AT.replace(hour=10))
    first, second = kept_mails(folder)
    assert (first.to, first.subject, first.text) == (MAIL.to, MAIL.subject, MAIL.text)
    assert second.subject == "Second"
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert {stat.S_IMODE(path.stat().st_mode) for path in folder.iterdir()} == {0o600}


async def test_header_cannot_be_smuggled_in(tmp_path: Path) -> None:
    outbox = FileOutbox(tmp_path, "Cairn <cairn@localhost>")
    with pytest.raises(ValueError, match="linefeed or carriage return"):
        await outbox.send(Mail("ada@example.org", "Hello\r\nBcc: all@example.org", "x"), at=AT)
