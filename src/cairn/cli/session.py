"""The stored sign-in: which server, and its tokens, in a file that only its person can read.

A refresh token works once, and one that comes back is taken for stolen. So whoever refreshes holds the
lock of the file from reading the old token to storing the new one, and a command that waited for the lock
takes the token that the other one was given.
"""

import fcntl
import json
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from cairn.cli.errors import CliError
from cairn.cli.exits import USAGE

DEFAULT_SERVER = "http://127.0.0.1:8600"
EARLY_SECONDS = 20
"""How long before its end a token is replaced, so that it does not end on the way."""


@dataclass(frozen=True, slots=True)
class Login:
    """A sign-in at one server."""

    email: str
    access_token: str
    refresh_token: str
    ends_at: float
    """Seconds since 1970, by this machine's clock, at which the access token ends."""

    @property
    def is_fresh(self) -> bool:
        """Whether the access token can still be used."""
        return time.time() < self.ends_at - EARLY_SECONDS


def config_dir() -> Path:
    """Return `CAIRN_CONFIG_DIR`, else the platform's place for a person's configuration."""
    if chosen := os.environ.get("CAIRN_CONFIG_DIR"):
        return Path(chosen).expanduser().absolute()
    from platformdirs import user_config_path

    return user_config_path("cairn", appauthor=False)


def credentials_path() -> Path:
    """Return where the tokens are."""
    return config_dir() / "credentials.json"


def server_url() -> str:
    """Return the server that commands talk to: `CAIRN_SERVER`, else that of the last sign-in."""
    chosen = os.environ.get("CAIRN_SERVER") or _read().get("server") or DEFAULT_SERVER
    return normal_server(str(chosen))


def normal_server(text: str) -> str:
    """Return an address as it is stored; raises CliError for what is none."""
    text = text.strip()
    scheme, _, rest = (text if "://" in text else f"http://{text}").partition("://")
    rest = rest.rstrip("/")
    if scheme not in {"http", "https"} or not rest or any(c.isspace() for c in rest):
        raise CliError(f"{text} is not the address of a server, such as {DEFAULT_SERVER}.", code=USAGE)
    return f"{scheme}://{rest}"


def login_at(server: str) -> Login | None:
    """Return the stored sign-in at a server."""
    found = _read().get("logins", {}).get(server)
    try:
        return Login(**found) if found else None
    except TypeError:
        return None


def store_login(server: str, login: Login) -> None:
    """Keep a sign-in, and talk to its server from now on."""
    content = _read()
    content["server"] = server
    content.setdefault("logins", {})[server] = asdict(login)
    write_private(credentials_path(), content)


def forget_login(server: str) -> None:
    """Remove the sign-in at a server."""
    content = _read()
    if content.get("logins", {}).pop(server, None) is not None:
        write_private(credentials_path(), content)


@contextmanager
def credentials_lock() -> Iterator[None]:
    """Hold the file of tokens; another command waits."""
    folder = config_dir()
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    fd = os.open(folder / "credentials.lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        fcntl.flock(fd, fcntl.LOCK_EX)
        yield
    finally:
        os.close(fd)


def write_private(path: Path, content: object) -> None:
    """Replace a file at once and whole; only its person can read it."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    draft = path.with_name(f".{path.name}-{os.urandom(8).hex()}")
    handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600)
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            json.dump(content, file)
            file.flush()
            os.fsync(file.fileno())
        draft.replace(path)
    except BaseException:
        draft.unlink(missing_ok=True)
        raise


def read_private(path: Path) -> dict[str, Any]:
    """Return the content of such a file; empty where there is none or it is damaged."""
    try:
        content = json.loads(path.read_text("utf-8"))
    except (FileNotFoundError, ValueError):
        return {}
    return content if isinstance(content, dict) else {}


def _read() -> dict[str, Any]:
    return read_private(credentials_path())
