"""Checks of the server that commands talk to, and of the stored sign-in."""

import os
from collections.abc import Iterator
from datetime import datetime

from cairn import __version__
from cairn.cli import session
from cairn.cli.client import Client
from cairn.cli.errors import CliError
from cairn.cli.exits import NO_SERVER
from cairn.cli.findings import Finding, fail, ok, warn
from cairn.kit.clock import SystemClock

MOST_SKEW_SECONDS = 5.0
SIGN_IN = "Sign in again with `cairn login`."


def check_server() -> Iterator[Finding]:
    """The server answers, is of this version, and takes the stored token."""
    clock = SystemClock()
    try:
        client = Client()
        before = clock.now()
        health = client.ask("GET", "/health").json()
    except CliError as error:
        mend = error.hint or "Look at the server's log."
        yield (warn if error.code == NO_SERVER else fail)("server", error.detail, mend)
        return
    if health.get("version") != __version__:
        mend = "Start the server again after an upgrade."
        yield warn(
            "server", f"{client.server} runs Cairn {health.get('version')}, this is {__version__}.", mend
        )
    else:
        yield ok("server", f"{client.server} runs Cairn {__version__}")
    yield check_skew("server", before, datetime.fromisoformat(health["time"]), clock.now())
    try:
        client.ask("GET", "/ready")
    except CliError as error:
        yield fail("ready", f"The server is up but cannot work: {error.detail}", "See its log.")
    if os.environ.get("CAIRN_TOKEN") or session.login_at(client.server):
        yield _sign_in(client)


def check_skew(name: str, before: datetime, theirs: datetime, after: datetime) -> Finding:
    """Compare a clock with this machine's, which showed `before` and `after` around the question."""
    seconds = max((before - theirs).total_seconds(), (theirs - after).total_seconds(), 0.0)
    if seconds > MOST_SKEW_SECONDS:
        told = f"The clock of the {name} differs from this machine's by {seconds:.0f} s."
        return warn(f"{name}_clock", told, "Set both by NTP: tokens and due dates depend on them.")
    return ok(f"{name}_clock", f"The clock of the {name} agrees with this machine's")


def _sign_in(client: Client) -> Finding:
    try:
        account = client.get("/auth/me")
    except CliError as error:
        return warn("sign_in", error.detail, SIGN_IN)
    path = session.credentials_path()
    if path.exists() and path.stat().st_mode & 0o077:
        return fail("sign_in", f"Others may read {path}.", f"chmod 600 '{path}'")
    return ok("sign_in", f"Signed in as {account['email']}")
