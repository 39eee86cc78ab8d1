"""`cairn signup`, `login`, `logout`, `whoami`: who is talking to the server."""

import socket
import sys
from typing import Annotated, Any

import typer

from cairn.cli import session
from cairn.cli.client import Client
from cairn.cli.errors import CliError
from cairn.cli.exits import NOT_SIGNED_IN
from cairn.cli.screen import plain, screen
from cairn.cli.tree import require
from cairn.cli.zone import local_zone

Server = Annotated[
    str | None,
    typer.Option(help="Address of the server; also CAIRN_SERVER. http://127.0.0.1:8600 at first."),
]
Email = Annotated[str | None, typer.Option(help="Address to sign in with; asked for when absent.")]
PasswordStdin = Annotated[
    bool,
    typer.Option("--password-stdin", help="Read the password from standard input, up to its first line end."),
]


def signup(
    *,
    server: Server = None,
    email: Email = None,
    name: Annotated[str | None, typer.Option(help="What you want to be called.")] = None,
    timezone: Annotated[
        str | None, typer.Option(help="Your zone, such as Europe/Berlin; this machine's when absent.")
    ] = None,
    invite: Annotated[str | None, typer.Option(help="Code of an invitation, where one is needed.")] = None,
    password_stdin: PasswordStdin = False,
) -> None:
    """Make an account, and sign in. The first account of a server owns it."""
    client = _client(server)
    body: dict[str, Any] = {
        "email": email or ask("E-mail"),
        "password": read_password(password_stdin, confirm=True),
        "display_name": name,
        "timezone": timezone or local_zone(),
        "invite_code": invite,
        "device": _device(),
    }
    client.sign_in("/auth/signup", body)
    _show_account(client, "Welcome. You are signed in as")


def login(
    server: Server = None,
    email: Email = None,
    password_stdin: PasswordStdin = False,
    code: Annotated[
        str | None,
        typer.Option(help="Code of the authenticator, or a recovery code; asked for where it is needed."),
    ] = None,
) -> None:
    """Sign in. The tokens are kept in a file that only you can read."""
    client = _client(server)
    known = session.login_at(client.server)
    body = {
        "email": email or ask("E-mail", default=known.email if known else None),
        "password": read_password(password_stdin),
        "device": _device(),
    }
    try:
        client.sign_in("/auth/login", body)
    except CliError as error:
        challenge = error.document().get("challenge")
        if challenge is None:
            raise
        answer = {"challenge": challenge, "code": code or ask("Code"), "device": _device()}
        client.sign_in("/auth/second-factor", answer, email=body["email"])
    _show_account(client, "Signed in as")


def logout() -> None:
    """End this sign-in, on the server and here."""
    client = Client()
    if session.login_at(client.server) is None:
        raise CliError(f"You are not signed in at {client.server}.", code=NOT_SIGNED_IN)
    ended = True
    try:
        client.call("POST", "/auth/logout")
    except CliError as error:
        if error.code != NOT_SIGNED_IN:
            raise
        ended = False  # the server had ended it already
    with session.credentials_lock():
        session.forget_login(client.server)
    if screen.json:
        screen.answer({"server": client.server, "signed_out": True, "was_active": ended})
    else:
        screen.out.print(f"Signed out at {client.server}.", soft_wrap=True)


def whoami() -> None:
    """Tell who is signed in, and where."""
    _show_account(Client(), "Signed in as")


def ask(question: str, *, default: str | None = None) -> str:
    """Ask the person at the terminal."""
    require(sys.stdin.isatty(), f"{question} is missing, and there is nobody to ask: give it as an option.")
    return str(typer.prompt(question, default=default, err=True))


def read_password(from_stdin: bool, *, confirm: bool = False) -> str:
    """Return a password, typed unseen or read from standard input; never from the command line."""
    if from_stdin:
        password = sys.stdin.readline().rstrip("\r\n")
        require(password, "Standard input holds no password.")
        return password
    require(sys.stdin.isatty(), "There is nobody to ask for the password: use --password-stdin.")
    return str(typer.prompt("Password", hide_input=True, confirmation_prompt=confirm, err=True))


def _client(server: str | None) -> Client:
    client = Client(server)
    host = client.server.partition("://")[2].rpartition(":")[0] or client.server.partition("://")[2]
    if client.server.startswith("http://") and host not in {"127.0.0.1", "localhost", "[::1]"}:
        screen.note(f"Warning: the way to {client.server} is not encrypted; your password can be read on it.")
    return client


def _show_account(client: Client, words: str) -> None:
    account = client.call("GET", "/auth/me").json()
    if screen.json:
        screen.answer({"server": client.server, **account})
        return
    owner = ", owner of the server" if account["is_owner"] else ""
    about = f"{account['role']}{owner}; {account['timezone']}"
    screen.out.print(f"{words} {plain(account['email'])} at {client.server} ({about}).", soft_wrap=True)


def _device() -> str:
    return f"cairn on {socket.gethostname()}"[:200]
