"""What signing in and signing up need beside a request: they open their own transactions."""

from dataclasses import dataclass

from cairn.identity.keys import Keyring
from cairn.kit.db.work import Database
from cairn.settings import AuthSettings


@dataclass(frozen=True, slots=True)
class AuthContext:
    """The parts of the process that identity works with."""

    database: Database
    keyring: Keyring
    settings: AuthSettings
    public_url: str | None = None
    """Address under which browsers reach the server, where the operator has told it."""


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a request comes from."""

    device: str | None
    """What the client calls itself."""
    address: str | None
    request_id: str | None
